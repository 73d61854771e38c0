namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// ATTEST, INS F9: a certificate over the public key of the slot in P1, signed with the card's key F9; only for keys that
/// were made on the card (the makers of YubiKey, PIV: "PIV attestation").
/// </summary>
internal sealed class AttestationCommand(VirtualCardOptions options, CardMemory memory)
{
    public Reply Attest(ReceivedApdu command)
    {
        if (command.P2 != 0x00 || !KeyReference.IsUsable(command.P1))
            return StatusWord.IncorrectP1P2;
        if (!memory.Keys.TryGetValue(command.P1, out CardKey? key))
            return StatusWord.NotFound;
        if (key.Origin != KeyOrigin.Generated)
            return StatusWord.IncorrectData;
        return memory.Attestation.Find() is var (signer, certificate)
            ? AttestationStatement.Make(options, command.P1, key, signer, certificate)
            : StatusWord.ConditionsNotSatisfied;
    }
}
