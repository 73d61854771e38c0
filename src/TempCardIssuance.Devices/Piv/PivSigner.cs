using System.Security.Cryptography;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Uses private keys on the card (SP 800-73-4 Part 2, A.3 to A.5), giving the PIN where the slot wants it.
/// </summary>
internal sealed class PivSigner(
    PivApplication application, PivPins pins, SecretBytes pin, IProgress<ChipStep> progress)
{
    /// <summary>How often the card is asked that nobody touches while it waits, 15 seconds as a rule.</summary>
    private const int MostTouches = 3;

    private const int Challenge = 0x81;
    private const int Response = 0x82;
    private const int Exponentiation = 0x85;

    /// <summary>Signs data; the signature has been verified with the public key when it is given out.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.VerificationFailed"/>.
    /// </exception>
    public byte[] Sign(string step, CardKey key, byte[] data)
    {
        byte[] signature = Use(step, key, Challenge, key.ToSign(data));
        return key.Verify(data, signature)
            ? signature
            : throw PivErrors.NotVerified(step, "the card's signature does not match the public key");
    }

    /// <summary>
    /// Has the card show that it has the private key, by what the key is for: a signature; with a key for key
    /// management an agreed key (SP 800-73-4 Part 2, A.5.2) or a decryption (A.5.1).
    /// </summary>
    /// <exception cref="TempCardException">As with <see cref="Sign"/>.</exception>
    public void Prove(string step, CardKey key)
    {
        byte[] drawn = RandomNumberGenerator.GetBytes(32);
        if (!key.Slot.IsForKeyManagement)
        {
            Sign(step, key, drawn);
        }
        else if (key.Spec.RsaBits is null)
        {
            (byte[] theirs, byte[] secret) = key.Agree();
            if (!Use(step, key, Exponentiation, theirs).AsSpan().SequenceEqual(secret))
                throw PivErrors.NotVerified(step, "the card does not come to the key that was to be agreed on");
        }
        else
        {
            byte[] decrypted = Use(step, key, Challenge, key.Encrypt(drawn));
            // EME-PKCS1-v1_5: a zero stands between padding and message.
            if (!decrypted.AsSpan().EndsWith((byte[])[0x00, .. drawn]))
                throw PivErrors.NotVerified(step, "the card can't decrypt what was encrypted for it");
        }
    }

    /// <summary>GENERAL AUTHENTICATE with a private key.</summary>
    private byte[] Use(string step, CardKey key, int tag, byte[] input)
    {
        CommandApdu command = PivCommands.GeneralAuthenticate(
            key.Algorithm, key.Slot.Key, Tlv.Encode(Response), Tlv.Encode(tag, input));
        ResponseApdu response = Transmit(step, key, command);
        for (int touches = 1; key.WantsTouch && touches < MostTouches && IsNotAllowed(response); touches++)
            response = Transmit(step, key, command);
        if (IsNotAllowed(response))
            throw PivErrors.KeyNotUsed(step, response.Status, application.ReadMetadata(key.Slot.Key)?.Touch);
        if (!response.IsSuccess)
            throw PivErrors.Refused(step, response.Status);
        return Tlv.Find(response.Data, 0x7C) is { } template && Tlv.Find(template, Response) is { } result
            ? result.ToArray()
            : throw PivErrors.Malformed(step, "there is no response in it");
    }

    private ResponseApdu Transmit(string step, CardKey key, CommandApdu command)
    {
        // Where a card wants the PIN for other keys, or more often, the channel gives it again.
        if (key.Pin == PinUse.Always || (key.Pin == PinUse.Once && !application.Security.HasPin))
            pins.Verify(step, pin);
        if (key.WantsTouch)
        {
            progress.Report(new ChipStep("touch", key.Slot.Name)
            {
                Wanted = $"Touch the card when it blinks; it wants that for the key in {key.Slot}.",
            });
        }

        return application.Transmit(command);
    }

    private static bool IsNotAllowed(ResponseApdu response) =>
        response.Status == StatusWord.SecurityStatusNotSatisfied;
}
