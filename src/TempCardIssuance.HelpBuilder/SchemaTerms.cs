using System.Text.Json.Nodes;

namespace TempCardIssuance.HelpBuilder;

/// <summary>What a schema demands of a key, as sentences.</summary>
internal static class SchemaTerms
{
    public static IEnumerable<string> Of(string name, JsonObject schema, JsonObject parent)
    {
        if (Values(schema) is { } values)
            yield return $"{values}.";
        if (Names(parent["required"]).Contains(name, StringComparer.Ordinal))
            yield return "Required.";
        foreach (JsonNode? rule in parent["allOf"]?.AsArray() ?? [])
        {
            foreach (string condition in Conditions(name, rule!.AsObject()))
                yield return condition;
        }

        if (schema["default"] is { } standard)
            yield return $"Default: {standard}.";
    }

    private static string? Values(JsonObject schema)
    {
        if (schema["const"] is { } only)
            return $"Always {only}";
        if (schema["enum"] is JsonArray choices)
            return $"One of {string.Join(", ", choices)}";
        string? type = schema["type"] is JsonArray types ? (string?)types[0] : (string?)schema["type"];
        return type switch
        {
            "integer" => $"A number from {schema["minimum"]} to {schema["maximum"]}",
            "boolean" => "true or false",
            "array" => "A list",
            "string" when (string?)schema["pattern"] is { } pattern => Secret(pattern) ?? "A text",
            "string" => "A text",
            _ => null,
        };
    }

    private static string? Secret(string pattern) => pattern switch
    {
        "^(env|file):.+" => "env:NAME or file:PATH",
        "^(default$|(env|file):.+)" => "default (the factory value), env:NAME or file:PATH",
        _ => null,
    };

    /// <summary>From <c>if a key has a value, then others are required or ruled out</c>.</summary>
    private static IEnumerable<string> Conditions(string name, JsonObject rule)
    {
        (string key, JsonNode? test) = rule["if"]!["properties"]!.AsObject().First();
        string condition = $"{key}: {test!["const"]}";
        if (Names(rule["then"]?["required"]).Contains(name, StringComparer.Ordinal))
            yield return $"Required with {condition}.";
        if (IsRuledOut(rule["then"], name))
            yield return $"Not with {condition}.";
        if (IsRuledOut(rule["else"], name))
            yield return $"Only with {condition}.";
    }

    private static bool IsRuledOut(JsonNode? schema, string name) =>
        schema?["properties"]?[name] is JsonValue value && !value.GetValue<bool>();

    private static IEnumerable<string> Names(JsonNode? list) => list?.AsArray().Select(node => (string)node!) ?? [];
}
