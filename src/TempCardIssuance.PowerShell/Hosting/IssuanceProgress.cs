using System.Globalization;
using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Issuance;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>One bar for the batch, and under it one for each station with the card it works on.</summary>
internal sealed class IssuanceProgress(Action<ProgressRecord> write, TimeProvider clock)
{
    private const int BatchBar = 1;

    /// <summary>No eye sees more, and a virtual card takes a step in less than a millisecond.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, ProgressRecord> _stations = new(StringComparer.OrdinalIgnoreCase);
    private ProgressRecord? _batch;
    private int _cards;
    private int _done;
    private int _failed;
    private long _begun;
    private long _shown;

    public void Show(IssuanceEvent happened)
    {
        switch (happened)
        {
            case ProductionBegun begun:
                Begin(begun);
                break;
            case CardTaken taken:
                Set(taken.Station, taken.CardNumber, taken.Attempt > 1 ? $"try {taken.Attempt}" : "waiting for a body");
                break;
            case CardStep step:
                Set(step.Station, step.CardNumber, $"{step.Step.Name} {step.Step.Detail}".TrimEnd());
                break;
            case OperatorWanted wanted:
                Set(wanted.Station, wanted.CardNumber, wanted.Message);
                break;
            case ProductionEnded ended:
                End(ended.Production);
                break;
            case StationStopped stopped when _stations.Remove(stopped.Station, out ProgressRecord? bar):
                Complete(bar);
                break;
        }
    }

    /// <summary>Takes every bar away.</summary>
    public void Complete()
    {
        foreach (ProgressRecord bar in _stations.Values)
            Complete(bar);
        if (_batch is not null)
            Complete(_batch);
        _stations.Clear();
        _batch = null;
    }

    private void Begin(ProductionBegun begun)
    {
        _cards = begun.Cards;
        _done = _failed = 0;
        _begun = clock.GetTimestamp();
        _batch = new ProgressRecord(BatchBar, $"Batch {begun.Batch.Id}", $"0 of {_cards}") { PercentComplete = 0 };
        write(_batch);
    }

    private void End(CardProduction production)
    {
        if (production.State == ProductionState.Succeeded)
            _done++;
        else
            _failed++;
        int ended = Math.Min(_done + _failed, _cards);
        TimeSpan elapsed = clock.GetElapsedTime(_begun);
        if (_batch is null || elapsed <= TimeSpan.Zero)
            return;
        _batch.PercentComplete = _cards == 0 ? 100 : 100 * ended / _cards;
        _batch.SecondsRemaining = (int)(elapsed / ended * (_cards - ended)).TotalSeconds;
        _batch.StatusDescription = string.Create(
            CultureInfo.CurrentCulture,
            $"{_done} of {_cards} done, {_failed} failed, {ended / elapsed.TotalMinutes:0} a minute");
        WriteNowAndThen(_batch);
    }

    private void Set(string station, string cardNumber, string step)
    {
        string text = $"{cardNumber}: {step}";
        if (!_stations.TryGetValue(station, out ProgressRecord? bar))
        {
            bar = new ProgressRecord(BatchBar + 1 + _stations.Count, station, text) { ParentActivityId = BatchBar };
            _stations.Add(station, bar);
            write(bar);
            return;
        }

        bar.StatusDescription = text;
        WriteNowAndThen(bar);
    }

    private void WriteNowAndThen(ProgressRecord bar)
    {
        if (clock.GetElapsedTime(_shown) < Interval)
            return;
        _shown = clock.GetTimestamp();
        write(bar);
        if (!ReferenceEquals(bar, _batch) && _batch is not null)
            write(_batch);
    }

    private void Complete(ProgressRecord bar)
    {
        bar.RecordType = ProgressRecordType.Completed;
        write(bar);
    }
}
