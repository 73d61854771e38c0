using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TempCardIssuance.PowerShell.Completion;

/// <summary>The lengths that PIN and PUK of a PIV card can have (SP 800-73-4 Part 2, 2.4.3).</summary>
public sealed class LengthCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        foreach (string length in (string[])["6", "7", "8"])
        {
            if (length.StartsWith(wordToComplete, StringComparison.Ordinal))
                yield return new CompletionResult(
                    length, length, CompletionResultType.ParameterValue, $"{length} digits");
        }
    }
}
