using System.Text.Json.Serialization;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>One line of an authority's index.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IssuedRecord), "issued")]
[JsonDerivedType(typeof(RevokedRecord), "revoked")]
[JsonDerivedType(typeof(CrlRecord), "crl")]
[JsonDerivedType(typeof(MarkRecord), "mark")]
internal abstract record IndexRecord;

/// <param name="Serial">Upper-case hex.</param>
/// <param name="ProductionId">What it was ordered for.</param>
/// <param name="CardNumber">The card of that production.</param>
/// <param name="Profile">The profile it was ordered with.</param>
/// <param name="NotAfter">When it expires.</param>
/// <param name="Der">The certificate.</param>
internal sealed record IssuedRecord(
    string Serial,
    string ProductionId,
    string CardNumber,
    string Profile,
    DateTimeOffset NotAfter,
    byte[] Der) : IndexRecord
{
    /// <summary>Its number among the certificates of the record, from 1; older versions wrote none.</summary>
    public long? Place { get; init; }

    /// <summary>The store that it was ordered for, and how far that was; older versions wrote none.</summary>
    public StoreMark? Store { get; init; }
}

internal sealed record RevokedRecord(string Serial, RevocationReason Reason, DateTimeOffset At) : IndexRecord
{
    /// <summary>When its certificate expires; older versions wrote nothing.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}

/// <summary>
/// A revocation list: first that its number is taken, then, when both files are written, that it is published.
/// </summary>
/// <param name="Number">The CRL number (RFC 5280, 5.2.3).</param>
/// <param name="Entries">How many of the index' revocations are on it.</param>
/// <param name="At">When it was made.</param>
/// <param name="Published">Whether it has replaced the one before.</param>
internal sealed record CrlRecord(long Number, int Entries, DateTimeOffset At, bool Published) : IndexRecord;

/// <summary>Somebody looked at what was put back from a copy, and the work goes on from here.</summary>
/// <param name="Store">The store, and how far it is; what was known of it before counts no more.</param>
/// <param name="Place">The next certificate gets a later place than this.</param>
internal sealed record MarkRecord(StoreMark Store, long Place) : IndexRecord;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IndexRecord))]
[JsonSerializable(typeof(IndexState))]
internal sealed partial class IndexJson : JsonSerializerContext;
