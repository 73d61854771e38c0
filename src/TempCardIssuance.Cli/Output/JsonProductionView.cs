using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Output;

/// <summary>An event as JSON; values that it does not have are left out.</summary>
internal sealed record EventLine(string Event)
{
    public string? BatchId { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public string? Column { get; init; }

    public string? Value { get; init; }

    public int? Count { get; init; }

    public string? Station { get; init; }

    public string? CardNumber { get; init; }

    public int? Attempt { get; init; }

    public ProductionState? State { get; init; }

    public string? Step { get; init; }

    public string? Detail { get; init; }

    public string? ErrorId { get; init; }

    public string? Message { get; init; }

    public int? Commands { get; init; }

    public double? Seconds { get; init; }

    public ErrorShape? Error { get; init; }
}

/// <summary>One JSON object a line for every event.</summary>
internal sealed class JsonProductionView(TextWriter writer, OperationWords words) : IProductionView, IProgress<IssuanceEvent>
{
    private readonly Lock _gate = new();

    public async Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop)
    {
        await using var stopping = new StopNote(() => Write(new EventLine("stopping")), stop);
        return await work(this);
    }

    public void Report(IssuanceEvent value)
    {
        EventLine? line = value switch
        {
            ProductionBegun e => new("productionBegun") { BatchId = e.Batch.Id, Count = e.Cards },
            CardRefused e => new("cardRefused") { CardNumber = e.CardNumber, Error = ErrorShape.Of(e.Error, words) },
            CardTaken e => new("cardTaken") { Station = e.Station, CardNumber = e.CardNumber, Attempt = e.Attempt },
            CardStep e => new("cardStep")
            {
                Station = e.Station,
                CardNumber = e.CardNumber,
                Step = e.Step.Name,
                Detail = e.Step.Detail,
            },
            OperatorWanted e => new("operatorWanted")
            {
                Station = e.Station,
                CardNumber = e.CardNumber,
                Message = e.Message,
                Detail = e.Remedy?.In(words),
            },
            ProductionEnded e => Ended(e),
            StationStopped e => new("stationStopped") { Station = e.Station, Error = ErrorShape.Of(e.Error, words) },
            BatchSkipped e => new("batchSkipped") { BatchId = e.BatchId, Error = ErrorShape.Of(e.Error, words) },
            BatchLeft e => new("batchLeft") { BatchId = e.Batch.Id, Detail = e.Batch.State.ToString() },
            StoreBeginsAnew e => new("storeBeginsAnew") { Message = EventWords.Warning(e)!.In(words) },
            AuthorityEndsSoon e => new("authorityEndsSoon")
            {
                Detail = e.Authority,
                Message = EventWords.Warning(e)!.In(words),
            },
            RevocationsPending e => new("revocationsPending") { Count = e.Count, Message = e.Reason },
            HandedOver e => new("handedOver")
            {
                CardNumber = e.HandOver.CardNumber,
                Detail = e.HandOver.Event.ToString(),
            },
            HandOverPending e => new("handOverPending")
            {
                CardNumber = e.HandOver.CardNumber,
                Detail = e.HandOver.Event.ToString(),
                Message = EventWords.Warning(e)!.In(words),
            },
            UpkeepProblem e => new("upkeepProblem") { Error = ErrorShape.Of(e.Error, words) },
            _ => null,
        };
        if (line is not null)
            Write(line);
    }

    private EventLine Ended(ProductionEnded e) => new("productionEnded")
    {
        BatchId = e.Production.BatchId,
        Station = e.Production.Station,
        CardNumber = e.Production.CardNumber,
        Attempt = e.Production.Attempt,
        State = e.Production.State,
        ErrorId = e.Production.ErrorId,
        Message = e.Production.Message,
        Commands = e.Chip?.Commands,
        Seconds = e.Production.Duration?.TotalSeconds,
        Error = EventWords.Error(e) is { } error ? ErrorShape.Of(error, words) : null,
    };

    private void Write(EventLine line)
    {
        string text = Json.Line(line, shapes => shapes.EventLine);
        lock (_gate)
            writer.WriteLine(text);
    }
}
