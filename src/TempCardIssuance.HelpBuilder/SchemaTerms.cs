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
        JsonObject[] rules = [.. (parent["allOf"]?.AsArray() ?? []).Select(rule => rule!.AsObject())];
        foreach (IGrouping<string, JsonObject> choice in rules.GroupBy(rule => Test(rule).Key, StringComparer.Ordinal))
        {
            if (Condition(name, choice.Key, [.. choice], parent) is { } condition)
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
    private static string? Condition(string name, string choice, JsonObject[] rules, JsonObject parent)
    {
        string[] need = [.. rules.Where(rule => Names(rule["then"]?["required"]).Contains(name, StringComparer.Ordinal))
            .SelectMany(Words)];
        string[] ruledOut = [.. rules.Where(rule => IsRuledOut(rule["then"], name)).SelectMany(Words)];
        string[] others = [.. Names(parent["properties"]![choice]!["enum"])
            .Concat(rules.SelectMany(Words))
            .Distinct(StringComparer.Ordinal)
            .Except(ruledOut, StringComparer.Ordinal)];
        bool only = others.Length > 0 && (ruledOut.Length > 0 || rules.Any(rule => IsRuledOut(rule["else"], name)));
        if (need.Length > 0)
            return $"Required with {choice}: {string.Join(" or ", need)}{(only ? ", and only there" : "")}.";
        if (only)
            return $"Only with {choice}: {string.Join(" or ", others)}.";
        return ruledOut.Length > 0 ? $"Not with {choice}: {string.Join(" or ", ruledOut)}." : null;
    }

    private static (string Key, JsonNode Test) Test(JsonObject rule)
    {
        (string key, JsonNode? test) = rule["if"]!["properties"]!.AsObject().First();
        return (key, test!);
    }

    private static IEnumerable<string> Words(JsonObject rule) =>
        Test(rule).Test is var test && test["const"] is { } only ? [(string)only!] : Names(test["enum"]);

    private static bool IsRuledOut(JsonNode? schema, string name) =>
        schema?["properties"]?[name] is JsonValue value && !value.GetValue<bool>();

    private static IEnumerable<string> Names(JsonNode? list) => list?.AsArray().Select(node => (string)node!) ?? [];
}
