namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// IMPORT ASYMMETRIC KEY, INS FE: algorithm in P1, key reference in P2; in the data the parts of the private key, and the
/// policies AA and AB (the makers of YubiKey, PIV: "Yubico extensions").
/// </summary>
internal sealed class KeyImport(VirtualCardOptions options, CardMemory memory, SecurityStatus status)
{
    public Reply Import(ReceivedApdu command)
    {
        if (!options.HasSlot(command.P2) || !options.HasAlgorithm((KeyAlgorithm)command.P1))
            return StatusWord.IncorrectP1P2;
        if (!status.AdministratorAuthenticated)
            return StatusWord.SecurityStatusNotSatisfied;
        if (Tlv.ParseAll(command.Data) is not { } parts
            || KeyPolicy.Parse(command.P2, parts.Where(KeyPolicy.IsPolicy)) is not { } policy
            || Read((KeyAlgorithm)command.P1, [.. parts.Where(part => !KeyPolicy.IsPolicy(part))]) is not { } pair)
        {
            return StatusWord.IncorrectData;
        }

        memory.Keys[command.P2] = new CardKey(pair, policy, KeyOrigin.Imported);
        return Reply.Done;
    }

    private static CardKeyPair? Read(KeyAlgorithm algorithm, IReadOnlyList<Tlv> parts) => (algorithm, parts) switch
    {
        (KeyAlgorithm.P256 or KeyAlgorithm.P384, [{ Tag: 0x06 } number]) =>
            EllipticKeyPair.Import(algorithm, number.Value),
        (KeyAlgorithm.Ed25519, [{ Tag: 0x07 } seed]) => Ed25519KeyPair.Import(seed.Value),
        (KeyAlgorithm.X25519, [{ Tag: 0x08 } number]) => X25519KeyPair.Import(number.Value),
        (_, [{ Tag: 0x01 } p, { Tag: 0x02 } q, { Tag: 0x03 } dp, { Tag: 0x04 } dq, { Tag: 0x05 } inverseQ]) =>
            RsaKeyPair.Import(algorithm, p.Value, q.Value, dp.Value, dq.Value, inverseQ.Value),
        _ => null,
    };
}
