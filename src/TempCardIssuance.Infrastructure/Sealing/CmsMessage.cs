using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Sealing;

/// <summary>Messages as they are kept.</summary>
internal static class CmsMessage
{
    /// <param name="text">PEM.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.SealBroken"/>.</exception>
    public static EnvelopedCms Decode(string text)
    {
        try
        {
            byte[] bytes = Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
            var message = new EnvelopedCms();
            message.Decode(bytes);
            return message;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            throw Broken(e);
        }
    }

    public static TempCardException Broken(Exception? inner) => new(
        ErrorIds.SealBroken,
        ErrorKind.Security,
        "What was sealed can't be opened: it was altered.",
        $"Find out who could change the store ({Core.Remedies.Operation.VerifyAuditTrail}), and make the card again.",
        target: null,
        inner);
}
