using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// The certificate with which a card attests a key: what the makers of YubiKey document at "PIV attestation OID arc",
/// so that what reads their attestations reads these.
/// </summary>
internal static class AttestationStatement
{
    private const string Arc = "1.3.6.1.4.1.41482.3.";

    /// <summary>A key on a chain.</summary>
    private const byte FormFactor = 0x01;

    /// <param name="options">The card's.</param>
    /// <param name="reference">Of the slot.</param>
    /// <param name="key">That is attested.</param>
    /// <param name="signer">The key F9.</param>
    /// <param name="certificate">Of the signer; the statement has its subject as issuer, and its dates.</param>
    /// <returns>In DER.</returns>
    public static byte[] Make(
        VirtualCardOptions options, byte reference, CardKey key, CardKeyPair signer, X509Certificate2 certificate)
    {
        string slot = reference.ToString("x2", CultureInfo.InvariantCulture);
        var request = new CertificateRequest(
            new X500DistinguishedName($"CN=YubiKey PIV Attestation {slot}"),
            PublicKey.CreateFromSubjectPublicKeyInfo(key.Pair.SubjectPublicKeyInfo, out _),
            HashAlgorithmName.SHA256);
        Add(request, "3", options.VersionBytes);
        Add(request, "7", Integer(options.Serial));
        Add(request, "8", [(byte)key.Policy.Pin, (byte)key.Policy.Touch]);
        Add(request, "9", [FormFactor]);
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x3F | 0x40);
        using X509Certificate2 statement = request.Create(
            certificate.SubjectName,
            new CardSignature(signer),
            new DateTimeOffset(certificate.NotBefore),
            new DateTimeOffset(certificate.NotAfter),
            serial);
        return statement.RawData;
    }

    /// <summary>Bare bytes, as those cards have them, and no DER within the extension.</summary>
    private static void Add(CertificateRequest request, string number, byte[] value) =>
        request.CertificateExtensions.Add(new X509Extension(Arc + number, value, critical: false));

    private static byte[] Integer(uint value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }
}
