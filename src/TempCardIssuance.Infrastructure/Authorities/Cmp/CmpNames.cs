using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Distinguished names between .NET and messages, without going through text.</summary>
internal static class CmpNames
{
    /// <summary>The name of who is not known (RFC 9810, 5.1.1).</summary>
    public static X509Name Empty { get; } = X509Name.GetInstance(DerSequence.Empty);

    public static X509Name Of(X500DistinguishedName name) =>
        X509Name.GetInstance(Asn1Object.FromByteArray(name.RawData));

    public static X509Name Of(string name) => Of(new X500DistinguishedName(name));

    /// <summary>Whether a sender is this name; how its characters are encoded does not count.</summary>
    public static bool Is(GeneralName sender, X500DistinguishedName name) =>
        sender.TagNo == GeneralName.DirectoryName
        && X509Name.GetInstance(sender.Name).Equivalent(Of(name), inOrder: true);

    /// <summary>For texts.</summary>
    public static string Shown(GeneralName name) => name.TagNo == GeneralName.DirectoryName
        ? new X500DistinguishedName(X509Name.GetInstance(name.Name).GetDerEncoded()).Name
        : "a name of another kind";
}
