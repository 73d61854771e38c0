using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Issuance;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition;

/// <summary>
/// Everything that a front end needs for one configuration, put together once for the cmdlets and for
/// <c>tempcard</c>. Opening one reads the configuration and nothing else; store, authorities and devices are touched
/// when they are first needed.
/// </summary>
public sealed class IssuanceSession : IAsyncDisposable
{
    private IssuanceSession(string configurationPath, IssuanceContext context)
    {
        ConfigurationPath = configurationPath;
        Context = context;
        Intake = new CardIntake(context);
        Planner = new BatchPlanner(context);
        Issuance = new BatchIssuance(context);
        Closing = new BatchClosing(context);
        Revocations = new RevocationQueue(context);
    }

    /// <summary>The file that is used, absolute.</summary>
    public string ConfigurationPath { get; }

    public IssuanceContext Context { get; }

    public ICardStore Store => Context.Store;

    public IStationCatalog Stations => Context.Stations;

    public CardIntake Intake { get; }

    public BatchPlanner Planner { get; }

    public BatchIssuance Issuance { get; }

    public BatchClosing Closing { get; }

    public RevocationQueue Revocations { get; }

    /// <param name="configurationPath">
    /// The file; null: that of TEMPCARD_CONFIG, else tempcard.yaml in the user's configuration folder.
    /// </param>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.ConfigurationMissing"/>, <see cref="Core.Errors.ErrorIds.ConfigurationInvalid"/>.
    /// </exception>
    public static IssuanceSession Open(string? configurationPath) =>
        throw new NotSupportedException(configurationPath);

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
