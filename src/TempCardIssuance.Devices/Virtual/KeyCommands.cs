using System.Diagnostics;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// GENERATE ASYMMETRIC KEY PAIR, and GENERAL AUTHENTICATE with what it made (SP 800-73-4 Part 2, 3.3.2 and 3.2.4).
/// </summary>
internal sealed class KeyCommands(
    VirtualCardOptions options, CardMemory memory, SecurityStatus status, CardPace pace)
{
    /// <summary>
    /// Internal authentication, signature, RSA key transport and ECDH. Which conditions a key asks for is in
    /// SP 800-73-4 Part 1, table 4b.
    /// </summary>
    public Reply Authenticate(ReceivedApdu command)
    {
        if (!memory.Keys.TryGetValue(command.P2, out CardKeyPair? key) || (byte)key.Algorithm != command.P1)
            return StatusWord.IncorrectP1P2;
        if (!MayUse(command.P2))
            return StatusWord.SecurityStatusNotSatisfied;

        var template = AuthenticationTemplate.Parse(command.Data);
        bool isForAgreement = command.P2 == KeyReference.KeyManagement && key is EllipticKeyPair;
        if (isForAgreement && template?.Challenge is not null && !options.KeyManagementSigns)
            return StatusWord.IncorrectP1P2;
        byte[]? result = template switch
        {
            { Challenge: { } challenge, Exponentiation: null, Witness: null, Response: null or [] } =>
                key.RespondTo(challenge),
            // 3.2.4: "Exponentiation shall not be allowed on keys 9A, 9C, and 9E".
            { Exponentiation: { } point, Challenge: null, Witness: null, Response: null or [] }
                when command.P2 == KeyReference.KeyManagement => key.AgreeWith(point),
            _ => null,
        };
        if (options.ForgetsPinAfterSignature && command.P2 == KeyReference.Signature)
            status.SetPinVerified(false);
        return result is null ? StatusWord.IncorrectData : AuthenticationTemplate.OfResponse(result);
    }

    public Reply Generate(ReceivedApdu command)
    {
        if (command.P1 != 0x00 || !KeyReference.IsKeyPair(command.P2))
            return StatusWord.IncorrectP1P2;
        if (!status.AdministratorAuthenticated)
            return StatusWord.SecurityStatusNotSatisfied;
        if (Tlv.ParseOne(0xAC, command.Data) is not { } template
            || Tlv.ParseAll(template) is not [{ Tag: 0x80, Value: [var identifier] }]
            || !Enum.IsDefined((KeyAlgorithm)identifier))
        {
            return StatusWord.IncorrectData;
        }

        long started = Stopwatch.GetTimestamp();
        var key = CardKeyPair.Generate((KeyAlgorithm)identifier);
        pace.FinishGeneration(key.Algorithm, started);
        memory.Keys[command.P2] = key;
        return Tlv.Encode(0x7F49, key.PublicKey);
    }

    private bool MayUse(byte reference) => reference switch
    {
        KeyReference.CardAuthentication => true,
        KeyReference.Signature => status.PinVerifiedJustBefore,
        _ => status.PinVerified,
    };
}
