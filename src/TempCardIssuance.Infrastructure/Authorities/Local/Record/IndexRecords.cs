using System.Text.Json.Serialization;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>One line of an authority's index.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IssuedRecord), "issued")]
[JsonDerivedType(typeof(RevokedRecord), "revoked")]
[JsonDerivedType(typeof(CrlRecord), "crl")]
[JsonDerivedType(typeof(MarkRecord), "mark")]
internal abstract record IndexRecord;

/// <summary>What was done with a key.</summary>
internal abstract record KeyedRecord : IndexRecord
{
    /// <summary>Which of the authority's keys, from 2; nothing is written for the first.</summary>
    [JsonPropertyName("key")]
    public int? LaterKey { get; init; }

    /// <summary>Which of the authority's keys, from 1.</summary>
    [JsonIgnore]
    public int Key
    {
        get => LaterKey ?? 1;
        init => LaterKey = value > 1 ? value : null;
    }
}

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
    byte[] Der) : KeyedRecord
{
    /// <summary>Its number among the certificates of the record, from 1; older versions wrote none.</summary>
    public long? Place { get; init; }

    /// <summary>The store that it was ordered for, and how far that was; older versions wrote none.</summary>
    public StoreMark? Store { get; init; }
}

/// <summary>The key is the one that has signed the certificate.</summary>
internal sealed record RevokedRecord(string Serial, RevocationReason Reason, DateTimeOffset At) : KeyedRecord
{
    /// <summary>When its certificate expires; older versions wrote nothing.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}

/// <summary>
/// The revocation list of a key: first that its number is taken, then, when both files are written, that it is
/// published.
/// </summary>
/// <param name="Number">The CRL number (RFC 5280, 5.2.3); no two lists have the same, of whatever key.</param>
/// <param name="Entries">How many of the index' revocations were looked at for it.</param>
/// <param name="At">When it was made.</param>
/// <param name="Published">Whether it has replaced the one before.</param>
internal sealed record CrlRecord(long Number, int Entries, DateTimeOffset At, bool Published) : KeyedRecord;

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
