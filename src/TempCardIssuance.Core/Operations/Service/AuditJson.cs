using System.Text.Json.Serialization;
using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>An audit event as a line of JSON: camelCase, times in ISO 8601; what has no value is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditEvent))]
internal sealed partial class AuditJson : JsonSerializerContext;
