using System.Formats.Asn1;
using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>Signs with private keys on the card (SP 800-73-4 Part 2, A.3), giving the PIN where the slot wants it.</summary>
public sealed class PivSigner(PivApplication application, PivPins pins, SecretBytes pin)
{
    private const int RsaBlockLength = 256;
    private const string Sha256Oid = "2.16.840.1.101.3.4.2.1";

    private bool _pinVerified;

    /// <summary>Signs a hash; the signature has been verified with the public key when it is given out.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.VerificationFailed"/>.
    /// </exception>
    public byte[] Sign(string step, CardKey key, byte[] hash)
    {
        GivePin(step, key.Slot);
        byte[] input = key.Algorithm == PivAlgorithm.Rsa2048 ? PadForRsa(hash) : hash;
        ReadOnlyMemory<byte> response = application.Require(step, PivCommands.GeneralAuthenticate(
            key.Algorithm, key.Slot.Key, Tlv.Encode(0x82), Tlv.Encode(0x81, input)));
        if (Tlv.Find(response, 0x7C) is not { } template || Tlv.Find(template, 0x82) is not { } signature)
            throw PivErrors.Malformed(step, "there is no signature in it");
        if (!key.Verify(hash, signature.Span))
            throw PivErrors.NotVerified(step, "the card's signature does not match the public key");
        return signature.ToArray();
    }

    /// <summary>The application was selected anew, by which the PIN may be no longer verified.</summary>
    public void ForgetPin() => _pinVerified = false;

    private void GivePin(string step, PivSlot slot)
    {
        if (slot.Pin == PinUse.Never || (slot.Pin == PinUse.Once && _pinVerified))
            return;
        pins.Verify(step, pin);
        _pinVerified = true;
    }

    /// <summary>EMSA-PKCS1-v1_5 (RFC 8017, 9.2): the card does the bare RSA operation.</summary>
    private static byte[] PadForRsa(byte[] hash)
    {
        var digestInfo = new AsnWriter(AsnEncodingRules.DER);
        using (digestInfo.PushSequence())
        {
            using (digestInfo.PushSequence())
            {
                digestInfo.WriteObjectIdentifier(Sha256Oid);
                digestInfo.WriteNull();
            }

            digestInfo.WriteOctetString(hash);
        }

        byte[] block = new byte[RsaBlockLength];
        int start = block.Length - digestInfo.GetEncodedLength();
        block[1] = 0x01;
        block.AsSpan(2..(start - 1)).Fill(0xFF);
        digestInfo.Encode(block.AsSpan(start));
        return block;
    }
}
