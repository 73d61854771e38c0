using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Devices.Iso7816;

/// <summary>One response APDU (ISO/IEC 7816-4, 5.1).</summary>
internal sealed record ResponseApdu(ReadOnlyMemory<byte> Data, StatusWord Status)
{
    public bool IsSuccess => Status.IsSuccess;

    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>: there is no status word.</exception>
    public static ResponseApdu Parse(ReadOnlyMemory<byte> bytes) => bytes.Length >= 2
        ? new ResponseApdu(bytes[..^2], new StatusWord(bytes.Span[^2], bytes.Span[^1]))
        : throw new TempCardException(
            ErrorIds.CardError,
            ErrorKind.Device,
            $"The card's answer has {bytes.Length} bytes; a status word alone has 2.",
            "Clean the card's contacts and try again; if that does not help, the reader or the card is broken.");
}
