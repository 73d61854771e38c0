using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Operations.Upkeep;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Cli.Output;

/// <summary>
/// How results look as JSON: camelCase, enums by name, times in ISO 8601, binary data in base64. Made at compile time,
/// since looking at types at run time would cost more than most commands take.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<TemporaryCard>))]
[JsonSerializable(typeof(IReadOnlyList<CardBatch>))]
[JsonSerializable(typeof(IReadOnlyList<AuditEvent>))]
[JsonSerializable(typeof(IReadOnlyList<CardCertificate>))]
[JsonSerializable(typeof(IReadOnlyList<CardIdentityMapping>))]
[JsonSerializable(typeof(CardHandOver))]
[JsonSerializable(typeof(UpkeepResult))]
[JsonSerializable(typeof(UpkeepTime))]
[JsonSerializable(typeof(IReadOnlyList<CardStock>))]
[JsonSerializable(typeof(IReadOnlyList<CountedCard>))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(StoreHealth))]
[JsonSerializable(typeof(IReadOnlyList<Settlement>))]
[JsonSerializable(typeof(IReadOnlyList<UnsettledCertificate>))]
[JsonSerializable(typeof(StoreRestore))]
[JsonSerializable(typeof(StoreCopy))]
[JsonSerializable(typeof(StoreTimeZone))]
[JsonSerializable(typeof(IReadOnlyList<ShownFace>))]
[JsonSerializable(typeof(WrittenReport))]
[JsonSerializable(typeof(StartedPage))]
[JsonSerializable(typeof(ShownPin))]
[JsonSerializable(typeof(IReadOnlyList<PinLetter>))]
[JsonSerializable(typeof(ResealResult))]
[JsonSerializable(typeof(AuthorityRequest))]
[JsonSerializable(typeof(AuthorityInstallation))]
[JsonSerializable(typeof(IReadOnlyList<StationRow>))]
[JsonSerializable(typeof(IReadOnlyList<Readiness>))]
[JsonSerializable(typeof(CardBatch))]
[JsonSerializable(typeof(IssuancePlan))]
[JsonSerializable(typeof(NewConfiguration))]
[JsonSerializable(typeof(ConfigurationCheck))]
[JsonSerializable(typeof(ShownConfiguration))]
[JsonSerializable(typeof(ImportOutcome))]
[JsonSerializable(typeof(OperationPreview))]
[JsonSerializable(typeof(ErrorLine))]
[JsonSerializable(typeof(EventLine))]
internal sealed partial class JsonShapes : JsonSerializerContext;

/// <summary>Writes values as JSON.</summary>
internal static class Json
{
    private static readonly JsonShapes Documents = Shapes(indented: true, JsonIgnoreCondition.Never);
    private static readonly JsonShapes Lines = Shapes(indented: false, JsonIgnoreCondition.WhenWritingNull);

    /// <summary>A document that people may look at too.</summary>
    public static string Document<T>(T value, Func<JsonShapes, JsonTypeInfo<T>> shape) =>
        JsonSerializer.Serialize(value, shape(Documents));

    /// <summary>The same for a list that may be long, while its items come in.</summary>
    public static async Task ArrayAsync<T>(
        TextWriter writer, IAsyncEnumerable<T> items, Func<JsonShapes, JsonTypeInfo<T>> shape)
    {
        using var array = new JsonArray<T>(writer, shape(Documents));
        await array.WriteAsync(items);
    }

    /// <summary>One line; what has no value is left out.</summary>
    public static string Line<T>(T value, Func<JsonShapes, JsonTypeInfo<T>> shape) =>
        JsonSerializer.Serialize(value, shape(Lines));

    // The output is no HTML: names may stay readable in any script.
    private static JsonShapes Shapes(bool indented, JsonIgnoreCondition ignore) => new(
        new JsonSerializerOptions(JsonShapes.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = ignore,
            WriteIndented = indented,
        });
}

/// <summary>An error on a line of its own.</summary>
internal sealed record ErrorLine(ErrorShape Error);

/// <summary>An error as JSON.</summary>
internal sealed record ErrorShape(string Id, ErrorKind Kind, string Message, string? Remedy, string? Target)
{
    public static ErrorShape Of(TempCardException error, OperationWords words) => new(
        error.ErrorId,
        error.Kind,
        error.Message,
        error.Remedy?.In(words),
        error.Target is IEnumerable<string> many ? string.Join(' ', many) : error.Target?.ToString());
}
