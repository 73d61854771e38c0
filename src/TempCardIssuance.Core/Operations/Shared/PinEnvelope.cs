using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>PIN and PUK of a card as they are sealed.</summary>
/// <param name="Pins">The PIN, and the PUK where it is not sealed apart; null: there is no PIN that is known.</param>
/// <param name="Puk">The PUK where it is sealed apart.</param>
public sealed record SealedPair(SealedMessage? Pins, SealedMessage? Puk)
{
    /// <summary>What the audit trail says of it.</summary>
    public string Record => SealRecord.Of(Pins, Puk);
}

/// <summary>PIN and PUK that were opened; null: not in this message.</summary>
public sealed record OpenedPins(SecretBytes? Pin, SecretBytes? Puk) : IDisposable
{
    public void Dispose()
    {
        Pin?.Dispose();
        Puk?.Dispose();
    }
}

/// <summary>
/// PIN and PUK of a card as the recipients find them: UTF-8 JSON such as
/// <c>{"cardNumber":"T-00001","pin":"493805","puk":"70361824","production":"B-000001/T-00001/1",
/// "body":"serial:0012AB34","validUntil":"2026-12-13T22:59:59Z"}</c> inside a CMS message. What it belongs to stands in
/// it since messages have a production; older ones have the number of the card alone.
/// </summary>
public static class PinEnvelope
{
    /// <summary>Large enough never to grow: a writer that grows leaves a copy behind.</summary>
    private const int Room = 4096;

    /// <summary>Seals for those of today, together or apart as they want it.</summary>
    /// <param name="sealer">Knows them.</param>
    /// <param name="production">What they belong to.</param>
    /// <param name="pin">Null: it is not known any more.</param>
    /// <param name="puk">Null: it is sealed already, or was never known.</param>
    public static SealedPair Seal(
        ISecretSealer sealer, CardProduction production, SecretBytes? pin, SecretBytes? puk)
    {
        bool isApart = puk is not null && (sealer.SealsPuksApart || pin is null);
        return new SealedPair(
            pin is null ? null : Seal(sealer, SealedKind.Pin, production, pin, isApart ? null : puk),
            isApart ? Seal(sealer, SealedKind.Puk, production, null, puk) : null);
    }

    /// <summary>Reads what was opened. Null: it is nothing that was sealed for this production.</summary>
    /// <param name="content">Stays the caller's.</param>
    /// <param name="production">What it must belong to.</param>
    public static OpenedPins? Read(SecretBytes content, CardProduction production)
    {
        SecretBytes? pin = null, puk = null;
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(content.Span);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                string name = reader.GetString()!;
                reader.Read();
                if (name is "pin")
                    pin = Digits(reader.ValueSpan, pin);
                else if (name is "puk")
                    puk = Digits(reader.ValueSpan, puk);
                else
                    texts[name] = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            if (Belongs(texts, production) && (pin ?? puk) is not null)
                return new OpenedPins(pin, puk);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Nothing of ours.
        }

        pin?.Dispose();
        puk?.Dispose();
        return null;
    }

    private static SecretBytes Digits(ReadOnlySpan<byte> value, SecretBytes? before)
    {
        before?.Dispose();
        return new SecretBytes(value);
    }

    private static bool Belongs(Dictionary<string, string?> texts, CardProduction production) =>
        texts.GetValueOrDefault("cardNumber") == production.CardNumber
        && (!texts.TryGetValue("production", out string? id)
            || (id == production.Id
                && texts.GetValueOrDefault("body") == production.BodyId
                && texts.GetValueOrDefault("validUntil") == Time(production.ValidUntil)));

    private static SealedMessage Seal(
        ISecretSealer sealer, SealedKind kind, CardProduction production, SecretBytes? pin, SecretBytes? puk)
    {
        byte[] room = GC.AllocateArray<byte>(Room, pinned: true);
        var buffer = new FixedBuffer(room);
        using var writer = new Utf8JsonWriter(buffer);
        try
        {
            writer.WriteStartObject();
            writer.WriteString("cardNumber", production.CardNumber);
            if (pin is not null)
                writer.WriteString("pin"u8, pin.Span);
            if (puk is not null)
                writer.WriteString("puk"u8, puk.Span);
            writer.WriteString("production", production.Id);
            writer.WriteString("body", production.BodyId);
            writer.WriteString("validUntil", Time(production.ValidUntil));
            writer.WriteEndObject();
            writer.Flush();
            return sealer.Seal(kind, room.AsSpan(0, buffer.Written));
        }
        finally
        {
            Array.Clear(room);
        }
    }

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed class FixedBuffer(byte[] room) : IBufferWriter<byte>
    {
        public int Written { get; private set; }

        public void Advance(int count) => Written += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => room.AsMemory(Written);

        public Span<byte> GetSpan(int sizeHint = 0) => room.AsSpan(Written);
    }
}
