using System.Runtime.CompilerServices;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition;

/// <summary>
/// Asks every part whether it can work now, and goes on after the first that can't; what stops a batch is the same
/// check, which ends at the first.
/// </summary>
public sealed class ReadinessCheck(IssuanceSession session)
{
    /// <summary>All that the configuration has.</summary>
    /// <param name="stations">The stations to look at, each with its printer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<Readiness> RunAsync(IEnumerable<string> stations, CancellationToken cancellationToken) =>
        RunAsync(
            stations,
            (Encode: true, Print: true),
            AuthorityNeed.Of(session.Settings.Profiles.Values, session.Settings.Defaults.ValidityDays),
            cancellationToken);

    /// <summary>What a batch with these options needs, and nothing else.</summary>
    public IAsyncEnumerable<Readiness> RunAsync(BatchOptions options, CancellationToken cancellationToken) => RunAsync(
        options.Stations,
        (options.Encode, options.Print),
        AuthorityNeed.Of(options.Certificates.Select(name => session.Settings.Profiles[name]), options.ValidityDays),
        cancellationToken);

    private async IAsyncEnumerable<Readiness> RunAsync(
        IEnumerable<string> stations,
        (bool Encode, bool Print) does,
        IReadOnlyList<AuthorityNeed> authorities,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var opened = new List<ProductionStation>();
        try
        {
            IEnumerable<BatchNeed> needs =
                session.Needs.Of(Open(stations, opened), does.Encode, does.Print, authorities);
            foreach (BatchNeed need in needs)
                yield return await TryAsync(need, cancellationToken);
        }
        finally
        {
            foreach (ProductionStation station in opened)
                await station.DisposeAsync();
        }
    }

    /// <summary>One after the other, so that what comes before one that can't be opened is told.</summary>
    private IEnumerable<ProductionStation> Open(IEnumerable<string> names, List<ProductionStation> opened)
    {
        foreach (string name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            opened.Add(session.Stations.Open(name));
            yield return opened[^1];
        }
    }

    private async Task<Readiness> TryAsync(BatchNeed need, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<AuthorityTerm> terms = await need.CheckAsync(cancellationToken);
            return new Readiness
            {
                Part = need.Part,
                Name = need.Name,
                Ends = TermWords.Describe(terms, session.Context.Actor.Clock.GetUtcNow()),
            };
        }
        catch (TempCardException e)
        {
            return new Readiness
            {
                Part = need.Part,
                Name = need.Name,
                ErrorId = e.ErrorId,
                Problem = e.Message,
                // To look at the stations is what is being done.
                Remedy = e.Remedy is { } remedy && remedy.Calls.All(call => call.Operation != Operation.TestStations)
                    ? remedy.In(session.Words)
                    : null,
            };
        }
    }
}
