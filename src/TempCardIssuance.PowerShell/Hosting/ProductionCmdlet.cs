using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that has cards made, and shows how it goes.</summary>
public abstract class ProductionCmdlet : SessionCmdlet
{
    private readonly List<ErrorRecord> _heldBack = [];

    /// <summary>The stations to work at; what holds without it differs from cmdlet to cmdlet.</summary>
    public abstract string[]? Station { get; set; }

    /// <summary>
    /// Returns every production as it ends, and the batch last. Without it only the batch is returned.
    /// </summary>
    [Parameter]
    public SwitchParameter Stream { get; set; }

    /// <summary>
    /// Has cards made, if it may, and writes the batch. With -ErrorAction Stop the errors of single cards are held back
    /// until all cards are made: one bad card must not end a batch.
    /// </summary>
    protected void Produce(Planned<CardBatch> planned, bool force = false)
    {
        if (!ShouldProceed(planned, force))
            return;
        CardBatch? batch = null;
        bool isTold = false;
        try
        {
            Follow(async (events, stop) => batch = await planned.ActAsync(events, stop));
            WriteObject(batch);
            isTold = true;
        }
        finally
        {
            // Nothing can be written any more once the pipeline is stopped.
            if (!isTold && batch is not null)
                LastWords.Say(Host, batch, Session.Words);
        }

        _heldBack.ForEach(WriteError);
        _heldBack.Clear();
    }

    /// <summary>Shows how cards are made, and writes each batch that this process leaves to others.</summary>
    protected void Follow(Func<IProgress<IssuanceEvent>, CancellationToken, Task> work)
    {
        var progress = new IssuanceProgress(WriteProgress, TimeProvider.System);
        WorkPump<IssuanceEvent>.Run(
            work,
            happened =>
            {
                WriteTrace();
                progress.Show(happened);
                Tell(happened);
            },
            Stop,
            idle: progress.Refresh);
        progress.Complete();
    }

    /// <summary>Runs what makes no card, such as planning: an error with -ErrorAction Stop ends it at once.</summary>
    protected T Prepare<T>(Func<IProgress<IssuanceEvent>, CancellationToken, Task<T>> work)
    {
        T? result = default;
        WorkPump<IssuanceEvent>.Run(
            async (events, stop) => result = await work(events, stop),
            happened =>
            {
                if (happened is CardRefused refused)
                    WriteError(ErrorRecords.From(refused.Error));
            },
            Stop);
        return result!;
    }

    private void Tell(IssuanceEvent happened)
    {
        if (happened is ProductionEnded ended && Stream)
            WriteObject(ended.Production);
        else if (happened is BatchLeft left)
            WriteObject(left.Batch);
        if (EventWords.Warning(happened) is { } warning)
            WriteWarning(ControlCharacters.Shown(warning.In(Session.Words)));
        if (EventWords.Error(happened) is not { } error)
            return;
        if (happened is BatchSkipped)
            WriteError(ErrorRecords.From(error));
        else
            WriteOrHold(ErrorRecords.From(error));
    }

    private void WriteOrHold(ErrorRecord error)
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? bound)
            ? bound
            : GetVariableValue("ErrorActionPreference");
        if (LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) && action == ActionPreference.Stop)
            _heldBack.Add(error);
        else
            WriteError(error);
    }
}
