using Org.BouncyCastle.Asn1.Cmp;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>A message of the server that is shown to be the answer to ours.</summary>
/// <param name="Message">As it came.</param>
/// <param name="Signer">The certificate that it is signed with, DER; null: it is protected otherwise.</param>
/// <param name="IsProtected">
/// Whether the server has shown that it is the one; only an error can lack it, and then it is the word of anybody.
/// </param>
internal sealed record CmpAnswer(PkiMessage Message, byte[]? Signer, bool IsProtected)
{
    public PkiBody Body => Message.Body;

    /// <summary>Whether the server says that it wants no confirmation (RFC 9810, 5.1.1.1).</summary>
    public bool ConfirmsImplicitly => (Message.Header.GetGeneralInfo() ?? [])
        .Any(info => info.InfoType.Equals(CmpObjectIdentifiers.it_implicitConfirm));
}
