using System.Text.Json.Nodes;

namespace TempCardIssuance.HelpBuilder;

/// <summary>A key of the configuration.</summary>
/// <param name="Path">For example <c>stations[].reader</c>.</param>
/// <param name="Description">What it means.</param>
/// <param name="Terms">Which values it takes, when it is needed, and its default.</param>
internal sealed record SchemaKey(string Path, string Description, string Terms);

/// <summary>Reads the keys of a JSON Schema in order, following references within it.</summary>
internal sealed class SchemaKeys
{
    private readonly JsonObject _root;

    private SchemaKeys(JsonObject root) => _root = root;

    public static IEnumerable<SchemaKey> Read(string schema)
    {
        JsonObject root = JsonNode.Parse(schema)!.AsObject();
        return new SchemaKeys(root).Below(root, "");
    }

    private IEnumerable<SchemaKey> Below(JsonObject parent, string prefix)
    {
        foreach ((string name, JsonNode? value) in parent["properties"]?.AsObject() ?? [])
        {
            JsonObject schema = Resolve(value!.AsObject());
            string path = prefix + name;
            yield return new SchemaKey(
                path,
                (string?)schema["description"]
                    ?? MissingTexts.Note($"{path} has no description in the schema."),
                string.Join(" ", SchemaTerms.Of(name, schema, parent)));
            IEnumerable<SchemaKey> deeper = Child(schema, path) is { } child ? Below(child.Schema, child.Prefix) : [];
            foreach (SchemaKey key in deeper)
                yield return key;
        }
    }

    /// <summary>What is in an object, in each item of a list, or under each name that the user gives.</summary>
    private (JsonObject Schema, string Prefix)? Child(JsonObject schema, string path)
    {
        if (schema.ContainsKey("properties"))
            return (schema, path + ".");
        if (schema["items"] is JsonObject item && Resolve(item) is { } items && items.ContainsKey("properties"))
            return (items, path + "[].");
        return schema["additionalProperties"] is JsonObject named ? (Resolve(named), path + ".<name>.") : null;
    }

    /// <summary>What a reference points to, with what is said beside the reference laid over it.</summary>
    private JsonObject Resolve(JsonObject schema) => (string?)schema["$ref"] is { } reference
        ? Overlay(_root["$defs"]![reference["#/$defs/".Length..]]!.AsObject(), schema)
        : schema;

    private static JsonObject Overlay(JsonObject below, JsonObject above)
    {
        JsonObject result = below.DeepClone().AsObject();
        foreach ((string name, JsonNode? value) in above)
        {
            result[name] = value is JsonObject over && result[name] is JsonObject under
                ? Overlay(under, over)
                : value?.DeepClone();
        }

        return result;
    }
}
