using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Infrastructure.Sealing;

/// <summary>
/// Opens what <see cref="CmsSealer"/> sealed. That the certificate has expired does not matter: what was sealed to it
/// has to be read still.
/// </summary>
internal sealed class CmsOpener(X509Certificate2 certificate, string source) : ISecretOpener
{
    public string Recipient => $"{certificate.Subject} ({certificate.Thumbprint[..8]})";

    public SecretBytes Open(string message)
    {
        EnvelopedCms cms = CmsMessage.Decode(message);
        RecipientInfo? own = cms.RecipientInfos.Cast<RecipientInfo>().FirstOrDefault(
            info => info.RecipientIdentifier.MatchesCertificate(certificate));
        if (own is null)
        {
            throw new TempCardException(
                ErrorIds.NoRecipient,
                ErrorKind.Security,
                $"The key of {source} is none that this was sealed for.",
                $"Take the key of one of the recipients that {Operation.ShowHistory} names.",
                source);
        }

        byte[] content = [];
        try
        {
            // The key itself: on Windows one that is in no store can't be found by its certificate.
            using RSA? key = certificate.GetRSAPrivateKey();
            if (key is null || own is not KeyTransRecipientInfo wrapped)
                throw CmsMessage.Broken(inner: null);
            content = key.Decrypt(wrapped.EncryptedKey, CmsSealer.Padding);
            return CmsMessage.Decipher(message, content);
        }
        catch (CryptographicException e)
        {
            throw CmsMessage.Broken(e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public void Dispose() => certificate.Dispose();
}
