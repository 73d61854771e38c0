using Org.BouncyCastle.Asn1.Cmp;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>A message of a server, of which nothing is known yet.</summary>
/// <param name="Message">Header, body and protection.</param>
/// <param name="Part">
/// Header and body as they came, which is what is protected, however it is encoded (ProtectedPart; RFC 9810, 5.1.3).
/// </param>
/// <param name="Certificates">Those that came along (extraCerts), in whatever shape.</param>
internal sealed record ReceivedMessage(PkiMessage Message, byte[] Part, IReadOnlyList<byte[]> Certificates)
{
    public PkiHeader Header => Message.Header;

    /// <summary>The bits of its protection; empty: it has none.</summary>
    public byte[] Protection => Message.Protection?.GetOctets() ?? [];
}
