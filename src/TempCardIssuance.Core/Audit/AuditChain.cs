using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TempCardIssuance.Core.Audit;

/// <summary>Ties every audit event to the one before it, so that a change, a gap or an insertion shows.</summary>
public static class AuditChain
{
    /// <summary>The hash before the first event.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>
    /// SHA-256 over the previous hash and every field, each preceded by its length, so that no two different
    /// events give the same input.
    /// </summary>
    public static string Hash(string previous, AuditEvent entry)
    {
        var text = new StringBuilder();
        ReadOnlySpan<string?> fields =
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
