using System.IO.Compression;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Content of a data object for a certificate (SP 800-73-4 Part 1, table 10 and appendix A).</summary>
internal static class CertificateObject
{
    private const byte NotCompressed = 0x00;
    private const byte Gzip = 0x01;

    /// <param name="certificate">DER.</param>
    public static byte[] Encode(byte[] certificate) => Encode(certificate, NotCompressed);

    /// <summary>The same with the certificate as a gzip stream (RFC 1952).</summary>
    /// <param name="certificate">DER.</param>
    public static byte[] EncodeCompressed(byte[] certificate)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(certificate);
        return Encode(compressed.ToArray(), Gzip);
    }

    /// <summary>Whether there is a certificate in it; deleted ones leave an empty object on some cards.</summary>
    public static bool HasCertificate(ReadOnlyMemory<byte>? content) =>
        content is { } present && Tlv.Find(present, 0x70) is { IsEmpty: false };

    private static byte[] Encode(byte[] value, byte information) =>
    [
        .. Tlv.Encode(0x70, value),
        .. Tlv.Encode(0x71, [information]),
        .. Tlv.Encode(0xFE),
    ];
}
