using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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
        1 => Hash([.. Place(previous, entry.Sequence), .. Encode(Contents(entry))]),
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
        Hash([.. Place(previous, sequence), .. prepared, .. Encoding.UTF8.GetBytes(Field(account))]);

    private static byte[] Place(string previous, long sequence) => Encoding.UTF8.GetBytes(
        Field(previous) + Field(sequence.ToString(CultureInfo.InvariantCulture)));

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

    private static string Hash(byte[] text) => Convert.ToHexString(SHA256.HashData(text));

    private static byte[] Encode(IEnumerable<string?> fields) => Encoding.UTF8.GetBytes(string.Concat(fields.Select(Field)));

    private static string Field(string? field) =>
        field is null ? "-;" : string.Create(CultureInfo.InvariantCulture, $"{field.Length}:{field};");
}
