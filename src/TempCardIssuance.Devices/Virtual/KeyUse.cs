namespace TempCardIssuance.Devices.Virtual;

/// <summary>GENERAL AUTHENTICATE with an asymmetric key (SP 800-73-4 Part 2, 3.2.4).</summary>
internal sealed class KeyUse(
    VirtualCardOptions options, CardMemory memory, SecurityStatus status, TouchSensor touch)
{
    /// <summary>
    /// Internal authentication, signature, RSA key transport and ECDH. Which conditions a key asks for is in
    /// SP 800-73-4 Part 1, table 4b, where it was made without a policy of its own.
    /// </summary>
    public Reply Authenticate(ReceivedApdu command)
    {
        if (!KeyReference.IsUsable(command.P2))
            return StatusWord.IncorrectP1P2;
        if (!memory.Keys.TryGetValue(command.P2, out CardKey? key)
            || (byte)key.Pair.Algorithm != command.P1)
        {
            return options.IsWidespread ? StatusWord.IncorrectData : StatusWord.IncorrectP1P2;
        }

        if (!MayUse(key.Policy.Pin))
            return StatusWord.SecurityStatusNotSatisfied;
        var template = AuthenticationTemplate.Parse(command.Data);
        bool isForAgreement = command.P2 == KeyReference.KeyManagement && key.Pair is EllipticKeyPair;
        if (isForAgreement && template?.Challenge is not null && !options.KeyManagementSigns)
            return StatusWord.IncorrectP1P2;
        if (!touch.Allows(key.Policy.Touch))
            return StatusWord.SecurityStatusNotSatisfied;
        byte[]? result = Apply(key.Pair, command.P2, template);
        if (options.ForgetsPinAfterSignature && command.P2 == KeyReference.Signature)
            status.SetPinVerified(false);
        return result is null ? StatusWord.IncorrectData : AuthenticationTemplate.OfResponse(result);
    }

    private byte[]? Apply(CardKeyPair key, byte reference, AuthenticationTemplate? template) => template switch
    {
        { Challenge: { } challenge, Exponentiation: null, Witness: null, Response: null or [] } =>
            key.RespondTo(Lengthen(challenge, key)),
        { Exponentiation: { } point, Challenge: null, Witness: null, Response: null or [] } when Agrees(reference) =>
            key.AgreeWith(point),
        _ => null,
    };

    /// <summary>A hash that is shorter than the curve's order is the same number with zeros before it.</summary>
    private byte[] Lengthen(byte[] challenge, CardKeyPair key) =>
        options.IsWidespread && key.HashLength is { } length && challenge.Length < length
            ? [.. new byte[length - challenge.Length], .. challenge]
            : challenge;

    /// <summary>3.2.4: "Exponentiation shall not be allowed on keys 9A, 9C, and 9E".</summary>
    private bool Agrees(byte reference) => options.IsWidespread
        || reference is not (KeyReference.Authentication or KeyReference.Signature or KeyReference.CardAuthentication);

    private bool MayUse(KeyPinPolicy policy) => policy switch
    {
        KeyPinPolicy.Never => true,
        KeyPinPolicy.Always => status.PinVerifiedJustBefore,
        _ => status.PinVerified,
    };
}
