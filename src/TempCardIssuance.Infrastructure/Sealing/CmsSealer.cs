using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Sealing;

/// <summary>
/// Seals with CMS EnvelopedData (RFC 5652): AES-256-CBC, its key encrypted to each recipient with RSAES-OAEP and
/// SHA-256 (RFC 3560). <c>openssl cms -decrypt -inform PEM</c> and <c>Unprotect-CmsMessage</c> read it.
/// </summary>
public sealed class CmsSealer : ISecretSealer
{
    private const string PemLabel = "CMS";
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";

    private readonly IReadOnlyList<string> _files;
    private readonly TimeProvider _clock;
    private readonly Lazy<IReadOnlyList<SealRecipient>> _recipients;

    /// <param name="recipientFiles">Certificates, PEM (one or several in a file) or DER; read when they are first needed.</param>
    /// <param name="clock">Tells whether the certificates are valid now.</param>
    public CmsSealer(IReadOnlyList<string> recipientFiles, TimeProvider? clock = null)
    {
        _files = recipientFiles;
        _clock = clock ?? TimeProvider.System;
        _recipients = new Lazy<IReadOnlyList<SealRecipient>>(
            () => [.. _files.SelectMany(SealRecipient.LoadAll)], LazyThreadSafetyMode.PublicationOnly);
    }

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.RecipientMissing"/> or <see cref="ErrorIds.RecipientInvalid"/>.
    /// </exception>
    public void Check()
    {
        if (_files.Count == 0)
        {
            throw new TempCardException(
                ErrorIds.RecipientMissing,
                ErrorKind.InvalidData,
                "No recipient is configured who could read PIN and PUK.",
                "Name the certificate of at least one person or machine under seal.recipients in the configuration.");
        }

        DateTimeOffset now = _clock.GetUtcNow();
        foreach (SealRecipient recipient in _recipients.Value)
            recipient.CheckValidity(now);
    }

    public string Seal(ReadOnlySpan<byte> content)
    {
        Check();
        byte[] clear = content.ToArray();
        try
        {
            var message = new EnvelopedCms(new ContentInfo(clear), new AlgorithmIdentifier(new Oid(Aes256Cbc)));
            var recipients = new CmsRecipientCollection();
            foreach (SealRecipient recipient in _recipients.Value)
                recipients.Add(recipient.ToCms());
            message.Encrypt(recipients);
            return PemEncoding.WriteString(PemLabel, message.Encode());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }
}
