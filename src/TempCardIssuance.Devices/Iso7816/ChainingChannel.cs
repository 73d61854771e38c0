namespace TempCardIssuance.Devices.Iso7816;

/// <summary>
/// Cuts a command that is too long for a short APDU into a chain (ISO/IEC 7816-4, 5.3.3), or sends it with extended
/// length where that is known to work. A card that turns out not to take extended length is chained from then on.
/// </summary>
public sealed class ChainingChannel(IApduChannel inner, bool extendedLength) : IApduChannel
{
    private const byte MoreFollows = 0x10;

    private bool _extendedLength = extendedLength;

    public ResponseApdu Transmit(CommandApdu command)
    {
        if (!command.IsExtended)
            return inner.Transmit(command);
        if (_extendedLength)
        {
            ResponseApdu response = inner.Transmit(command);
            if (response.Status != StatusWord.WrongLength)
                return response;
            _extendedLength = false;
        }

        return TransmitShort(command with
        {
            ExpectedLength = Math.Min(command.ExpectedLength, CommandApdu.MaxShortResponse),
        });
    }

    private ResponseApdu TransmitShort(CommandApdu command)
    {
        ReadOnlyMemory<byte> rest = command.Data;
        while (rest.Length > CommandApdu.MaxShortData)
        {
            ResponseApdu response = inner.Transmit(command with
            {
                Cla = (byte)(command.Cla | MoreFollows),
                Data = rest[..CommandApdu.MaxShortData],
                ExpectedLength = 0,
            });
            if (!response.IsSuccess)
                return response;
            rest = rest[CommandApdu.MaxShortData..];
        }

        return inner.Transmit(command with { Data = rest });
    }
}
