using System.Text.Json.Nodes;

namespace TempCardIssuance.HelpBuilder;

/// <summary>A key of the configuration.</summary>
/// <param name="Path">For example <c>stations[].reader</c>.</param>
/// <param name="Description">What it means.</param>
/// <param name="Terms">Which values it takes, when it is needed, and its default.</param>
internal sealed record SchemaKey(string Path, string Description, string Terms);

/// <summary>Reads the keys of a JSON Schema in order.</summary>
internal static class SchemaKeys
{
    public static IEnumerable<SchemaKey> Read(string schema) => Below(JsonNode.Parse(schema)!.AsObject(), "");

    private static IEnumerable<SchemaKey> Below(JsonObject parent, string prefix)
    {
        foreach ((string name, JsonNode? value) in parent["properties"]?.AsObject() ?? [])
        {
            JsonObject schema = value!.AsObject();
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
    private static (JsonObject Schema, string Prefix)? Child(JsonObject schema, string path) => schema switch
    {
        _ when schema.ContainsKey("properties") => (schema, path + "."),
        _ when schema["items"] is JsonObject items && items.ContainsKey("properties") => (items, path + "[]."),
        _ when schema["additionalProperties"] is JsonObject named => (named, path + ".<name>."),
        _ => null,
    };
}
