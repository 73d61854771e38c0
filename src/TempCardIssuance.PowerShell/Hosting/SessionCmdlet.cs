using System.Collections.Concurrent;
using System.Management.Automation;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.PowerShell.Sessions;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that works with a configuration.</summary>
public abstract class SessionCmdlet : StoppableCmdlet
{
    private readonly ConcurrentQueue<CardTraceEventArgs> _traced = [];
    private HashSet<string> _typed = [];

    /// <summary>
    /// The configuration file, or a folder with a tempcard.yaml; without it the one of Connect-CardIssuance, else the
    /// file that $env:TEMPCARD_CONFIG names, else tempcard.yaml in the user's configuration folder.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Configuration { get; set; }

    /// <summary>Kept for the next cmdlet of the runspace.</summary>
    protected IssuanceSession Session { get; private set; } = null!;

    /// <summary>Only the pipeline thread knows its runspace, so the session is there before any work begins.</summary>
    protected sealed override void BeginProcessing() => Run(() =>
    {
        _typed = [.. MyInvocation.BoundParameters.Keys];
        Session = RunspaceSessions.Current.Get(
            Configuration is null ? null : ResolvePath(Configuration), RemoteOperator.Of(SessionState, Host)?.Name);
        if (IsDebug())
            Session.Traced += Keep;
    });

    /// <summary>After the work, which may have put in order what there is to remind of.</summary>
    protected override void EndProcessing()
    {
        foreach (Remedy reminder in Session.Reminders())
            WriteWarning(reminder.In(Session.Words));
        if (Wait(Session.Upkeep.RemindAsync) is { } upkeep)
            WriteWarning(upkeep.In(Session.Words));
    }

    /// <summary>With -Debug: what has gone to cards and come back since the last time.</summary>
    protected void WriteTrace()
    {
        while (_traced.TryDequeue(out CardTraceEventArgs? line))
            WriteDebug($"{line.Station}: {line.Text}");
    }

    protected sealed override void EndWork() => WriteTrace();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Session is not null)
            Session.Traced -= Keep;
        base.Dispose(disposing);
    }

    /// <summary>Whether a parameter was given as an argument, and not from the pipeline.</summary>
    protected bool IsTyped(string parameter) => _typed.Contains(parameter);

    /// <summary>Writes what a search finds while it goes on searching.</summary>
    protected void Stream<T>(IAsyncEnumerable<T> source, Action<T> write) => WorkPump<T>.Run(
        async (found, stop) =>
        {
            await foreach (T item in source.WithCancellation(stop))
                found.Report(item);
        },
        write,
        Stop,
        capacity: 256);

    /// <summary>Tells of cards that were named and that there are not.</summary>
    protected void ComplainOfCards(IEnumerable<string> numbers)
    {
        foreach (string number in numbers)
        {
            if (Wait(stop => Session.Store.GetCardAsync(number, stop)) is null)
                WriteError(ErrorRecords.From(CardNotFound(number)));
        }
    }

    /// <summary>Why there is no card of this number; most often somebody has typed the id of a batch.</summary>
    protected TempCardException CardNotFound(string number) =>
        Wait(stop => Session.Store.GetBatchAsync(number, withProductions: false, stop)) is { } batch
            ? CardErrors.IsBatch(batch.Id)
            : CardErrors.NotFound(number);

    /// <summary>Tells of batches that were named and that there are not.</summary>
    protected void ComplainOfBatches(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            if (Wait(stop => Session.Store.GetBatchAsync(id, withProductions: false, stop)) is null)
                WriteError(ErrorRecords.From(BatchErrors.NotFound(id)));
        }
    }

    private void Keep(object? sender, CardTraceEventArgs line) => _traced.Enqueue(line);

    private bool IsDebug()
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue("Debug", out object? bound)
            ? LanguagePrimitives.IsTrue(bound) ? ActionPreference.Continue : ActionPreference.SilentlyContinue
            : GetVariableValue("DebugPreference");
        return LanguagePrimitives.TryConvertTo(preference, out ActionPreference action)
            && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
