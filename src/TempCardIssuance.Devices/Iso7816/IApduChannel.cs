namespace TempCardIssuance.Devices.Iso7816;

/// <summary>
/// Takes a command and gives the response. Channels are stacked on each other, the lowest on a connection; each does
/// one thing on the way down or up.
/// </summary>
internal interface IApduChannel
{
    ResponseApdu Transmit(CommandApdu command);
}
