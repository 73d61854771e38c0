using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Cli.Output;

/// <summary>One line for everything that an operator would want to know later.</summary>
internal sealed class PlainProductionView(TextWriter writer) : IProductionView, IProgress<IssuanceEvent>
{
    private readonly Lock _gate = new();

    public async Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop)
    {
        await using var stopping = stop.Register(() => Write(ProductionWords.Stopping));
        return await work(this);
    }

    public void Report(IssuanceEvent value)
    {
        string? line = value switch
        {
            ProductionBegun begun => $"Batch {begun.Batch.Id}: {begun.Cards} card(s).",
            CardRefused refused => ProductionWords.Of(refused),
            OperatorWanted wanted => ProductionWords.Of(wanted),
            ProductionEnded ended => ProductionWords.Of(ended),
            StationStopped stopped => ProductionWords.Of(stopped),
            BatchSkipped skipped => ProductionWords.Of(skipped),
            BatchLeft left => ProductionWords.Of(left),
            RevocationsPending pending => ProductionWords.Of(pending),
            _ => null,
        };
        if (line is not null)
            Write(line);
    }

    private void Write(string line)
    {
        lock (_gate)
            writer.WriteLine(line);
    }
}
