using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Configuration;
using TempCardIssuance.Infrastructure.Sealing;

namespace TempCardIssuance.Composition;

/// <summary>
/// Everything that a front end needs for one configuration, put together once for the cmdlets and for
/// <c>tempcard</c>. Opening one reads the configuration and nothing else; store, authorities and devices are touched
/// when they are first needed.
/// </summary>
public sealed class IssuanceSession : IAsyncDisposable
{
    private readonly DriverServices _services;
    private readonly StationCatalog _stations;
    private readonly AuthorityCatalog _authorities;

    private IssuanceSession(TempCardConfiguration configuration, TimeProvider clock, string operatorName)
    {
        Configuration = configuration;
        _services = new DriverServices(clock);
        _stations = new StationCatalog(configuration, _services, Trace);
        _authorities = new AuthorityCatalog(configuration.Authorities.Values, _services);
        Context = new IssuanceContext(
            configuration.Store.Make(_services),
            _stations,
            _authorities,
            new CmsSealer(configuration.Seal.Recipients, clock),
            Settings(configuration),
            operatorName,
            clock);
        Intake = new CardIntake(Context);
        Planner = new BatchPlanner(Context);
        Issuance = new BatchIssuance(Context);
        Joining = new BatchJoining(Context);
        Closing = new BatchClosing(Context);
        Revocations = new RevocationQueue(Context);
    }

    /// <summary>
    /// Tells every command and response, from the thread of its station. Stations that were opened while nobody
    /// listened tell nothing.
    /// </summary>
    public event EventHandler<CardTraceEventArgs>? Traced;

    public TempCardConfiguration Configuration { get; }

    /// <summary>The file that is used, absolute.</summary>
    public string ConfigurationPath => Configuration.File;

    public IssuanceContext Context { get; }

    public ICardStore Store => Context.Store;

    public IStationCatalog Stations => Context.Stations;

    public CardIntake Intake { get; }

    public BatchPlanner Planner { get; }

    public BatchIssuance Issuance { get; }

    public BatchJoining Joining { get; }

    public BatchClosing Closing { get; }

    public RevocationQueue Revocations { get; }

    /// <param name="configurationPath">
    /// The file; null: that of TEMPCARD_CONFIG, else tempcard.yaml in the user's configuration folder.
    /// </param>
    /// <param name="clock">The time; null: that of the system.</param>
    /// <param name="operatorName">Who works; null: the user of the process.</param>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.ConfigurationMissing"/>, <see cref="Core.Errors.ErrorIds.ConfigurationInvalid"/>.
    /// </exception>
    public static IssuanceSession Open(
        string? configurationPath, TimeProvider? clock = null, string? operatorName = null) =>
        new(
            Configurations.Load(ConfigurationFile.Find(configurationPath)),
            clock ?? TimeProvider.System,
            operatorName ?? Environment.UserName);

    /// <summary>Looks after the store's database; to be disposed of by the caller.</summary>
    public IStoreMaintenance MaintainStore() => Configuration.Store.Maintain();

    public async ValueTask DisposeAsync()
    {
        _stations.Dispose();
        _authorities.Dispose();
        _services.Dispose();
        await Store.DisposeAsync();
    }

    private Action<string>? Trace(string station) =>
        Traced is null ? null : text => Traced?.Invoke(this, new CardTraceEventArgs(station, text));

    private static IssuanceSettings Settings(TempCardConfiguration configuration)
    {
        IssuanceConfiguration issuance = configuration.Issuance;
        return new IssuanceSettings
        {
            Defaults = new BatchOptions
            {
                PinLength = issuance.Pin.Length,
                PukLength = issuance.Puk.Length,
                Encode = issuance.Encode,
                Certificates = issuance.Certificates,
                Print = issuance.Print,
                Stations = [.. configuration.Stations.Select(s => s.Name)],
                ValidityDays = issuance.ValidityDays,
            },
            Pin = issuance.Pin,
            Puk = issuance.Puk,
            Profiles = configuration.Certificates,
            DualControl = issuance.DualControl,
        };
    }
}
