using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Web.Work;

/// <summary>
/// Cards being made by the stations of this machine. How far the batch is stands in the store; this has only what goes
/// on now, and what the store does not keep: remedies, and what a person is wanted for.
/// </summary>
public sealed class ProductionRun(IReadOnlyList<Trouble> refused) : BackgroundRun, IProgress<IssuanceEvent>
{
    /// <summary>More would only hide the last ones.</summary>
    private const int MaxTroubles = 200;

    private readonly TaskCompletionSource<string> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SortedDictionary<string, StationView> _stations = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Trouble> _troubles = [.. refused];
    private readonly List<string> _notes = [];
    private int _ended;
    private long _firstAt;

    /// <summary>The batch, as soon as there is one.</summary>
    public Task<string> Begun => _begun.Task;

    public IReadOnlyList<StationView> Stations => Locked(() => (IReadOnlyList<StationView>)[.. _stations.Values]);

    public IReadOnlyList<Trouble> Troubles => Locked(() => (IReadOnlyList<Trouble>)[.. _troubles]);

    /// <summary>What an operator should know though it is no error.</summary>
    public IReadOnlyList<string> Notes => Locked(() => (IReadOnlyList<string>)[.. _notes]);

    /// <summary>How many cards a minute come out here; null: it can't be told yet.</summary>
    public double? PerMinute => Locked<double?>(() =>
        _ended < 2 || TimeProvider.System.GetElapsedTime(_firstAt) is not { TotalSeconds: > 1 } time
            ? null
            : (_ended - 1) / time.TotalMinutes);

    public void Begin(Planned<CardBatch> planned) => Over = Task.Run(() => RunAsync(planned));

    public void Report(IssuanceEvent value)
    {
        Change(() =>
        {
            Take(value);
            if (EventWords.Error(value) is { } error && _troubles.Count < MaxTroubles)
                _troubles.Add(new Trouble(About(value), error));
        });

        if (value is ProductionBegun begun)
            _begun.TrySetResult(begun.Batch.Id);
    }

    private async Task RunAsync(Planned<CardBatch> planned)
    {
        try
        {
            CardBatch batch = await planned.ActAsync(this, Stopped);
            _begun.TrySetResult(batch.Id);
        }
        catch (TempCardException e)
        {
            Error = e;
            _begun.TrySetException(e);
        }
        catch (OperationCanceledException e)
        {
            _begun.TrySetException(e);
        }
#pragma warning disable CA1031 // It is told on the page; the server goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Error = new TempCardException(
                ErrorIds.Unexpected, ErrorKind.Unavailable, $"{e.GetType().Name}: {e.Message}", inner: e);
            _begun.TrySetException(Error);
        }

        // Whoever waits for the batch was told; an exception that nobody waits for is none.
        _ = _begun.Task.Exception;
        Change(_stations.Clear);
    }

    private void Take(IssuanceEvent value)
    {
        switch (value)
        {
            case CardTaken e:
                _stations[e.Station] = new StationView(e.Station) { CardNumber = e.CardNumber };
                break;
            case CardStep e:
                _stations[e.Station] = new StationView(e.Station)
                {
                    CardNumber = e.CardNumber,
                    Step = EventWords.Step(e.Step),
                };
                break;
            case OperatorWanted e:
                _stations[e.Station] = new StationView(e.Station) { CardNumber = e.CardNumber, Wanted = e.Message };
                break;
            case ProductionEnded e:
                _stations[e.Production.Station] = new StationView(e.Production.Station);
                if (_ended++ == 0)
                    _firstAt = TimeProvider.System.GetTimestamp();
                break;
            case StationStopped e:
                _stations[e.Station] = new StationView(e.Station) { HasStopped = true };
                break;
            default:
                if (EventWords.Warning(value) is { } warning)
                    _notes.Add(warning.In(Words.PageWords.Operations));
                break;
        }
    }

    private static string About(IssuanceEvent value) => value switch
    {
        CardRefused e => e.CardNumber,
        ProductionEnded e => e.Production.CardNumber,
        StationStopped e => e.Station,
        BatchSkipped e => e.BatchId,
        _ => "",
    };
}
