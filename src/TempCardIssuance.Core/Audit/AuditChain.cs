using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace TempCardIssuance.Core.Audit;

/// <summary>Ties every audit event to the one before it, so that a change, a gap or an insertion shows.</summary>
public static class AuditChain
{
    /// <summary>
    /// The version by which new events are hashed. The first one leaves out what searches go by and the account, and
    /// has no number in the hash.
    /// </summary>
    public const int Version = 2;

    /// <summary>The hash before the first event.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>
    /// SHA-256 over the previous hash and every field that the version of the event covers, each preceded by its
    /// length, so that no two different events give the same input.
    /// </summary>
    /// <returns>Upper-case hex; empty for a version that is not known.</returns>
    public static string Hash(string previous, AuditEvent entry) => entry.Version switch
    {
        1 => Hash(previous, entry.Sequence, Encode(Contents(entry)), ending: ""),
        Version => Hash(previous, entry.Sequence, Prepare(entry), entry.Account),
        _ => "",
    };

    /// <summary>What an event of this version says, to be hashed when its place and account are known.</summary>
    /// <returns>UTF-8.</returns>
    public static byte[] Prepare(AuditEvent entry) =>
        Encode([.. Contents(entry), "2", entry.CardKey, entry.BatchKey]);

    /// <summary>The same as for a whole event of this version.</summary>
    /// <param name="previous">The hash before it.</param>
    /// <param name="sequence">Its place.</param>
    /// <param name="prepared">From <see cref="Prepare"/>.</param>
    /// <param name="account">Whom the database let in.</param>
    /// <returns>Upper-case hex.</returns>
    public static string Hash(string previous, long sequence, byte[] prepared, string? account) =>
        Hash(previous, sequence, prepared, ending: Field(account));

    /// <summary>Everybody waits for this, once for each event: it makes nothing but the hash.</summary>
    private static string Hash(string previous, long sequence, byte[] contents, ReadOnlySpan<char> ending)
    {
        Span<char> digits = stackalloc char[20];
        sequence.TryFormat(digits, out int count, provider: CultureInfo.InvariantCulture);
        // What was changed by hand may be of any length.
        int most = Encoding.UTF8.GetMaxByteCount(previous.Length + ending.Length + 100) + contents.Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(most);
        Utf8.TryWrite(
            buffer,
            CultureInfo.InvariantCulture,
            $"{previous.Length}:{previous};{count}:{digits[..count]};",
            out int length);
        contents.CopyTo(buffer, length);
        length += contents.Length;
        length += Encoding.UTF8.GetBytes(ending, buffer.AsSpan(length));
        string hash = Convert.ToHexString(SHA256.HashData(buffer.AsSpan(0, length)));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }

    private static string?[] Contents(AuditEvent entry) =>
    [
        entry.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        entry.Operator,
        entry.Kind,
        entry.CardNumber,
        entry.BatchId,
        entry.ProductionId,
        entry.Station,
        entry.ErrorId,
        entry.Detail,
    ];

    private static byte[] Encode(IEnumerable<string?> fields) => Encoding.UTF8.GetBytes(string.Concat(fields.Select(Field)));

    private static string Field(string? field) =>
        field is null ? "-;" : string.Create(CultureInfo.InvariantCulture, $"{field.Length}:{field};");
}
