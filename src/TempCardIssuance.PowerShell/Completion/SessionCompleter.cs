using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using TempCardIssuance.Composition;
using TempCardIssuance.PowerShell.Sessions;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>
/// Completes from configuration and store: reads only, asks no device, gives up after a moment, and says nothing where
/// it can't help.
/// </summary>
public abstract class SessionCompleter : IArgumentCompleter
{
    /// <summary>How many results a search gives at most; nobody reads more.</summary>
    protected const int Limit = 100;

    /// <summary>Enough for the first look at a store, short enough not to be felt as a hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(750);

    /// <summary>The cmdlet whose argument is completed, as it was typed.</summary>
    protected string Command { get; private set; } = "";

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
#pragma warning disable CA1031 // An error while completing would end up on the command line of the user.
        Command = commandName;
        try
        {
            return Complete(wordToComplete.Trim('\'', '"'), fakeBoundParameters);
        }
        catch (Exception)
        {
            return [];
        }
#pragma warning restore CA1031
    }

    /// <summary>What could be meant, with a word about each.</summary>
    /// <param name="session">The configuration that the command line names.</param>
    /// <param name="pattern">What was typed, with a <c>*</c> behind it.</param>
    /// <param name="bound">The other parameters on the command line.</param>
    /// <param name="stop">Ends the search.</param>
    protected abstract IAsyncEnumerable<(string Value, string About)> SearchAsync(
        IssuanceSession session, string pattern, IDictionary bound, CancellationToken stop);

    private List<CompletionResult> Complete(string word, IDictionary bound)
    {
        string? configuration = bound["Configuration"] is string path ? Resolve(path) : null;
        RunspaceSessions sessions = RunspaceSessions.Current;
        using var stop = new CancellationTokenSource(Patience);
        CancellationToken token = stop.Token;
        return Task.Run(() => FindAsync(sessions.Get(configuration, operatorName: null), word, bound, token), token)
            .WaitAsync(Patience, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
    }

    /// <summary>There is no cmdlet here to ask, and the proxy of the runspace refuses while a pipeline runs.</summary>
    private static string Resolve(string path)
    {
        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell
            .AddScript("param($path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)")
            .AddArgument(path)
            .Invoke<string>()[0];
    }

    private async Task<List<CompletionResult>> FindAsync(
        IssuanceSession session, string word, IDictionary bound, CancellationToken stop)
    {
        string pattern = word + "*";
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        var results = new List<CompletionResult>();
        await foreach ((string value, string about) in SearchAsync(session, pattern, bound, stop))
        {
            if (wildcard.IsMatch(value))
                results.Add(new CompletionResult(Quote(value), value, CompletionResultType.ParameterValue, about));
        }

        return results;
    }

    private static string Quote(string value) => value.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
        ? value
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
