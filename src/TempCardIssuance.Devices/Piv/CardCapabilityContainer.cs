using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Card Capability Container (SP 800-73-4 Part 1, 3.1.1 and table 8; GSC-IS 2.1, 6.1).</summary>
internal static class CardCapabilityContainer
{
    private static readonly byte[] GscRid = [0xA0, 0x00, 0x00, 0x01, 0x16];

    /// <summary>Manufacturer unknown, card type Java Card.</summary>
    private static readonly byte[] ManufacturerAndType = [0xFF, 0x02];

    /// <param name="cardGuid">GUID of the card, of which the card identifier has the first 14 bytes.</param>
    public static byte[] Encode(Guid cardGuid) =>
    [
        .. Tlv.Encode(0xF0, GscRid, ManufacturerAndType, cardGuid.ToByteArray(bigEndian: true)[..14]),
        .. Tlv.Encode(0xF1, [0x21]), // version of the container
        .. Tlv.Encode(0xF2, [0x21]), // version of the grammar
        .. Tlv.Encode(0xF3), // applications
        .. Tlv.Encode(0xF4, [0x00]), // no PKCS#15
        .. Tlv.Encode(0xF5, [0x10]), // data model of SP 800-73
        .. Tlv.Encode(0xF6), // access control rules
        .. Tlv.Encode(0xF7), // card APDUs
        .. Tlv.Encode(0xFA), // redirection
        .. Tlv.Encode(0xFB), // capability tuples
        .. Tlv.Encode(0xFC), // status tuples
        .. Tlv.Encode(0xFD), // next container
        .. Tlv.Encode(0xFE), // error detection
    ];
}
