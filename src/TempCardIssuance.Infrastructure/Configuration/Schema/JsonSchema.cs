using System.Text.Json;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Configuration.Schema;

/// <summary>The JSON Schema (draft 2020-12) of a configuration, for editors and for the help.</summary>
public static class JsonSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonObject Describe<T>(string id, string title, string text, Func<Keys, T?, T> bind)
        where T : class
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = id,
            ["title"] = title,
        };
        foreach ((string name, JsonNode? value) in SchemaKeys.Describe(text, bind))
            schema[name] = value?.DeepClone();
        return schema;
    }

    public static string ToText(JsonObject schema) => schema.ToJsonString(Indented) + "\n";
}
