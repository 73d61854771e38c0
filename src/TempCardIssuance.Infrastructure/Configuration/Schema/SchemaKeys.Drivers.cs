using System.Text.Json.Nodes;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Configuration.Schema;

/// <content>Keys of drivers: <c>if</c> a word is there, <c>then</c> what it needs and can't have.</content>
internal sealed partial class SchemaKeys
{
    public override T Driver<T>(string key, T? value, IReadOnlyList<Driver<T>> drivers, string? fallback = null)
        where T : class
    {
        string[] words = [.. drivers.Select(d => d.Word).OfType<string>()];
        JsonObject choice = words.Length == drivers.Count
            ? new() { ["enum"] = List(words) }
            : new() { ["type"] = "string" };
        if (fallback is not null)
            choice["default"] = fallback;
        string text = string.Join("; ", drivers.Select(d => d.Word is { } word ? $"{word}: {d.Text}" : d.Text));
        Add(key, text + ".", choice, required: fallback is null);

        var sections = new List<SchemaKeys>();
        foreach (Driver<T> driver in drivers)
        {
            var section = new SchemaKeys();
            value = driver.Bind(section, null);
            section._properties.Remove(key);
            section._required.Remove(key);
            sections.Add(section);
        }

        foreach (SchemaKeys section in sections)
            AddKeys(section, sections);
        string[] ofDrivers =
            [.. sections.SelectMany(s => s._properties).Select(p => p.Key).Distinct(StringComparer.Ordinal)];
        for (int i = 0; i < drivers.Count; i++)
        {
            bool isFallback = fallback is not null && drivers[i].Word == fallback;
            AddRule(key, drivers[i].Word, words, isFallback, sections[i], ofDrivers);
        }

        foreach (SchemaKeys section in sections)
        {
            foreach (JsonNode? rule in section._rules)
                _rules.Add(rule!.DeepClone());
        }

        return value!;
    }

    private void AddKeys(SchemaKeys section, List<SchemaKeys> all)
    {
        foreach ((string name, JsonNode? property) in section._properties)
        {
            JsonNode[] meanings = [.. all.Select(s => s._properties[name]).OfType<JsonNode>()];
            bool same = Array.TrueForAll(meanings, meaning => JsonNode.DeepEquals(meaning, property));
            // Where drivers mean different things by a key, each says in its rule what.
            JsonObject shown = same
                ? property!.DeepClone().AsObject()
                : new() { ["description"] = Together(meanings.Select(m => (string?)m["description"])) };
            Add(name, "", shown, required: false);
        }
    }

    private static string Together(IEnumerable<string?> texts) =>
        string.Join(" ", texts.Distinct(StringComparer.Ordinal));

    private void AddRule(
        string key, string? word, string[] words, bool isFallback, SchemaKeys section, string[] ofDrivers)
    {
        var properties = new JsonObject();
        foreach (string name in ofDrivers)
        {
            JsonNode? own = section._properties[name];
            if (own is null)
                properties[name] = false;
            else if (!JsonNode.DeepEquals(own, _properties[name]))
                properties[name] = own.DeepClone();
        }

        var demand = new JsonObject();
        if (section._required.Count > 0)
            demand["required"] = List(section._required);
        if (properties.Count > 0)
            demand["properties"] = properties;
        if (demand.Count == 0)
            return;
        JsonObject test = word is null ? new() { ["enum"] = List(words) } : new() { ["const"] = word };
        var condition = new JsonObject { ["properties"] = new JsonObject { [key] = test } };
        if (!isFallback)
            condition["required"] = List([key]);
        _rules.Add(new JsonObject { ["if"] = condition, [word is null ? "else" : "then"] = demand });
    }
}
