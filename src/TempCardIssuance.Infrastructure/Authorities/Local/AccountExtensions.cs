using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Operations.Intake;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What ties a certificate to an account of a Windows domain.</summary>
internal static class AccountExtensions
{
    /// <summary>szOID_NTDS_CA_SECURITY_EXT ([MS-WCCE] 2.2.2.7.7.4).</summary>
    private const string SecurityExtension = "1.3.6.1.4.1.311.25.2";

    /// <summary>szOID_NTDS_OBJECTSID.</summary>
    private const string ObjectSid = "1.3.6.1.4.1.311.25.2.1";

    /// <summary>Subject alternative name with an otherName of type 1.3.6.1.4.1.311.20.2.3.</summary>
    public static X509Extension UserPrincipalName(string upn)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUserPrincipalName(upn);
        return names.Build();
    }

    /// <summary>The SID extension; null where the text is no SID.</summary>
    public static X509Extension? SecurityIdentifier(string sid)
    {
        if (!RequestValues.IsSid(sid))
            return null;
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
