namespace TempCardIssuance.Infrastructure.Authorities.Local.Record;

/// <summary>A line of an index that was read, without its certificate.</summary>
/// <param name="Line">Where it is.</param>
/// <param name="Record">What it says.</param>
/// <param name="Number">The place of a certificate, or the number of a revocation; 0 for what has none.</param>
internal sealed record IndexEntry(IndexLine Line, IndexRecord Record, long Number);

/// <summary>Where a certificate stands in an index.</summary>
/// <param name="Begin">The offset of its line.</param>
/// <param name="Place">Its number among the certificates.</param>
internal sealed record IssuedAt(long Begin, long Place);

/// <summary>What an index knows of a serial number.</summary>
/// <param name="NotAfter">When the certificate expires.</param>
/// <param name="Key">Which of the authority's keys has signed it.</param>
internal sealed record KnownSerial(DateTimeOffset NotAfter, int Key);
