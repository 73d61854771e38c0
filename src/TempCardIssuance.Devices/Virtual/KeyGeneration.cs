using System.Diagnostics;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// GENERATE ASYMMETRIC KEY PAIR (SP 800-73-4 Part 2, 3.3.2), with the policies of widespread cards: AA for the PIN,
/// AB for a touch.
/// </summary>
internal sealed class KeyGeneration(
    VirtualCardOptions options, CardMemory memory, SecurityStatus status, CardPace pace)
{
    private const int Algorithm = 0x80;

    public Reply Generate(ReceivedApdu command)
    {
        if (command.P1 != 0x00 || !options.HasSlot(command.P2))
            return StatusWord.IncorrectP1P2;
        if (!status.AdministratorAuthenticated)
            return StatusWord.SecurityStatusNotSatisfied;
        if (Tlv.ParseOne(0xAC, command.Data) is not { } template
            || Tlv.ParseAll(template) is not [{ Tag: Algorithm, Value: [var identifier] }, ..] parts
            || !options.HasAlgorithm((KeyAlgorithm)identifier)
            || (parts.Count > 1 && !options.Has(CardExtensions.KeyPolicies))
            || KeyPolicy.Parse(command.P2, parts.Skip(1)) is not { } policy)
        {
            return StatusWord.IncorrectData;
        }

        long started = Stopwatch.GetTimestamp();
        var pair = CardKeyPair.Generate((KeyAlgorithm)identifier);
        pace.FinishGeneration(pair.Algorithm, started);
        memory.Keys[command.P2] = new CardKey(pair, policy, KeyOrigin.Generated);
        return Tlv.Encode(0x7F49, pair.PublicKey);
    }
}
