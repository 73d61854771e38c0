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
        1 => Hash(First(previous, entry)),
        Version => Hash([.. First(previous, entry), "2", entry.CardKey, entry.BatchKey, entry.Account]),
        _ => "",
    };

    private static string?[] First(string previous, AuditEvent entry) =>
    [
        previous,
        entry.Sequence.ToString(CultureInfo.InvariantCulture),
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

    private static string Hash(IEnumerable<string?> fields)
    {
        var text = new StringBuilder();
        foreach (string? field in fields)
        {
            if (field is null)
                text.Append("-;");
            else
                text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field};");
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
