using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Cli.Output;

/// <summary>A view that also counts the cards that were refused, since the batch that comes out can't tell.</summary>
internal sealed class RefusalCounter(IProductionView view) : IProductionView
{
    private int _count;

    public int Count => _count;

    public Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop) =>
        view.ShowAsync(progress => work(new Counting(this, progress)), stop);

    private sealed class Counting(RefusalCounter counter, IProgress<IssuanceEvent> progress) : IProgress<IssuanceEvent>
    {
        public void Report(IssuanceEvent value)
        {
            if (value is CardRefused)
                Interlocked.Increment(ref counter._count);
            progress.Report(value);
        }
    }
}
