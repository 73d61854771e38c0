namespace TempCardIssuance.Devices.Virtual;

/// <summary>VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (SP 800-73-4 Part 2, 3.2.1 to 3.2.3).</summary>
/// <remarks>Where the standard leaves 6A80 or 63CX open, it is 6A80: malformed values cost no try.</remarks>
internal sealed class ReferenceDataCommands(CardMemory memory, SecurityStatus status)
{
    private const byte ResetStatus = 0xFF;

    /// <summary>3.2.1. Compares; without data tells the tries left; with P1 FF takes the verification back.</summary>
    public Reply Verify(ReceivedApdu command)
    {
        if (command.P2 != KeyReference.Pin)
            return StatusWord.ReferenceNotFound;
        return (command.P1, command.Data.Length) switch
        {
            (0x00, 0) => status.PinVerified ? StatusWord.Success : TriesLeft(memory.Pin),
            (0x00, _) => VerifyPin(command.Data),
            (ResetStatus, 0) => TakeBack(),
            (ResetStatus, _) => StatusWord.IncorrectData,
            _ => StatusWord.IncorrectP1P2,
        };
    }

    /// <summary>3.2.2.</summary>
    public Reply Change(ReceivedApdu command)
    {
        if (command.P1 != 0x00)
            return StatusWord.IncorrectP1P2;
        if (command.P2 is not (KeyReference.Pin or KeyReference.Puk))
            return StatusWord.ReferenceNotFound;

        bool isPin = command.P2 == KeyReference.Pin;
        ReferenceData target = isPin ? memory.Pin : memory.Puk;
        if (target.IsBlocked)
            return StatusWord.Blocked;
        if (command.Data.Length != 2 * ReferenceData.Length)
            return StatusWord.IncorrectData;

        byte[] current = command.Data[..ReferenceData.Length], next = command.Data[ReferenceData.Length..];
        if (isPin && !(ReferenceData.IsPaddedPin(current) && ReferenceData.IsPaddedPin(next)))
            return StatusWord.IncorrectData;

        bool matches = target.Matches(current);
        if (isPin)
            status.SetPinVerified(matches);
        if (!matches)
            return TriesLeft(target);
        target.Set(next);
        return Reply.Done;
    }

    /// <summary>3.2.3. The PIN is not verified by this, and stays verified where it was.</summary>
    public Reply ResetRetryCounter(ReceivedApdu command)
    {
        if (command.P1 != 0x00)
            return StatusWord.IncorrectP1P2;
        if (command.P2 != KeyReference.Pin)
            return StatusWord.ReferenceNotFound;
        if (memory.Puk.IsBlocked)
            return StatusWord.Blocked;
        if (command.Data.Length != 2 * ReferenceData.Length
            || !ReferenceData.IsPaddedPin(command.Data.AsSpan(ReferenceData.Length)))
        {
            return StatusWord.IncorrectData;
        }

        if (!memory.Puk.Matches(command.Data.AsSpan(0, ReferenceData.Length)))
        {
            status.SetPinVerified(false);
            return TriesLeft(memory.Puk);
        }

        memory.Pin.Set(command.Data.AsSpan(ReferenceData.Length));
        return Reply.Done;
    }

    private static Reply TriesLeft(ReferenceData data) => (StatusWord)((int)StatusWord.TriesLeft | data.TriesLeft);

    private Reply VerifyPin(byte[] value)
    {
        if (memory.Pin.IsBlocked)
            return StatusWord.Blocked;
        if (!ReferenceData.IsPaddedPin(value))
            return StatusWord.IncorrectData;
        if (!memory.Pin.Matches(value))
        {
            status.SetPinVerified(false);
            return TriesLeft(memory.Pin);
        }

        status.PinWasVerified();
        return Reply.Done;
    }

    private Reply TakeBack()
    {
        status.SetPinVerified(false);
        return Reply.Done;
    }
}
