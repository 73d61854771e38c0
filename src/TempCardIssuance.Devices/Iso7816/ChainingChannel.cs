namespace TempCardIssuance.Devices.Iso7816;

/// <summary>
/// Cuts a command that is too long for a short APDU into a chain (ISO/IEC 7816-4, 5.3.3), or sends it with extended
/// length where that is said to work. Not every card that says so does, and those that don't refuse in many ways: until
/// the first extended command was understood, one that failed is sent again as a chain, and if that is taken, so are
/// all that follow.
/// </summary>
public sealed class ChainingChannel(IApduChannel inner, bool extendedLength) : IApduChannel
{
    private const byte MoreFollows = 0x10;

    private bool _extendedLength = extendedLength;
    private bool _isProven;

    public ResponseApdu Transmit(CommandApdu command)
    {
        if (!command.IsExtended)
            return inner.Transmit(command);
        if (!_extendedLength)
            return TransmitShort(command);
        ResponseApdu response = inner.Transmit(command);
        _isProven |= IsUnderstood(response.Status);
        if (_isProven && response.Status != StatusWord.WrongLength)
            return response;
        ResponseApdu chained = TransmitShort(command);
        _extendedLength = response.Status != StatusWord.WrongLength && !chained.IsSuccess;
        return chained;
    }

    /// <summary>Said only by a card that has looked at the data of the command.</summary>
    private static bool IsUnderstood(StatusWord status) =>
        status.IsSuccess || status == StatusWord.NotFound || status == StatusWord.ReferenceNotFound || status == StatusWord.NotEnoughMemory;

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

        return inner.Transmit(command with
        {
            Data = rest,
            ExpectedLength = Math.Min(command.ExpectedLength, CommandApdu.MaxShortResponse),
        });
    }
}
