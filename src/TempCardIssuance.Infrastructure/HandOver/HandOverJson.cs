using System.Text.Json;
using System.Text.Json.Serialization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.HandOver;

/// <summary>What programs get; <c>docs/hand-over.schema.json</c> describes it.</summary>
internal static class HandOverJson
{
    private const int Schema = 1;

    public static byte[] Write(HandOverNotice notice) => JsonSerializer.SerializeToUtf8Bytes(
        new NoticeShape
        {
            Schema = Schema,
            Id = notice.HandOver.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Event = JsonNamingPolicy.CamelCase.ConvertName(notice.HandOver.Event.ToString()),
            At = notice.HandOver.At,
            Card = CardShape.Of(notice.Card),
            Body = BodyShape.Of(notice.Production),
            Holder = notice.HandOver.Holder,
            Until = notice.HandOver.Until,
            Reason = notice.HandOver.Reason,
            Certificates = [.. (notice.Production?.Certificates ?? []).Select(CardIdentityMapping.Of)],
        },
        HandOverShapes.Default.NoticeShape);

    public static byte[] Write(GrantQuestion question) => JsonSerializer.SerializeToUtf8Bytes(
        new QuestionShape
        {
            Schema = Schema,
            Card = CardShape.Of(question.Card),
            Holder = question.Holder,
            Until = question.Until,
            Reason = question.Reason,
            Operator = question.Operator,
        },
        HandOverShapes.Default.QuestionShape);
}

internal sealed record NoticeShape
{
    public required int Schema { get; init; }

    public required string Id { get; init; }

    public required string Event { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CardShape Card { get; init; }

    public required BodyShape? Body { get; init; }

    public required string? Holder { get; init; }

    public required DateTimeOffset? Until { get; init; }

    public required string? Reason { get; init; }

    public required IReadOnlyList<CardIdentityMapping> Certificates { get; init; }
}

internal sealed record QuestionShape
{
    public required int Schema { get; init; }

    public required CardShape Card { get; init; }

    public required string Holder { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required string Reason { get; init; }

    public required string Operator { get; init; }
}

internal sealed record CardShape(string Number, string? Site, DateTimeOffset? ValidUntil)
{
    public static CardShape Of(TemporaryCard card) => new(card.CardNumber, card.Site, card.ValidUntil);
}

/// <param name="Guid">The GUID in the card's CHUID (SP 800-73-4 Part 1, 3.1.2): 32 hex digits, upper case.</param>
/// <param name="SerialNumber">What the chip says of itself; null: it says nothing.</param>
internal sealed record BodyShape(string? Guid, string? SerialNumber)
{
    private const string Serial = "serial:";

    /// <summary>Null where the chip was not written to.</summary>
    public static BodyShape? Of(CardProduction? production) => production is { CardGuid: { } guid }
        ? new(
            guid.ToString("N").ToUpperInvariant(),
            production.BodyId?.StartsWith(Serial, StringComparison.Ordinal) == true
                ? production.BodyId[Serial.Length..]
                : null)
        : null;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(NoticeShape))]
[JsonSerializable(typeof(QuestionShape))]
internal sealed partial class HandOverShapes : JsonSerializerContext;
