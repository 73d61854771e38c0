using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TempCardIssuance.Core.Certificates;

/// <summary>The extensions that a certificate of a card is asked for with (RFC 5280, 4.2).</summary>
public static class RequestedExtensions
{
    private const string PoliciesId = "2.5.29.32";

    /// <summary>szOID_NTDS_CA_SECURITY_EXT ([MS-WCCE] 2.2.2.7.7.4).</summary>
    private const string SecurityExtension = "1.3.6.1.4.1.311.25.2";

    /// <summary>szOID_NTDS_OBJECTSID.</summary>
    private const string ObjectSid = "1.3.6.1.4.1.311.25.2.1";

    /// <param name="profile">What the certificate is for.</param>
    /// <param name="names">Its names, filled in.</param>
    /// <param name="sid">The Windows security identifier of its account, filled in; null: none.</param>
    public static IReadOnlyList<X509Extension> Of(
        CertificateProfile profile, IReadOnlyList<CertificateName> names, string? sid)
    {
        var extensions = new List<X509Extension>
        {
            new X509KeyUsageExtension(SlotUsage.KeyUsage(profile.Slot, profile.KeyType), critical: true),
        };
        IReadOnlyList<string> usages = profile.ExtendedKeyUsages is { Count: > 0 } given
            ? given
            : SlotUsage.ExtendedKeyUsages(profile.Slot);
        if (usages.Count > 0)
            extensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(u => new Oid(u))], critical: false));
        if (names.Count > 0)
            extensions.Add(SubjectNames.Encode(names));
        if (profile.Policies.Count > 0)
            extensions.Add(Policies(profile.Policies));
        if (sid is not null)
            extensions.Add(SecurityIdentifier(sid));
        return extensions;
    }

    /// <summary>The Windows security identifier among the extensions of a certificate; null: there is none.</summary>
    internal static string? ReadSid(IEnumerable<X509Extension> extensions)
    {
        var zero = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        try
        {
            foreach (X509Extension extension in extensions.Where(e => e.Oid?.Value == SecurityExtension))
            {
                AsnReader names = new AsnReader(extension.RawData, AsnEncodingRules.BER).ReadSequence();
                while (names.HasData)
                {
                    AsnReader name = names.ReadSequence(zero);
                    if (name.ReadObjectIdentifier() == ObjectSid
                        && Encoding.ASCII.GetString(name.ReadSequence(zero).ReadOctetString()) is { } sid
                        && Sids.IsSid(sid))
                    {
                        return sid;
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            // Whatever it is, it names no account.
        }

        return null;
    }

    /// <summary>certificatePolicies without qualifiers (RFC 5280, 4.2.1.4).</summary>
    private static X509Extension Policies(IEnumerable<string> policies)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (string policy in policies)
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(policy);
            }
        }

        return new X509Extension(PoliciesId, writer.Encode(), critical: false);
    }

    private static X509Extension SecurityIdentifier(string sid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        var zero = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        using (writer.PushSequence())
        using (writer.PushSequence(zero))
        {
            writer.WriteObjectIdentifier(ObjectSid);
            using (writer.PushSequence(zero))
                writer.WriteOctetString(Encoding.ASCII.GetBytes(sid));
        }

        return new X509Extension(SecurityExtension, writer.Encode(), critical: false);
    }
}
