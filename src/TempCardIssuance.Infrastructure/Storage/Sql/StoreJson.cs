using System.Text.Json;
using System.Text.Json.Serialization;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>Values that are kept as one JSON text. Made by the source generator: reflection is slow to start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BatchOptions))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IEnumerable<string>))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    public static string Write(IEnumerable<string> texts) =>
        JsonSerializer.Serialize(texts, Default.IEnumerableString);

    public static IReadOnlyList<string> ReadTexts(string json) =>
        JsonSerializer.Deserialize(json, Default.IReadOnlyListString)!;

    public static string Write(IReadOnlyDictionary<string, string> fields) =>
        JsonSerializer.Serialize(fields, Default.IReadOnlyDictionaryStringString);

    /// <summary>Names of fields ignore case.</summary>
    public static IReadOnlyDictionary<string, string> ReadFields(string json) => new Dictionary<string, string>(
        JsonSerializer.Deserialize(json, Default.DictionaryStringString)!, StringComparer.OrdinalIgnoreCase);

    public static string Write(BatchOptions options) => JsonSerializer.Serialize(options, Default.BatchOptions);

    public static BatchOptions ReadOptions(string json) =>
        JsonSerializer.Deserialize(json, Default.BatchOptions)!;
}
