using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Ports;

/// <summary>Encrypts a secret so that only the configured recipients can read it.</summary>
public interface ISecretSealer
{
    /// <summary>Whether PUKs have recipients of their own, so that they are sealed apart from PINs.</summary>
    bool SealsPuksApart { get; }

    /// <summary>Throws if nothing could be sealed now (no recipient, certificate expired).</summary>
    void Check();

    /// <summary>CMS EnvelopedData (RFC 5652) over the content.</summary>
    /// <param name="kind">Whose recipients are to read it.</param>
    /// <param name="content">Stays the caller's.</param>
    SealedMessage Seal(SealedKind kind, ReadOnlySpan<byte> content);

    /// <summary>Whether a message is sealed to just those whom it would be sealed to now.</summary>
    /// <param name="kind">Whose recipients are meant.</param>
    /// <param name="message">What <see cref="Seal"/> gave.</param>
    bool IsForToday(SealedKind kind, string message);
}

/// <summary>Opens what was sealed, with the key of a recipient. The key is let go of with it.</summary>
public interface ISecretOpener : IDisposable
{
    /// <summary>Whose key it is, as the audit trail names them.</summary>
    string Recipient { get; }

    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.NoRecipient"/>: it is sealed for others.
    /// <see cref="Errors.ErrorIds.SealBroken"/>: it is not what was sealed.
    /// </exception>
    SecretBytes Open(string message);
}
