using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>Whether a card has to prove that it made a key itself.</summary>
public enum AttestationDemand
{
    /// <summary>It is not asked.</summary>
    Off,

    /// <summary>
    /// A card that can't, or whose maker is not known, goes without. One that says something wrong fails all the same.
    /// </summary>
    WherePossible,

    /// <summary>A card that can't prove it fails.</summary>
    Required,
}

/// <summary>A card's statement that it made a key itself, verified.</summary>
/// <param name="Statement">Certificate over the key, DER, signed by the card's own key.</param>
/// <param name="Signer">Certificate of that, DER, issued by the card's maker.</param>
public sealed record KeyAttestation(ReadOnlyMemory<byte> Statement, ReadOnlyMemory<byte> Signer)
{
    private const string Label = "CERTIFICATE";

    /// <summary>What yubico-piv-tool (request-certificate, --attestation) has a request call the statement.</summary>
    private const string StatementId = "1.3.6.1.4.1.41482.3.11";

    /// <summary>And the certificate of who signed it.</summary>
    private const string SignerId = "1.3.6.1.4.1.41482.3.2";

    /// <summary>What tells the statement from any other, hex: SHA-256.</summary>
    internal string Hash => HashOf(Statement.Span);

    /// <summary>Both as PEM, the statement first.</summary>
    public string ToPem() =>
        $"{PemEncoding.WriteString(Label, Statement.Span)}\n{PemEncoding.WriteString(Label, Signer.Span)}\n";

    /// <summary>Both as extensions that a request asks for: what authorities look for that know such cards.</summary>
    public IReadOnlyList<X509Extension> ToExtensions() =>
    [
        new(StatementId, Statement.Span, critical: false),
        new(SignerId, Signer.Span, critical: false),
    ];

    /// <summary>The hash of the statement that comes first in <see cref="ToPem"/>; null: there is none.</summary>
    internal static string? HashOf(string pem) => PemEncoding.TryFind(pem, out PemFields fields)
        ? HashOf(Convert.FromBase64String(pem[fields.Base64Data]))
        : null;

    private static string HashOf(ReadOnlySpan<byte> statement) =>
        Convert.ToHexStringLower(SHA256.HashData(statement));
}
