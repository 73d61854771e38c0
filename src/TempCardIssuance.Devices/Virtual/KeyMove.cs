namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// MOVE KEY, INS F6: from the slot in P2 to the one in P1, where it takes the place of what is there; with P1 FF the
/// key is deleted. Its policies and its origin go with it; certificates stay where they are.
/// </summary>
internal sealed class KeyMove(VirtualCardOptions options, CardMemory memory, SecurityStatus status)
{
    private const byte Nowhere = 0xFF;

    public Reply Move(ReceivedApdu command)
    {
        (byte target, byte source) = (command.P1, command.P2);
        bool deletes = target == Nowhere;
        bool canBe = deletes
            ? options.HasSlot(source)
            : KeyReference.IsUsable(source) && KeyReference.IsUsable(target) && source != target;
        if (!canBe)
            return StatusWord.IncorrectP1P2;
        if (!status.AdministratorAuthenticated)
            return StatusWord.SecurityStatusNotSatisfied;
        if (!memory.Keys.Remove(source, out CardKey? key))
            return StatusWord.ReferenceNotFound;
        if (!deletes)
            memory.Keys[target] = key;
        return Reply.Done;
    }
}
