using System.Collections;
using System.Text;
using QRCoder;
using QRCoder.Exceptions;

namespace TempCardIssuance.Printing.Codes;

/// <summary>QR code, ISO/IEC 18004, with error correction level M (about 15 %).</summary>
internal static class QrSymbol
{
    /// <summary>
    /// The rows of the symbol, true for dark, with the quiet zone of 4 modules that the standard asks for.
    /// </summary>
    /// <exception cref="FormatException">The text is too long.</exception>
    public static IReadOnlyList<BitArray> Encode(string text)
    {
        try
        {
            using QRCodeData data = QRCodeGenerator.GenerateQrCode(
                text,
                QRCodeGenerator.ECCLevel.M,
                eciMode: Ascii.IsValid(text) ? QRCodeGenerator.EciMode.Default : QRCodeGenerator.EciMode.Utf8);
            return [.. data.ModuleMatrix];
        }
        catch (DataTooLongException e)
        {
            throw new FormatException("the value is too long for a QR code", e);
        }
    }
}
