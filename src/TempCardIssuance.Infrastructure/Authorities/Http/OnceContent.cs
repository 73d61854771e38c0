using System.Net;

namespace TempCardIssuance.Infrastructure.Authorities.Http;

/// <summary>The body of a request that is never sent twice, and tells whether it may have been sent.</summary>
internal sealed class OnceContent(ReadOnlyMemory<byte> body) : HttpContent
{
    private int _begun;

    /// <summary>Whether the first byte may have left.</summary>
    public bool HasBegun => Volatile.Read(ref _begun) != 0;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
            throw new InvalidOperationException("A request is not sent twice.");
        await stream.WriteAsync(body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
