using System.Text;

namespace TempCardIssuance.Core.Remedies;

/// <summary>How a front end writes operations and their parameters.</summary>
/// <param name="operation">For example <c>tempcard resume</c>.</param>
/// <param name="parameter">For example <c>--station</c>.</param>
/// <param name="value">Makes a value one word of the shell.</param>
public sealed class OperationWords(
    Func<Operation, string> operation, Func<Parameter, string> parameter, Func<string, string> value)
{
    /// <summary>By their own names, as PowerShell takes them.</summary>
    public static OperationWords OfCmdlets { get; } = new(o => o.Name, p => $"-{p.Name}", ShellText.PowerShell);

    public string Of(Operation named) => operation(named);

    public string Of(Parameter named) => parameter(named);

    public string Of(OperationCall call)
    {
        var text = new StringBuilder(Of(call.Operation));
        if (call.Subject is not null)
            text.Append(' ').Append(value(call.Subject));
        foreach ((Parameter named, string? given) in call.Arguments)
        {
            text.Append(' ').Append(Of(named));
            if (given is not null)
                text.Append(' ').Append(value(given));
        }

        return text.ToString();
    }
}
