using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Cli.Output;

/// <summary>
/// A view that also counts what went wrong though no result tells it: cards that were refused, and certificates that
/// could not be revoked, and hand-overs that wait.
/// </summary>
internal sealed class TroubleCounter(IProductionView view) : IProductionView
{
    private int _refused;
    private int _pending;

    /// <summary>How many cards were refused.</summary>
    public int Refused => _refused;

    /// <summary>Whether there was any trouble.</summary>
    public bool IsAny => _refused + _pending > 0;

    public Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop) =>
        view.ShowAsync(progress => work(new Counting(this, progress)), stop);

    private sealed class Counting(TroubleCounter counter, IProgress<IssuanceEvent> progress) : IProgress<IssuanceEvent>
    {
        public void Report(IssuanceEvent value)
        {
            if (value is CardRefused)
                Interlocked.Increment(ref counter._refused);
            else if (value is RevocationsPending or HandOverPending)
                Interlocked.Increment(ref counter._pending);
            progress.Report(value);
        }
    }
}
