using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Letters;

/// <summary>What the process of one letter is told on its standard input; passwords of keys come behind it, as bytes.</summary>
internal sealed record LetterJob
{
    public required string Number { get; init; }

    public required LetterKind Kind { get; init; }

    public required string ProductionId { get; init; }

    public required string CardNumber { get; init; }

    public string? BodyId { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public string? SealedPins { get; init; }

    public string? SealedPuk { get; init; }

    public required string PinKey { get; init; }

    public required string PukKey { get; init; }

    public required IReadOnlyList<string> RecipientFiles { get; init; }

    public required string Layout { get; init; }

    public required Dictionary<string, string> Values { get; init; }

    /// <summary>The PDF file; null: it is printed.</summary>
    public string? File { get; init; }

    public string? Uri { get; init; }

    public int TimeOutSeconds { get; init; }
}

/// <summary>What the process says: a line each, the last one has a result or an error.</summary>
internal sealed record LetterLine
{
    public string? Job { get; init; }

    public string? Tell { get; init; }

    public IReadOnlyList<string>? Printed { get; init; }

    public string? NeedsLook { get; init; }

    public string? ErrorId { get; init; }

    public ErrorKind ErrorKind { get; init; }

    public string? Message { get; init; }

    [JsonConverter(typeof(RemedyJson))]
    public Remedy? Remedy { get; init; }
}

/// <summary>A letter job as bytes.</summary>
internal static class LetterFrame
{
    private const int MaxLength = 4 * 1024 * 1024;

    /// <summary>To be zeroed by whoever asked.</summary>
    public static byte[] Write(LetterJob job, SecretBytes? pinPassword, SecretBytes? pukPassword)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(job);
        byte[] frame = GC.AllocateArray<byte>(
            text.Length + (3 * sizeof(int)) + (pinPassword?.Length ?? 0) + (pukPassword?.Length ?? 0), pinned: true);
        Span<byte> rest = Add(frame, text, isThere: true);
        rest = Add(rest, pinPassword is null ? [] : pinPassword.Span, pinPassword is not null);
        Add(rest, pukPassword is null ? [] : pukPassword.Span, pukPassword is not null);
        return frame;
    }

    public static async Task<(LetterJob Job, SecretBytes? PinPassword, SecretBytes? PukPassword)> ReadAsync(Stream input)
    {
        using SecretBytes text = await ReadOneAsync(input) ?? throw new InvalidDataException();
        return (
            JsonSerializer.Deserialize<LetterJob>(text.Span) ?? throw new InvalidDataException(),
            await ReadOneAsync(input),
            await ReadOneAsync(input));
    }

    private static Span<byte> Add(Span<byte> frame, ReadOnlySpan<byte> content, bool isThere)
    {
        BinaryPrimitives.WriteInt32BigEndian(frame, isThere ? content.Length : -1);
        content.CopyTo(frame[sizeof(int)..]);
        return frame[(sizeof(int) + content.Length)..];
    }

    private static async Task<SecretBytes?> ReadOneAsync(Stream input)
    {
        byte[] head = new byte[sizeof(int)];
        await input.ReadExactlyAsync(head);
        int length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length < 0)
            return null;
        if (length > MaxLength)
            throw new InvalidDataException();
        byte[] content = new byte[length];
        await input.ReadExactlyAsync(content);
        var secret = new SecretBytes(content);
        Array.Clear(content);
        return secret;
    }
}
