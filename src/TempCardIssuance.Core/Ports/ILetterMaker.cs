using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Ports;

/// <summary>Makes letters; each in a process of its own, which opens what is sealed and ends with the letter.</summary>
public interface ILetterMaker
{
    /// <summary>The address of the printer, or the folder.</summary>
    string Printer { get; }

    /// <summary>With whose keys it opens what is sealed, as the audit trail names them.</summary>
    string Recipient { get; }

    /// <summary>Throws if nothing could be made now: keys, layout, printer.</summary>
    Task CheckAsync(LetterKind kind, CancellationToken stop);

    /// <summary>Makes one.</summary>
    /// <exception cref="Errors.TempCardException">Surely nothing came out.</exception>
    Task<PrintedFace> MakeAsync(LetterOrder order, IPrintWatch watch, CancellationToken stop);
}

/// <summary>A letter to make.</summary>
/// <param name="Letter">What is on record of it.</param>
/// <param name="Production">Whose PIN it tells.</param>
/// <param name="Values">What goes into it, but for what is sealed.</param>
public sealed record LetterOrder(
    PinLetter Letter, CardProduction Production, IReadOnlyDictionary<string, string> Values);
