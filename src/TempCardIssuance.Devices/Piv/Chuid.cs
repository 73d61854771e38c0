using System.Globalization;
using System.Text;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Card Holder Unique Identifier (SP 800-73-4 Part 1, 3.1.2 and table 9), as far as it is used here.</summary>
/// <param name="CardGuid">Card UUID; null where it is absent or all zeros.</param>
/// <param name="ExpirationDate">Null where it is no date.</param>
/// <param name="IsOurs">Whether it has the FASC-N that this driver writes.</param>
internal sealed record Chuid(Guid? CardGuid, DateOnly? ExpirationDate, bool IsOurs)
{
    private const int FascNTag = 0x30;
    private const int GuidTag = 0x34;
    private const int ExpirationTag = 0x35;
    private const int SignatureTag = 0x3E;
    private const int ErrorDetectionTag = 0xFE;
    private const string DateFormat = "yyyyMMdd";

    /// <summary>The object for a temporary card; without a signature, which only federal issuers can make.</summary>
    public static byte[] Encode(Guid cardGuid, DateOnly expirationDate) =>
    [
        .. Tlv.Encode(FascNTag, FascN.TemporaryCard),
        .. Tlv.Encode(GuidTag, cardGuid.ToByteArray(bigEndian: true)),
        .. Tlv.Encode(
            ExpirationTag,
            Encoding.ASCII.GetBytes(expirationDate.ToString(DateFormat, CultureInfo.InvariantCulture))),
        .. Tlv.Encode(SignatureTag),
        .. Tlv.Encode(ErrorDetectionTag),
    ];

    public static Chuid Parse(ReadOnlyMemory<byte> content)
    {
        Guid? guid = Tlv.Find(content, GuidTag) is { Length: 16 } bytes ? new Guid(bytes.Span, bigEndian: true) : null;
        bool hasDate = DateOnly.TryParseExact(
            Encoding.ASCII.GetString((Tlv.Find(content, ExpirationTag) ?? default).Span),
            DateFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly date);
        bool isOurs = Tlv.Find(content, FascNTag) is { } fascN && fascN.Span.SequenceEqual(FascN.TemporaryCard);
        return new Chuid(guid == Guid.Empty ? null : guid, hasDate ? date : null, isOurs);
    }
}
