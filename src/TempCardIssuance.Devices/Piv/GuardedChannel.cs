using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Asks before each command that changes something on the card.</summary>
internal sealed class GuardedChannel(IApduChannel inner) : IApduChannel
{
    /// <summary>Throws if nothing may be written.</summary>
    public Action BeforeWriting { get; set; } = static () => { };

    public ResponseApdu Transmit(CommandApdu command)
    {
        if (PivCommands.Writes(command))
            BeforeWriting();
        return inner.Transmit(command);
    }
}
