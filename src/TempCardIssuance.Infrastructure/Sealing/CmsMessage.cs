using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Infrastructure.Sealing;

/// <summary>Messages as they are kept.</summary>
internal static class CmsMessage
{
    public const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";

    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);

    /// <param name="text">PEM.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.SealBroken"/>.</exception>
    public static EnvelopedCms Decode(string text)
    {
        try
        {
            var message = new EnvelopedCms();
            message.Decode(Bytes(text));
            return message;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            throw Broken(e);
        }
    }

    /// <summary>
    /// Deciphers the content (RFC 5652, 6.1; RFC 3565, 2.3). Not by <see cref="EnvelopedCms.Decrypt(RecipientInfo)"/>, which
    /// leaves copies of what it has deciphered in memory.
    /// </summary>
    /// <param name="text">PEM that <see cref="Decode"/> takes.</param>
    /// <param name="key">The key of the content; stays the caller's.</param>
    /// <exception cref="CryptographicException">It is not the key, or the message was altered.</exception>
    public static SecretBytes Decipher(string text, byte[] key)
    {
        byte[] clear = [];
        try
        {
            (byte[] vector, byte[] content) = Enciphered(text);
            using var cipher = Aes.Create();
            cipher.Key = key;
            clear = GC.AllocateArray<byte>(content.Length, pinned: true);
            return new SecretBytes(clear.AsSpan(0, cipher.DecryptCbc(content, vector, clear)));
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            throw new CryptographicException(e.Message, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    public static TempCardException Broken(Exception? inner) => new(
        ErrorIds.SealBroken,
        ErrorKind.Security,
        "What was sealed can't be opened: it was altered.",
        $"Find out who could change the store ({Core.Remedies.Operation.VerifyAuditTrail}), and make the card again.",
        target: null,
        inner);

    private static (byte[] Vector, byte[] Content) Enciphered(string text)
    {
        AsnReader message = new AsnReader(Bytes(text), AsnEncodingRules.BER).ReadSequence();
        message.ReadObjectIdentifier();
        AsnReader envelope = message.ReadSequence(First).ReadSequence();
        envelope.ReadInteger();
        if (envelope.PeekTag().HasSameClassAndValue(First))
            envelope.ReadEncodedValue();
        envelope.ReadSetOf();
        AsnReader content = envelope.ReadSequence();
        content.ReadObjectIdentifier();
        AsnReader cipher = content.ReadSequence();
        return cipher.ReadObjectIdentifier() == Aes256Cbc
            ? (cipher.ReadOctetString(), content.ReadOctetString(First))
            : throw new CryptographicException("Another cipher.");
    }

    private static byte[] Bytes(string text) => Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
}
