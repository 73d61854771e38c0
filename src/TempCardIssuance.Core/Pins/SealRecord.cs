using System.Text.RegularExpressions;

namespace TempCardIssuance.Core.Pins;

/// <summary>
/// What the audit trail says of sealed messages: the hash of each and who can read it, so that a message that was
/// exchanged or altered shows, and so does another list of recipients.
/// </summary>
public static partial class SealRecord
{
    /// <summary>Such as <c>PIN sealed as 0A1B... for CN=Helpdesk; PUK sealed as ... for CN=Desk</c>.</summary>
    public static string Of(SealedMessage? pins, SealedMessage? puk) => string.Join(
        "; ", new[] { Text("PIN", pins), Text("PUK", puk) }.Where(text => text is not null));

    /// <summary>The hash that stands in the detail of an event; null: none of this kind does.</summary>
    public static string? HashIn(string? detail, SealedKind kind) => Sealed().Matches(detail ?? "")
        .Where(match => match.Groups["kind"].Value == (kind == SealedKind.Pin ? "PIN" : "PUK"))
        .Select(match => match.Groups["hash"].Value)
        .FirstOrDefault();

    private static string? Text(string kind, SealedMessage? message) => message is null
        ? null
        : $"{kind} sealed as {SealedMessage.HashOf(message.Text)} for "
            + string.Join(", ", message.Recipients.Select(name => name.Replace(';', ',')));

    [GeneratedRegex(
        "(?:^|; )(?<kind>PIN|PUK) sealed as (?<hash>[0-9A-F]{64}) for ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sealed();
}
