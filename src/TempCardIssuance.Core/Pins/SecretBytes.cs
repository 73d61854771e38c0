using System.Security.Cryptography;

namespace TempCardIssuance.Core.Pins;

/// <summary>
/// A secret (PIN, PUK, key) as bytes that never move in memory and are zeroed on disposal.
/// Has no text form on purpose.
/// </summary>
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;
    private bool _disposed;

    /// <summary>Makes room for a secret of this many bytes, to be filled through <see cref="Span"/>.</summary>
    public SecretBytes(int length) => _bytes = GC.AllocateArray<byte>(length, pinned: true);

    /// <summary>Copies the bytes; zeroing the source is the caller's work.</summary>
    public SecretBytes(ReadOnlySpan<byte> source)
        : this(source.Length) => source.CopyTo(_bytes);

    /// <summary>In bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>The bytes themselves, to be read and written.</summary>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>For what keeps bytes longer than a span can live, such as a command; zeroed with this secret.</summary>
    public ReadOnlyMemory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>A secret of its own, disposed of by itself.</summary>
    public SecretBytes Copy() => new(Span);

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    public override string ToString() => "(secret)";
}
