using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Judges whether an answer is the server's: by the secret where there is one, or by a signature.</summary>
/// <param name="secret">Gives the protection that the secret makes; null: there is no secret.</param>
/// <param name="signers">Who may sign answers.</param>
/// <param name="errors">Says what is wrong.</param>
internal sealed class AnswerProtection(
    Func<AlgorithmIdentifier, byte[], byte[]>? secret, AnswerSigners signers, CmpErrors errors)
{
    /// <summary>
    /// Throws if the protection is not what it should be; else gives the certificate that the answer is signed with,
    /// DER, or null.
    /// </summary>
    /// <param name="message">With protection.</param>
    public byte[]? Check(ReceivedMessage message)
    {
        AlgorithmIdentifier algorithm = message.Header.ProtectionAlg
            ?? throw errors.NotProtected("it does not say by what algorithm");
        if (!MacProtection.Is(algorithm))
            return signers.Check(message, algorithm);
        if (secret is null)
            throw errors.NotProtected("it is made with a secret, and there is none between us");
        byte[] expected;
        try
        {
            expected = secret(algorithm, message.Part);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw errors.NotProtected($"{e.Message} is not taken");
        }

        return CryptographicOperations.FixedTimeEquals(expected, message.Protection)
            ? null
            : throw errors.NotProtected(
                "it was changed on its way, or made with another secret",
                "Check that secret: is the one that the server has for reference:.");
    }
}
