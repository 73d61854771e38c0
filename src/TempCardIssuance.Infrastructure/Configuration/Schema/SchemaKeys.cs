using System.Text.Json.Nodes;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Configuration.Schema;

/// <summary>Describes one section key by key, as JSON Schema (draft 2020-12).</summary>
internal sealed partial class SchemaKeys : Keys
{
    private readonly JsonObject _properties = [];
    private readonly List<string> _required = [];
    private readonly JsonArray _rules = [];

    public override string Name => "";

    public override string Folder => "";

    /// <summary>The schema of a mapping.</summary>
    public static JsonObject Describe<T>(string text, Func<Keys, T?, T> bind)
        where T : class
    {
        var keys = new SchemaKeys();
        bind(keys, null);
        return keys.ToSchema(text);
    }

    public override bool Flag(string key, string text, bool? value, bool fallback)
    {
        Add(key, text, new() { ["type"] = "boolean", ["default"] = fallback }, required: false);
        return fallback;
    }

    public override string Word(
        string key, string text, string? value, IReadOnlyList<string> words, string? fallback = null)
    {
        var schema = new JsonObject { ["enum"] = List(words) };
        if (fallback is not null)
            schema["default"] = fallback;
        Add(key, text, schema, required: fallback is null);
        return fallback ?? words[0];
    }

    public override IReadOnlyList<string> Texts(
        string key, string text, IReadOnlyList<string>? value, TextForm? form = null)
    {
        var schema = new JsonObject
        {
            ["type"] = List(["array", "null"]),
            ["items"] = Text(form ?? TextForm.Any),
        };
        if (form?.NamedBelow is not null)
            schema["uniqueItems"] = true;
        Add(key, text, schema, required: false);
        return [];
    }

    public override IReadOnlyList<string> Command(string key, string text, IReadOnlyList<string>? value)
    {
        Add(key, text, new() { ["type"] = "array", ["items"] = Text(TextForm.Any), ["minItems"] = 1 }, required: true);
        return [];
    }

    public override IReadOnlyList<string> OptionalCommand(string key, string text, IReadOnlyList<string>? value) =>
        Texts(key, text, value);

    public override T Section<T>(string key, string text, T? value, Func<Keys, T?, T> bind)
        where T : class =>
        OptionalSection(key, text, value, bind)!;

    public override T? OptionalSection<T>(
        string key, string text, T? value, Func<Keys, T?, T> bind, bool required = false)
        where T : class
    {
        var keys = new SchemaKeys();
        value = bind(keys, null);
        Add(key, text, keys.ToSchema(text), required);
        return value;
    }

    public override IReadOnlyList<T> List<T>(
        string key, string text, IReadOnlyList<T>? value, Func<Keys, T?, T> bind)
        where T : class
    {
        Add(
            key,
            text,
            new() { ["type"] = List(["array", "null"]), ["items"] = Describe("", bind) },
            required: false);
        return [];
    }

    public override IReadOnlyDictionary<string, T> Named<T>(
        string key, string text, IReadOnlyDictionary<string, T>? value, Func<Keys, T?, T> bind)
        where T : class
    {
        var schema = new JsonObject
        {
            ["type"] = List(["object", "null"]),
            ["propertyNames"] = Text(SettingName.Form),
            ["additionalProperties"] = Describe("", bind),
        };
        Add(key, text, schema, required: false);
        return new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
    }

    public override IReadOnlyDictionary<string, int> Numbers(
        string key, string text, IReadOnlyDictionary<string, int>? value, int min, int max)
    {
        var schema = new JsonObject
        {
            ["type"] = List(["object", "null"]),
            ["additionalProperties"] =
                new JsonObject { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max },
        };
        Add(key, text, schema, required: false);
        return new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
    }

    public override IReadOnlyDictionary<string, string> NamedTexts(
        string key,
        string text,
        IReadOnlyDictionary<string, string>? value,
        Func<string, string, string?> refusal)
    {
        var schema = new JsonObject
        {
            ["type"] = List(["object", "null"]),
            ["additionalProperties"] = new JsonObject { ["type"] = List(["string", "number", "boolean"]) },
        };
        Add(key, text, schema, required: false);
        return new Dictionary<string, string>(StringComparer.Ordinal);
    }

    public override void Error(string path, string message)
    {
        // Nothing is read that could be wrong.
    }

    protected override int? AnyNumber(
        string key, string text, int? value, NumberForm form, int? fallback, bool required)
    {
        JsonObject schema = form.Min == form.Max
            ? new() { ["const"] = form.Min }
            : new() { ["type"] = "integer", ["minimum"] = form.Min, ["maximum"] = form.Max };
        if (fallback is { } number)
            schema["default"] = number;
        Add(key, text, schema, required);
        return fallback;
    }

    protected override string? AnyText(
        string key, string text, string? value, TextForm form, string? fallback, bool required)
    {
        JsonObject schema = Text(form);
        if (fallback is not null)
            schema["default"] = fallback;
        Add(key, text, schema, required);
        return fallback;
    }

    private static JsonObject Text(TextForm form)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (form.Pattern is { } pattern)
            schema["pattern"] = pattern;
        return schema;
    }

    private static JsonArray List(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    private void Add(string key, string text, JsonObject schema, bool required)
    {
        // A driver that any text chooses says the key again that the text stands at.
        if (_properties.ContainsKey(key))
            return;
        JsonObject property = text.Length == 0 ? [] : new() { ["description"] = text };
        foreach ((string name, JsonNode? value) in schema)
            property[name] = value?.DeepClone();
        _properties.Add(key, property);
        if (required)
            _required.Add(key);
    }

    private JsonObject ToSchema(string text)
    {
        JsonObject schema = text.Length == 0 ? [] : new() { ["description"] = text };
        schema["type"] = "object";
        schema["additionalProperties"] = false;
        schema["properties"] = _properties;
        if (_required.Count > 0)
            schema["required"] = List(_required);
        if (_rules.Count > 0)
            schema["allOf"] = _rules;
        return schema;
    }
}
