using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// The key F9 and its certificate (object 5FFF01), with which a card attests others: made when they are first asked for,
/// not touched by RESET, and replaced by whoever imports a key and writes a certificate there.
/// </summary>
internal sealed class CardAttestation(VirtualCardOptions options, CardMemory memory)
{
    /// <summary>The certificate's data object.</summary>
    public const int ObjectTag = 0x5FFF01;

    private const int Certificate = 0x70;

    private bool _isMade;

    /// <summary>Makes key and certificate, if nobody has asked for them yet.</summary>
    public void Make()
    {
        if (_isMade || !options.Has(CardExtensions.Attestation))
            return;
        _isMade = true;
        var pair = CardKeyPair.Generate(KeyAlgorithm.P256);
        memory.Keys[KeyReference.Attestation] =
            new CardKey(pair, KeyPolicy.DefaultOf(KeyReference.Attestation), KeyOrigin.Generated);
        byte[] certificate = (options.AttestationRoot ?? AttestationRoot.OfProcess)
            .Certify(pair.SubjectPublicKeyInfo, options.Serial);
        // SP 800-73-4 Part 1, appendix A, table 10: certificate, whether it is compressed, error detection.
        memory.Objects[ObjectTag] =
            [.. Tlv.Encode(Certificate, certificate), .. Tlv.Encode(0x71, [0]), .. Tlv.Encode(0xFE)];
    }

    /// <summary>What attests; null where somebody left a key that can't sign, or no certificate.</summary>
    public (CardKeyPair Signer, X509Certificate2 Certificate)? Find()
    {
        Make();
        if (!memory.Keys.TryGetValue(KeyReference.Attestation, out CardKey? key)
            || key.Pair is not (EllipticKeyPair or RsaKeyPair)
            || !memory.Objects.TryGetValue(ObjectTag, out byte[]? content)
            || Tlv.ParseAll(content) is not [{ Tag: Certificate } certificate, ..])
        {
            return null;
        }

        try
        {
            return (key.Pair, X509CertificateLoader.LoadCertificate(certificate.Value));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
