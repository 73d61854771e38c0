using System.Buffers.Binary;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// Commands that SP 800-73-4 does not have and many cards do, as the makers of YubiKey document them
/// (PIV: "Yubico extensions" and "PIV metadata").
/// </summary>
internal sealed class ExtensionCommands(VirtualCardOptions options, CardMemory memory, SecurityStatus status)
{
    private const byte NoTouch = 0xFF;
    private const byte TouchAlways = 0xFE;

    public Reply GetVersion(ReceivedApdu command) =>
        command is { P1: 0, P2: 0 } ? options.VersionBytes : StatusWord.IncorrectP1P2;

    public Reply GetSerial(ReceivedApdu command)
    {
        if (command is not { P1: 0, P2: 0 })
            return StatusWord.IncorrectP1P2;
        byte[] serial = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(serial, options.Serial);
        return serial;
    }

    public Reply GetMetadata(ReceivedApdu command) => command switch
    {
        { P1: not 0 } => StatusWord.IncorrectP1P2,
        { P2: KeyReference.Pin } => CardMetadata.Of(memory.Pin, memory.Pin.Is(VirtualCardOptions.UsualPin)),
        { P2: KeyReference.Puk } => CardMetadata.Of(memory.Puk, memory.Puk.Is(VirtualCardOptions.UsualPuk)),
        { P2: KeyReference.Management } =>
            CardMetadata.Of(
                memory.ManagementKey,
                memory.HasUsualManagementKey,
                options.Has(CardExtensions.KeyPolicies) ? memory.ManagementKeyTouch : null),
        _ when memory.Keys.TryGetValue(command.P2, out CardKey? key) => CardMetadata.Of(key),
        _ => options.HasSlot(command.P2) ? StatusWord.ReferenceNotFound : StatusWord.IncorrectP1P2,
    };

    /// <summary>Asks for management key and PIN, and sets both PIN and PUK back to their factory values.</summary>
    public Reply SetPinRetries(ReceivedApdu command)
    {
        if (!status.AdministratorAuthenticated || !status.PinVerified)
            return StatusWord.SecurityStatusNotSatisfied;
        if (command.P1 is 0 or > ReferenceData.MostTries || command.P2 is 0 or > ReferenceData.MostTries)
            return StatusWord.IncorrectP1P2;
        memory.Pin.ResetToFactory(command.P1);
        memory.Puk.ResetToFactory(command.P2);
        status.SetPinVerified(false);
        return Reply.Done;
    }

    /// <summary>Back to the factory state; only a card whose PIN and PUK are both blocked.</summary>
    public Reply Reset(ReceivedApdu command)
    {
        if (command is not { P1: 0, P2: 0 })
            return StatusWord.IncorrectP1P2;
        if (!memory.Pin.IsBlocked || !memory.Puk.IsBlocked)
            return StatusWord.ConditionsNotSatisfied;
        memory.ResetToFactory();
        status.Clear();
        return Reply.Done;
    }

    /// <summary>Algorithm, 9B, length, key; P2 says whether it wants a touch.</summary>
    public Reply SetManagementKey(ReceivedApdu command)
    {
        if (command is not { P1: 0xFF, P2: NoTouch or TouchAlways })
            return StatusWord.IncorrectP1P2;
        if (!status.AdministratorAuthenticated)
            return StatusWord.SecurityStatusNotSatisfied;
        if (command.Data is not [var algorithm, KeyReference.Management, var length, .. var key]
            || length != key.Length
            || ManagementKey.KeyLength((ManagementAlgorithm)algorithm) != length)
        {
            return StatusWord.IncorrectData;
        }

        memory.SetManagementKey(
            new ManagementKey((ManagementAlgorithm)algorithm, key),
            command.P2 == TouchAlways ? KeyTouchPolicy.Always : KeyTouchPolicy.Never);
        return Reply.Done;
    }
}
