using System.Formats.Asn1;
using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Signs with private keys on the card (SP 800-73-4 Part 2, A.3), giving the PIN where the slot wants it.
/// </summary>
public sealed class PivSigner(PivApplication application, PivPins pins, SecretBytes pin)
{
    /// <summary>Signs a hash; the signature has been verified with the public key when it is given out.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.VerificationFailed"/>.
    /// </exception>
    public byte[] Sign(string step, CardKey key, byte[] hash)
    {
        byte[] input = key.Spec.RsaBits is { } bits ? PadForRsa(hash, key.Spec.Hash, bits) : hash;
        CommandApdu command = PivCommands.GeneralAuthenticate(
            key.Algorithm, key.Slot.Key, Tlv.Encode(0x82), Tlv.Encode(0x81, input));
        bool isPinGiven = GivePin(step, key.Slot.Pin);
        ResponseApdu response = application.Transmit(command);
        if (response.Status == StatusWord.SecurityStatusNotSatisfied && !isPinGiven)
        {
            // Some cards want it for keys, or as often, as SP 800-73-4 does not ask for it.
            pins.Verify(step, pin);
            response = application.Transmit(command);
        }

        if (!response.IsSuccess)
            throw PivErrors.Refused(step, response.Status);
        if (Tlv.Find(response.Data, 0x7C) is not { } template || Tlv.Find(template, 0x82) is not { } signature)
            throw PivErrors.Malformed(step, "there is no signature in it");
        if (!key.Verify(hash, signature.Span))
            throw PivErrors.NotVerified(step, "the card's signature does not match the public key");
        return signature.ToArray();
    }

    /// <returns>Whether it was given just now.</returns>
    private bool GivePin(string step, PinUse use)
    {
        if (use == PinUse.Never || (use == PinUse.Once && application.Security.HasPin))
            return false;
        pins.Verify(step, pin);
        return true;
    }

    /// <summary>EMSA-PKCS1-v1_5 (RFC 8017, 9.2): the card does the bare RSA operation.</summary>
    private static byte[] PadForRsa(byte[] hash, HashAlgorithmName hashName, int bits)
    {
        var digestInfo = new AsnWriter(AsnEncodingRules.DER);
        using (digestInfo.PushSequence())
        {
            using (digestInfo.PushSequence())
            {
                digestInfo.WriteObjectIdentifier(CryptoConfig.MapNameToOID(hashName.Name!)!);
                digestInfo.WriteNull();
            }

            digestInfo.WriteOctetString(hash);
        }

        byte[] block = new byte[bits / 8];
        int start = block.Length - digestInfo.GetEncodedLength();
        block[1] = 0x01;
        block.AsSpan(2..(start - 1)).Fill(0xFF);
        digestInfo.Encode(block.AsSpan(start));
        return block;
    }
}
