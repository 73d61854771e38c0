using System.Text.RegularExpressions;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Cli.Output;

/// <summary>
/// Says in the words of <c>tempcard</c> what the core says in the words of the cmdlets, so that an operator without
/// PowerShell can type what a message proposes.
/// </summary>
internal static partial class CommandWording
{
    /// <summary>Cmdlets, and the verb of <c>tempcard</c> that does the same.</summary>
    public static IReadOnlyDictionary<string, string> Verbs { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["New-CardRequest"] = "request new",
            ["Import-CardRequest"] = "request import",
            ["Remove-CardRequest"] = "request remove",
            ["Get-RequestedCard"] = "requests",
            ["Start-CardIssuance"] = "issue",
            ["Get-CardBatch"] = "batches",
            ["Complete-CardBatch"] = "complete",
            ["Redo-CardProduction"] = "repeat",
            ["Repeat-CardProduction"] = "repeat",
            ["Stop-CardBatch"] = "cancel",
            ["Resume-CardBatch"] = "resume",
            ["Get-TemporaryCard"] = "cards",
            ["Get-CardHistory"] = "history",
            ["Get-CardCertificate"] = "certificates",
            ["Test-CardAuditTrail"] = "audit verify",
            ["Get-CardStation"] = "stations",
            ["Test-CardStation"] = "stations --test",
            ["New-CardIssuanceConfiguration"] = "config new",
            ["Test-CardIssuanceConfiguration"] = "config test",
            ["Get-CardIssuanceConfiguration"] = "config show",
        };

    /// <summary>Parameters of cmdlets, and the options that do the same.</summary>
    public static IReadOnlyDictionary<string, string> Options { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["-BatchId"] = "--batch",
            ["-CardNumber"] = "--number",
            ["-Configuration"] = "--config",
            ["-Force"] = "--force",
            ["-NoEncode"] = "--no-encode",
            ["-NoPrint"] = "--no-print",
            ["-ReleaseFailed"] = "--release-failed",
            ["-SkipInvalid"] = "--skip-invalid",
            ["-Station"] = "--station",
        };

    public static string Of(string text) => Parameter().Replace(
        Cmdlet().Replace(text, m => Verbs.TryGetValue(m.Value, out string? verb) ? $"tempcard {verb}" : m.Value),
        m => Options.GetValueOrDefault(m.Value, m.Value));

    /// <summary>What looks like the name of a cmdlet of ours.</summary>
    [GeneratedRegex(@"\b[A-Z][a-z]+-(?:Temporary|Requested)?Card[A-Za-z]*\b", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Cmdlet();

    /// <summary>What looks like the parameter of a cmdlet.</summary>
    [GeneratedRegex(@"(?<![\w-])-(?:[A-Z][a-z]+)+\b", RegexOptions.CultureInvariant, 1000)]
    internal static partial Regex Parameter();
}
