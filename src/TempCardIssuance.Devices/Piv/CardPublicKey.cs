using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Devices.Piv;

/// <summary>A public key of one sort: what the card is given, and what it must answer.</summary>
internal abstract class CardPublicKey : IDisposable
{
    public abstract PublicKey Info { get; }

    /// <summary>Of a signature in a request, DER (RFC 5280, 4.1.1.2).</summary>
    public virtual byte[] SignatureAlgorithm => throw new NotSupportedException("The key signs nothing.");

    /// <summary>What the card is given to sign data.</summary>
    public virtual byte[] ToSign(byte[] data) => throw new NotSupportedException("The key signs nothing.");

    /// <param name="data">That was to be signed.</param>
    /// <param name="signature">As the card gives it.</param>
    public virtual bool Verify(byte[] data, byte[] signature) => false;

    /// <summary>What a new key of somebody else and this one agree on.</summary>
    /// <returns>What the card is given of the other key, and the secret.</returns>
    public virtual (byte[] Theirs, byte[] Secret) Agree() =>
        throw new NotSupportedException("The key agrees on nothing.");

    /// <summary>Encrypts for the owner of this key.</summary>
    public virtual byte[] Encrypt(byte[] message) => throw new NotSupportedException("The key decrypts nothing.");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
