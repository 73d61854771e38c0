namespace TempCardIssuance.Core.Ports;

/// <summary>Encrypts a secret so that only the configured recipients can read it.</summary>
public interface ISecretSealer
{
    /// <summary>Throws if nothing could be sealed now (no recipient, certificate expired).</summary>
    void Check();

    /// <summary>CMS EnvelopedData (RFC 5652) over the content, as PEM with the label CMS.</summary>
    string Seal(ReadOnlySpan<byte> content);
}
