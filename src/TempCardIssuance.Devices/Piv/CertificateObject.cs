using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Content of a data object for a certificate (SP 800-73-4 Part 1, table 10 and appendix A).</summary>
public static class CertificateObject
{
    private const byte NotCompressed = 0x00;

    /// <param name="certificate">DER.</param>
    public static byte[] Encode(byte[] certificate) =>
    [
        .. Tlv.Encode(0x70, certificate),
        .. Tlv.Encode(0x71, [NotCompressed]),
        .. Tlv.Encode(0xFE),
    ];

    /// <summary>Whether there is a certificate in it; deleted ones leave an empty object on some cards.</summary>
    public static bool HasCertificate(ReadOnlyMemory<byte>? content) =>
        content is { } present && Tlv.Find(present, 0x70) is { IsEmpty: false };
}
