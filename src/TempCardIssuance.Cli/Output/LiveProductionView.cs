using Spectre.Console;
using Spectre.Console.Rendering;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Cli.Output;

/// <summary>
/// A bar for the batch and a line for what each station does, drawn again and again; what an operator would want to
/// know later scrolls by above.
/// </summary>
internal sealed class LiveProductionView(IAnsiConsole console, OperationWords words) : IProductionView
{
    public Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop) =>
        console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new BatchOnlyColumn(new ProgressBarColumn()),
                new BatchOnlyColumn(new PercentageColumn()),
                new BatchOnlyColumn(new ElapsedTimeColumn()))
            .StartAsync(async context =>
            {
                var lines = new Lines(console, words, context);
                await using var stopping = new StopNote(lines.Stop, stop);
                return await work(lines);
            });

    private sealed class Lines(IAnsiConsole console, OperationWords words, ProgressContext context) : IProgress<IssuanceEvent>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, ProgressTask> _stations = new(StringComparer.OrdinalIgnoreCase);
        private ProgressTask? _batch;
        private int _failed;

        public void Report(IssuanceEvent value)
        {
            lock (_gate)
                Show(value);
        }

        public void Stop()
        {
            lock (_gate)
                Print(EventWords.Stopping, "yellow");
        }

        private void Show(IssuanceEvent value)
        {
            switch (value)
            {
                case ProductionBegun e:
                    _batch = context.AddTask(Batch(e.Batch.Id), maxValue: Math.Max(e.Cards, 1));
                    break;
                case CardTaken e:
                    Station(e.Station).Description = Line(e.Station, e.CardNumber, "card");
                    break;
                case CardStep e:
                    Station(e.Station).Description = Line(e.Station, e.CardNumber, EventWords.Step(e.Step));
                    break;
                case OperatorWanted e:
                    Station(e.Station).Description = $"[yellow]{Line(e.Station, e.CardNumber, e.Message)}[/]";
                    break;
                case ProductionEnded e:
                    End(e);
                    break;
                case StationStopped e:
                    Station(e.Station).Description = Line(e.Station, "stopped", "");
                    Print(e, "yellow");
                    break;
                case CardRefused e:
                    Print(e, "red");
                    break;
                case RevocationsPending or HandOverPending:
                    Print(value, "yellow");
                    break;
            }
        }

        private void End(ProductionEnded ended)
        {
            Station(ended.Production.Station).Description = Line(ended.Production.Station, "", "");
            if (ended.Production.ErrorId is not null)
            {
                _failed++;
                Print(ended, "red");
            }

            if (_batch is null)
                return;
            _batch.Increment(1);
            _batch.Description = Batch(ended.Production.BatchId);
        }

        private ProgressTask Station(string name)
        {
            if (!_stations.TryGetValue(name, out ProgressTask? line))
            {
                line = context.AddTask(Line(name, "", "")).IsIndeterminate();
                _stations.Add(name, line);
            }

            return line;
        }

        private string Batch(string id) => _failed == 0 ? id : $"{id} [red]{_failed} failed[/]";

        private static string Line(string station, string card, string step) =>
            Markup.Escape(ControlCharacters.Shown($"{station}  {card}  {step}".TrimEnd()));

        private void Print(IssuanceEvent happened, string color) =>
            Print(EventWords.Line(happened)!.In(words), color);

        private void Print(string text, string color) =>
            console.MarkupLine($"[{color}]{Markup.Escape(ControlCharacters.Shown(text))}[/]");
    }

    /// <summary>Stations come and go with their cards; only the batch has a length.</summary>
    private sealed class BatchOnlyColumn(ProgressColumn column) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.IsIndeterminate ? Text.Empty : column.Render(options, task, deltaTime);
    }
}
