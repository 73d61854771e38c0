namespace TempCardIssuance.Devices.Iso7816;

/// <summary>
/// Collects a response that the card gives in pieces (61xx, GET RESPONSE), and sends a command again with the length
/// that the card asks for (6Cxx); ISO/IEC 7816-4, 5.3.4.
/// </summary>
internal sealed class GetResponseChannel(IApduChannel inner) : IApduChannel
{
    private const byte MoreData = 0x61;
    private const byte OtherLength = 0x6C;
    private const byte GetResponse = 0xC0;

    /// <summary>More than anything here is long; a bound against cards that never come to an end.</summary>
    private const int MaxPieces = 1024;

    public ResponseApdu Transmit(CommandApdu command)
    {
        ResponseApdu response = TransmitWithLength(command);
        if (response.Status.Sw1 != MoreData)
            return response;

        using var collected = new MemoryStream();
        for (int pieces = 0; response.Status.Sw1 == MoreData && pieces < MaxPieces; pieces++)
        {
            collected.Write(response.Data.Span);
            response = TransmitWithLength(new CommandApdu(0x00, GetResponse, 0x00, 0x00)
            {
                ExpectedLength = Length(response.Status),
                IsSecret = command.IsSecret,
            });
        }

        collected.Write(response.Data.Span);
        return response with { Data = collected.ToArray() };
    }

    private ResponseApdu TransmitWithLength(CommandApdu command)
    {
        ResponseApdu response = inner.Transmit(command);
        return response.Status.Sw1 == OtherLength
            ? inner.Transmit(command with { ExpectedLength = Length(response.Status) })
            : response;
    }

    private static int Length(StatusWord status) => status.Sw2 == 0 ? CommandApdu.MaxShortResponse : status.Sw2;
}
