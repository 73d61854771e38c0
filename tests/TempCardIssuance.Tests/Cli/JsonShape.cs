using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Tests.Cli;

/// <summary>
/// JSON in which what differs from run to run, and the wording for people, is replaced by what it is.
/// </summary>
internal sealed partial class JsonShape(string folder)
{
    /// <summary>Texts that may be worded anew without a change of the contract.</summary>
    private static readonly string[] Texts = ["message", "remedy", "problem", "detail", "description", "yaml", "ends"];

    /// <summary>Who did it, how long it took, and what every migration raises.</summary>
    private static readonly string[] Circumstances =
        ["operator", "closedBy", "commands", "seconds", "schema", "knownSchema"];

    /// <summary>A document, or where there are several a list of them.</summary>
    public JsonNode? Of(string text)
    {
        try
        {
            return text.Length == 0 ? null : Of(JsonNode.Parse(text), name: null);
        }
        catch (JsonException)
        {
            return OfLines(text);
        }
    }

    /// <summary>One object a line.</summary>
    public JsonArray OfLines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Of(JsonNode.Parse(line), null))];

    private JsonNode? Of(JsonNode? node, string? name) => node switch
    {
        JsonObject found => new JsonObject(found.Select(p => KeyValuePair.Create(p.Key, Of(p.Value, p.Key)))),
        JsonArray found => new JsonArray([.. found.Select(item => Of(item, name))]),
        JsonValue found when Circumstances.Contains(name, StringComparer.Ordinal) =>
            $"<{(found.GetValueKind() == JsonValueKind.Number ? "number" : "text")}>",
        JsonValue found when found.GetValueKind() == JsonValueKind.String => Of(found.GetValue<string>(), name),
        _ => node?.DeepClone(),
    };

    private string Of(string text, string? name)
    {
        if (Texts.Contains(name, StringComparer.Ordinal))
            return "<text>";
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T'))
            return "<time>";
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains(':'))
            return "<duration>";
        string here = text.Replace(folder, "<folder>", StringComparison.Ordinal).Replace('\\', '/');
        here = Stamps().Replace(here, "<time>");
        here = Guids().Replace(here, "<guid>");
        here = Pem().Replace(here, "<${label} in PEM>");
        here = SshKeys().Replace(here, "${type} <key>");
        return Hex().Replace(here, "<hex>");
    }

    [GeneratedRegex("[0-9]{8}-[0-9]{6}-[0-9]{3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stamps();

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Guids();

    [GeneratedRegex(@"\b[0-9a-fA-F]{8,}\b", RegexOptions.None, 1000)]
    private static partial Regex Hex();

    [GeneratedRegex("^(?<type>(ssh-rsa|ssh-ed25519|ecdsa-sha2-[a-z0-9]+)) [A-Za-z0-9+/=]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SshKeys();

    [GeneratedRegex("-----BEGIN (?<label>[A-Z ]+)-----[^-]+-----END [A-Z ]+-----", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pem();
}
