using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Sealing;

/// <summary>
/// Seals with CMS EnvelopedData (RFC 5652): AES-256-CBC, its key encrypted to each recipient with RSAES-OAEP and
/// SHA-256 (RFC 3560). <c>openssl cms -decrypt -inform PEM</c> and <c>Unprotect-CmsMessage</c> read it.
/// </summary>
public sealed class CmsSealer : ISecretSealer
{
    private const string PemLabel = "CMS";

    /// <summary>How the key of a message is encrypted to each recipient.</summary>
    internal static readonly RSAEncryptionPadding Padding = RSAEncryptionPadding.OaepSHA256;

    private readonly TimeProvider _clock;
    private readonly RecipientList _pin;
    private readonly RecipientList? _puk;

    /// <param name="recipientFiles">Certificates, PEM (one or several in a file) or DER; read when they are first needed.</param>
    /// <param name="clock">Tells whether the certificates are valid now.</param>
    /// <param name="pukRecipientFiles">The same for PUKs; none: those of PINs read them too.</param>
    public CmsSealer(
        IReadOnlyList<string> recipientFiles,
        TimeProvider? clock = null,
        IReadOnlyList<string>? pukRecipientFiles = null)
    {
        _clock = clock ?? TimeProvider.System;
        _pin = new RecipientList(recipientFiles);
        _puk = pukRecipientFiles is { Count: > 0 } ? new RecipientList(pukRecipientFiles) : null;
    }

    public bool SealsPuksApart => _puk is not null;

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.RecipientMissing"/> or <see cref="ErrorIds.RecipientInvalid"/>.
    /// </exception>
    public void Check()
    {
        if (_pin.IsEmpty)
        {
            throw new TempCardException(
                ErrorIds.RecipientMissing,
                ErrorKind.InvalidData,
                "No recipient is configured who could read PIN and PUK.",
                "Name the certificate of at least one person or machine under seal.recipients in the configuration.");
        }

        Check(_pin);
        if (_puk is not null)
            Check(_puk);
    }

    public SealedMessage Seal(SealedKind kind, ReadOnlySpan<byte> content)
    {
        Check();
        RecipientList list = Of(kind);
        byte[] clear = GC.AllocateUninitializedArray<byte>(content.Length, pinned: true);
        content.CopyTo(clear);
        try
        {
            var message = new EnvelopedCms(new ContentInfo(clear), new AlgorithmIdentifier(new Oid(CmsMessage.Aes256Cbc)));
            var recipients = new CmsRecipientCollection();
            foreach (SealRecipient recipient in list.All)
                recipients.Add(recipient.ToCms());
            message.Encrypt(recipients);
            return new SealedMessage(
                PemEncoding.WriteString(PemLabel, message.Encode()), [.. list.All.Select(r => r.Name)]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>Seals as PINs are.</summary>
    public string Seal(ReadOnlySpan<byte> content) => Seal(SealedKind.Pin, content).Text;

    public bool IsForToday(SealedKind kind, string message)
    {
        IReadOnlyList<SealRecipient> today = Of(kind).All;
        RecipientInfo[] there = [.. CmsMessage.Decode(message).RecipientInfos];
        return there.Length == today.Count
            && today.All(one => Array.Exists(there, info => one.Is(info.RecipientIdentifier)));
    }

    private RecipientList Of(SealedKind kind) => kind == SealedKind.Puk && _puk is not null ? _puk : _pin;

    private void Check(RecipientList list)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        foreach (SealRecipient recipient in list.All)
            recipient.CheckValidity(now);
    }

    private sealed class RecipientList(IReadOnlyList<string> files)
    {
        private readonly Lazy<IReadOnlyList<SealRecipient>> _all = new(
            () => [.. files.SelectMany(SealRecipient.LoadAll)], LazyThreadSafetyMode.PublicationOnly);

        public bool IsEmpty => files.Count == 0;

        public IReadOnlyList<SealRecipient> All => _all.Value;
    }
}
