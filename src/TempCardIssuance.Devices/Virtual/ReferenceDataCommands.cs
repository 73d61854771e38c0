namespace TempCardIssuance.Devices.Virtual;

/// <summary>VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (SP 800-73-4 Part 2, 3.2.1 to 3.2.3).</summary>
/// <remarks>
/// Where the standard leaves 6A80 or 63CX open to a malformed value, it is 6A80 and costs no try; on widespread cards it
/// is 63CX and costs one, so that a host can block them, and PINs have other characters than digits, too.
/// </remarks>
internal sealed class ReferenceDataCommands(VirtualCardOptions options, CardMemory memory, SecurityStatus status)
{
    private const byte ResetStatus = 0xFF;
    private const int Length = ReferenceData.Length;

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
        if (!HasTwoValues(command))
            return StatusWord.IncorrectData;

        byte[] current = CurrentOf(command), next = command.Data[Length..];
        if (isPin && !(IsCompared(current) && IsCompared(next)))
            return StatusWord.IncorrectData;

        bool matches = target.Matches(current);
        if (isPin)
            status.SetPinVerified(matches);
        if (!matches)
            return TriesLeft(target);
        if (options.IsWidespread && !ReferenceData.IsPadded(next))
            return StatusWord.IncorrectData;
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
        if (!HasTwoValues(command) || !IsCompared(command.Data.AsSpan(Length)))
            return StatusWord.IncorrectData;

        if (!memory.Puk.Matches(CurrentOf(command)))
        {
            status.SetPinVerified(false);
            return TriesLeft(memory.Puk);
        }

        if (options.IsWidespread && !ReferenceData.IsPadded(command.Data.AsSpan(Length)))
            return StatusWord.IncorrectData;
        memory.Pin.Set(command.Data.AsSpan(Length));
        return Reply.Done;
    }

    private static Reply TriesLeft(ReferenceData data) => (StatusWord)((int)StatusWord.TriesLeft | data.TriesLeft);

    private static bool HasTwoValues(ReceivedApdu command) => command.Data.Length == 2 * Length;

    private static byte[] CurrentOf(ReceivedApdu command) => command.Data[..Length];

    /// <summary>Whether the form of a PIN is no reason to refuse the command before anything is compared.</summary>
    private bool IsCompared(ReadOnlySpan<byte> pin) => options.IsWidespread || ReferenceData.IsPaddedPin(pin);

    private Reply VerifyPin(byte[] value)
    {
        if (memory.Pin.IsBlocked)
            return StatusWord.Blocked;
        if (!IsCompared(value))
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
