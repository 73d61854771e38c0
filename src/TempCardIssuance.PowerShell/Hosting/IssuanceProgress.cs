using System.Globalization;
using System.Management.Automation;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>One bar for the batch, and under it one for each station with the card it works on.</summary>
internal sealed class IssuanceProgress(Action<ProgressRecord> write, TimeProvider clock)
{
    private const int BatchBar = 1;

    private readonly Dictionary<string, Bar> _stations = new(StringComparer.OrdinalIgnoreCase);
    private Bar? _batch;
    private int _lastBar = BatchBar;
    private int _cards;
    private int _done;
    private int _failed;
    private long _begun;

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
                Set(step.Station, step.CardNumber, EventWords.Step(step.Step));
                break;
            case OperatorWanted wanted:
                Set(wanted.Station, wanted.CardNumber, wanted.Message);
                break;
            case ProductionEnded ended:
                End(ended.Production);
                break;
            case BatchLeft:
                Complete();
                break;
            case StationStopped stopped when _stations.Remove(stopped.Station, out Bar? bar):
                bar.Complete();
                break;
        }

        // While other stations are busy, the pump is never idle.
        Refresh();
    }

    /// <summary>Shows what came too soon after what is on the screen, and was followed by nothing.</summary>
    public void Refresh()
    {
        foreach (Bar bar in _stations.Values)
            bar.Refresh();
        _batch?.Refresh();
    }

    /// <summary>Takes every bar away.</summary>
    public void Complete()
    {
        foreach (Bar bar in _stations.Values)
            bar.Complete();
        _batch?.Complete();
        _stations.Clear();
        _batch = null;
    }

    private void Begin(ProductionBegun begun)
    {
        _cards = begun.Cards;
        _done = _failed = 0;
        _begun = clock.GetTimestamp();
        _batch = new Bar(BatchBar, $"Batch {begun.Batch.Id}", parent: -1, write, clock);
        _batch.Show($"0 of {_cards} done", percent: 0);
    }

    private void End(CardProduction production)
    {
        // One that was left behind by a process that died is told before the batch goes on.
        if (_batch is null)
            return;
        bool succeeded = production.State == ProductionState.Succeeded;
        if (succeeded)
            _done++;
        else
            _failed++;
        Set(production.Station, production.CardNumber, succeeded ? "done" : "failed");
        int ended = Math.Min(_done + _failed, _cards);
        TimeSpan elapsed = clock.GetElapsedTime(_begun);
        if (elapsed <= TimeSpan.Zero)
            return;
        string status = string.Create(
            CultureInfo.CurrentCulture,
            $"{_done} of {_cards} done, {_failed} failed, {ended / elapsed.TotalMinutes:0} a minute");
        _batch.Show(
            status,
            _cards == 0 ? 100 : 100 * ended / _cards,
            (int)(elapsed / ended * (_cards - ended)).TotalSeconds);
    }

    private void Set(string station, string cardNumber, string step)
    {
        if (!_stations.TryGetValue(station, out Bar? bar))
        {
            bar = new Bar(++_lastBar, station, BatchBar, write, clock);
            _stations.Add(station, bar);
        }

        bar.Show($"{cardNumber}: {step}");
    }

    /// <summary>Written at most so often: a virtual card takes a step in less than a millisecond.</summary>
    private sealed class Bar(int id, string activity, int parent, Action<ProgressRecord> write, TimeProvider clock)
    {
        /// <summary>No eye sees more.</summary>
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

        private ProgressRecord _latest = new(id, activity, "-");
        private long? _shown;
        private bool _changed;

        public void Show(string status, int percent = -1, int secondsLeft = -1)
        {
            // A record of its own each time: hosts and streams keep those they were given.
            _latest = new ProgressRecord(id, activity, ControlCharacters.Shown(status))
            {
                ParentActivityId = parent,
                PercentComplete = percent,
                SecondsRemaining = secondsLeft,
            };
            _changed = true;
            Refresh();
        }

        /// <summary>Shows the latest once its time has come.</summary>
        public void Refresh()
        {
            if (_changed && (_shown is not { } shown || clock.GetElapsedTime(shown) >= Interval))
                Write();
        }

        public void Complete() => write(new ProgressRecord(id, activity, _latest.StatusDescription)
        {
            ParentActivityId = parent,
            RecordType = ProgressRecordType.Completed,
        });

        private void Write()
        {
            _shown = clock.GetTimestamp();
            _changed = false;
            write(_latest);
        }
    }
}
