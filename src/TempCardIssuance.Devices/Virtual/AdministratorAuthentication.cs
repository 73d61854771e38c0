using System.Security.Cryptography;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// GENERAL AUTHENTICATE with key 9B: external authentication, and mutual authentication with a witness
/// (SP 800-73-4 Part 2, 3.2.4 and A.1).
/// </summary>
internal sealed class AdministratorAuthentication(CardMemory memory, SecurityStatus status, TouchSensor touch)
{
    public Reply Authenticate(ReceivedApdu command)
    {
        if (!memory.ManagementKey.IsFor(command.P1))
            return StatusWord.IncorrectP1P2;
        return AuthenticationTemplate.Parse(command.Data) switch
        {
            { Witness: [], Challenge: null, Response: null, Exponentiation: null } => GiveWitness(),
            { Witness: null, Challenge: [], Response: null, Exponentiation: null } => GiveChallenge(),
            { Witness: { Length: > 0 } witness, Challenge: { } challenge, Response: null or [], Exponentiation: null }
                when challenge.Length == memory.ManagementKey.BlockSize =>
                Prove(witness, isWitness: true)
                    ? AuthenticationTemplate.OfResponse(memory.ManagementKey.Encrypt(challenge))
                    : StatusWord.SecurityStatusNotSatisfied,
            { Witness: null, Challenge: null, Response: { Length: > 0 } response, Exponentiation: null } =>
                Prove(response, isWitness: false) ? Reply.Done : StatusWord.SecurityStatusNotSatisfied,
            _ => StatusWord.IncorrectData,
        };
    }

    private Reply GiveWitness()
    {
        byte[] witness = RandomNumberGenerator.GetBytes(memory.ManagementKey.BlockSize);
        status.AwaitProof(new AdministratorProof(witness, IsWitness: true));
        return AuthenticationTemplate.OfWitness(memory.ManagementKey.Encrypt(witness));
    }

    private Reply GiveChallenge()
    {
        byte[] challenge = RandomNumberGenerator.GetBytes(memory.ManagementKey.BlockSize);
        status.AwaitProof(new AdministratorProof(memory.ManagementKey.Encrypt(challenge), IsWitness: false));
        return AuthenticationTemplate.OfChallenge(challenge);
    }

    private bool Prove(byte[] proof, bool isWitness)
    {
        bool proven = touch.Allows(memory.ManagementKeyTouch) && status.AwaitedProof is { } awaited
            && awaited.IsWitness == isWitness
            && CryptographicOperations.FixedTimeEquals(awaited.Expected, proof);
        status.SetAdministratorAuthenticated(proven);
        return proven;
    }
}
