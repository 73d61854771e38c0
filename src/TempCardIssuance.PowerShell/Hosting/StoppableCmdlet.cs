using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// What every cmdlet has: one token that Ctrl+C cancels, a way to wait for work on the pipeline thread, and errors
/// that become error records in one place.
/// </summary>
public abstract class StoppableCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private bool _disposed;

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (disposing && !_disposed)
                _stop.Dispose();
            _disposed = true;
        }
    }

    /// <summary>The pipeline thread then waits for its work; a stop that comes after the end is nothing.</summary>
    protected sealed override void StopProcessing()
    {
        lock (_gate)
        {
            if (!_disposed)
                _stop.Cancel();
        }
    }

    /// <summary>Does the work; an error ends the pipeline.</summary>
    protected void Run(Action work) => Run(work, itemErrorsEnd: true);

    /// <summary>Does the work on one item; an error about that item is written, and the pipeline goes on.</summary>
    protected void RunItem(Action work) => Run(work, itemErrorsEnd: false);

    /// <summary>Waits on the pipeline thread for what the core does in the background.</summary>
    protected T Wait<T>(Func<CancellationToken, Task<T>> work) =>
        Task.Run(() => work(Stop), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Waits on the pipeline thread for work that gives nothing.</summary>
    protected void Wait(Func<CancellationToken, Task> work) =>
        Task.Run(() => work(Stop), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Whether a common parameter such as -Confirm was given.</summary>
    protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>
    /// Asks as -Confirm, -WhatIf and the preferences say. -Force answers the question that a high impact would raise;
    /// it never defeats -WhatIf nor -Confirm. (ShouldContinue after it would ask a second time.)
    /// </summary>
    protected bool ShouldProceed<T>(Planned<T> planned, bool force = false)
    {
        bool answered = force && !IsBound("Confirm") && !IsWhatIf();
        // A cmdlet whose impact is high has this plan that takes nothing away; it is asked for as one of medium impact.
        bool harmless = planned is { Asks: false, Operation.Asks: true }
            && !IsWhatIf()
            && !Confirmation.WantsAnswer(
                this, GetVariableValue("ConfirmPreference"), isWhatIf: false, ConfirmImpact.Medium);
        return answered || harmless || ShouldProcess(planned.Description, planned.Question, planned.Operation.Name);
    }

    /// <summary>Does what was planned, if it may, warns, and hands on what comes of it.</summary>
    protected void Do<T>(Planned<T> planned, Action<T> write, bool force = false)
    {
        if (ShouldProceed(planned, force))
            Act(planned, write);
    }

    /// <summary>Does what may be done, warns, and hands on what comes of it.</summary>
    protected void Act<T>(Planned<T> planned, Action<T> write)
    {
        T? result = default;
        WorkPump<IssuanceEvent>.Run(
            async (events, stop) => result = await planned.ActAsync(events, stop),
            happened =>
            {
                if (EventWords.Warning(happened) is { } warning)
                    WriteWarning(warning.In(OperationWords.OfCmdlets));
            },
            Stop);
        write(result!);
    }

    /// <inheritdoc cref="Confirmation.Ask"/>
    protected new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        Confirmation.Ask(this, WantsAnswer(), () => base.ShouldProcess(verboseDescription, verboseWarning, caption));

    protected bool IsWhatIf() => LanguagePrimitives.IsTrue(
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
            ? bound
            : GetVariableValue("WhatIfPreference"));

    /// <summary>The full file system path of what the user typed; relative paths count from $PWD.</summary>
    protected string ResolvePath(string path) => ProviderPaths.Unresolved(SessionState.Path, path);

    /// <summary>Is called on the pipeline thread when work has ended, well or not, before its error is told.</summary>
    protected virtual void EndWork()
    {
    }

    private bool WantsAnswer() => Confirmation.WantsAnswer(this, GetVariableValue("ConfirmPreference"), IsWhatIf());

    private void Run(Action work, bool itemErrorsEnd)
    {
        try
        {
            try
            {
                work();
            }
            finally
            {
                EndWork();
            }
        }
        catch (TempCardException e) when (!itemErrorsEnd && ErrorRecords.IsOfOneItem(e))
        {
            WriteError(ErrorRecords.From(e));
        }
        catch (TempCardException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e));
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (!IsEngineException(e))
        {
            ThrowTerminatingError(ErrorRecords.Unexpected(e, target: null));
        }
    }

    /// <summary>The engine's own (stops, preferences, downstream cmdlets) pass as they are.</summary>
    private static bool IsEngineException(Exception error) =>
        error is RuntimeException || error.GetType().Assembly == typeof(PSCmdlet).Assembly;
}
