namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Carries a message to the server, and gives the body of its answer as it came.</summary>
internal delegate Task<byte[]> CmpTransport(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
