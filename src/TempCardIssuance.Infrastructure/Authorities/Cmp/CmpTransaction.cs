using System.Globalization;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Asn1.X509;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Messages and answers that belong together (RFC 9810, 5.1.1).</summary>
/// <param name="connection">To whom.</param>
/// <param name="id">Its id, 16 bytes.</param>
/// <param name="serverNonce">What the server said last; null: nothing yet.</param>
internal sealed class CmpTransaction(CmpConnection connection, byte[] id, byte[]? serverNonce = null)
{
    private const int NonceLength = 16;
    private const int Version2 = 2;
    private const int Version3 = 3;

    private readonly CmpErrors _errors = connection.Errors;
    private byte[]? _serverNonce = serverNonce;

    /// <summary>As those who run servers find it in their logs.</summary>
    public string Id => Convert.ToHexString(id);

    /// <summary>What the server said last; empty: nothing yet.</summary>
    public string ServerNonce => Convert.ToHexString(_serverNonce ?? []);

    /// <summary>Sends a message and gives the answer to it: one of these types, or an error.</summary>
    /// <param name="body">What to say.</param>
    /// <param name="expected">Numbers of bodies that are an answer to it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="version">3 where the body has what version 2 has not.</param>
    public async Task<CmpAnswer> ExchangeAsync(
        PkiBody body, int[] expected, CancellationToken cancellationToken, int version = Version2)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceLength);
        byte[] sent = Encode(body, nonce, version);
        byte[] received = await connection.Transport(sent, cancellationToken);
        ReceivedMessage message = CmpMessageReader.Read(received, _errors);
        CmpAnswer answer = CmpMessageReader.Read(() => Check(message, nonce), _errors);
        int type = answer.Body.Type;
        if (type != PkiBody.TYPE_ERROR && !expected.Contains(type))
            throw _errors.NotOurs($"its body is of type {type}, which is no answer to {body.Type} (RFC 9810, 5.1.2)");
        if (answer.IsProtected)
            _serverNonce = message.Header.SenderNonce?.GetOctets();
        return answer;
    }

    private CmpAnswer Check(ReceivedMessage message, byte[] nonce)
    {
        int type = message.Message.Body.Type;
        bool isProtected = message.Message.Protection is not null;
        if (!isProtected && type != PkiBody.TYPE_ERROR)
            throw _errors.NotProtected("it has none");
        byte[]? signer = isProtected ? connection.Answers.Check(message) : null;
        CheckHeader(message.Header, nonce, isProtected);
        return new CmpAnswer(message.Message, signer, isProtected);
    }

    private byte[] Encode(PkiBody body, byte[] nonce, int version)
    {
        IRequestProtection protection = connection.Protection;
        AlgorithmIdentifier algorithm = protection.NewAlgorithm();
        PkiHeaderBuilder header = new PkiHeaderBuilder(
                version is Version3 ? Version3 : Version2,
                new GeneralName(protection.Sender),
                new GeneralName(connection.Recipient ?? protection.Recipient))
            .SetMessageTime(new Asn1GeneralizedTime(Now().ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture)))
            .SetProtectionAlg(algorithm)
            .SetTransactionID(id)
            .SetSenderNonce(nonce);
        if (protection.KeyId is { } keyId)
            header.SetSenderKID(keyId);
        if (_serverNonce is not null)
            header.SetRecipNonce(_serverNonce);
        if (connection.CertProfile is { } profile && IsOrder(body))
        {
            header.SetGeneralInfo(new InfoTypeAndValue(
                CmpObjectIdentifiers.id_it_certProfile, new DerSequence(new DerUtf8String(profile))));
        }

        PkiHeader built = header.Build();
        byte[] bits = protection.Protect(algorithm, new ProtectedPart(built, body).GetDerEncoded());
        CmpCertificate[] certificates = [.. protection.Certificates
            .Select(der => new CmpCertificate(X509CertificateStructure.GetInstance(Asn1Object.FromByteArray(der))))];
        PkiMessage message = certificates.Length > 0
            ? new PkiMessage(built, body, new DerBitString(bits), certificates)
            : new PkiMessage(built, body, new DerBitString(bits));
        return message.GetDerEncoded();
    }

    private void CheckHeader(PkiHeader header, byte[] nonce, bool isProtected)
    {
        // Servers that could not read a message well enough to protect the answer may leave out both.
        bool isBare = !isProtected && header.TransactionID is null;
        if (!isBare && !id.AsSpan().SequenceEqual(header.TransactionID?.GetOctets()))
            throw _errors.NotOurs("it belongs to another transaction (wrong transactionID)");
        isBare = !isProtected && header.RecipNonce is null;
        if (!isBare && !nonce.AsSpan().SequenceEqual(header.RecipNonce?.GetOctets()))
            throw _errors.NotOurs("it answers another message than the one that was sent (wrong recipNonce)");
        if (header.MessageTime is not { } time)
            return;
        DateTimeOffset said = new(time.ToDateTime());
        TimeSpan difference = (said - Now()).Duration();
        if (difference > connection.ClockTolerance)
        {
            throw _errors.NotReady(
                $"has another time than this computer: {said:u} there, {Now():u} here",
                "Set the clock that is wrong. Until then neither can tell what is valid.");
        }
    }

    private DateTimeOffset Now() => connection.Clock.GetUtcNow();

    private static bool IsOrder(PkiBody body) => body.Type is PkiBody.TYPE_CERT_REQ or PkiBody.TYPE_P10_CERT_REQ;
}
