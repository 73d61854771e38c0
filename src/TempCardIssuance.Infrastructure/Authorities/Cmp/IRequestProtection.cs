using Org.BouncyCastle.Asn1.X509;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>How our messages show that they are ours.</summary>
internal interface IRequestProtection : IDisposable
{
    /// <summary>Who we are.</summary>
    X509Name Sender { get; }

    /// <summary>Whom messages are for where the configuration does not say.</summary>
    X509Name Recipient { get; }

    /// <summary>Tells the server which key it is (senderKID); null: nothing does.</summary>
    byte[]? KeyId { get; }

    /// <summary>Go with each message, DER: our certificate, then its issuers.</summary>
    IReadOnlyList<byte[]> Certificates { get; }

    /// <summary>The algorithm for one message.</summary>
    AlgorithmIdentifier NewAlgorithm();

    /// <summary>The protection of header and body.</summary>
    byte[] Protect(AlgorithmIdentifier algorithm, byte[] part);
}
