using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Letters;

/// <summary>What letters look like: an SVG drawing as that of a face, with places for the PIN, the PUK or both.</summary>
public sealed class LetterLayout
{
    private const string Pin = "pin";
    private const string Puk = "puk";

    private readonly SvgLayout _layout;

    private LetterLayout(SvgLayout layout) => _layout = layout;

    /// <param name="nameOrPath">A file, or one of <see cref="SvgLayout.Letters"/>.</param>
    /// <param name="kind">What letters tell.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.LayoutInvalid"/>: also where there is no place for what it is to tell.
    /// </exception>
    public static LetterLayout Open(string nameOrPath, LetterKind kind)
    {
        var layout = SvgLayout.LoadLetter(nameOrPath);
        foreach (string wanted in Wanted(kind))
        {
            if (layout.Placeholders.Any(place => place.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)))
                continue;
            throw LayoutError.At(
                Path.GetFileName(nameOrPath),
                place: null,
                $"there is no place for the {wanted.ToUpperInvariant()}",
                $"Write {{{wanted}}} where it shall stand.");
        }

        return new LetterLayout(layout);
    }

    /// <summary>Draws one letter.</summary>
    /// <param name="number">The letter's own number.</param>
    /// <param name="values">What goes into it, the secrets among it.</param>
    /// <param name="time">What time-outs are measured with.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.FieldMissing"/>, <see cref="ErrorIds.FaceIncomplete"/>, <see cref="ErrorIds.PrinterNotReady"/>.
    /// </exception>
    public Task<byte[]> DrawAsync(
        string number, IReadOnlyDictionary<string, string> values, TimeProvider time, CancellationToken stop) =>
        new RsvgConverter(time).ToPdfAsync(
            _layout.Render(new CardFace { CardNumber = number, Attempt = 1, Station = "", Values = values }), stop);

    /// <summary>Throws if letters can't be drawn now.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public static Task CheckAsync(TimeProvider time, CancellationToken stop) => new RsvgConverter(time).CheckAsync(stop);

    private static string[] Wanted(LetterKind kind) => kind switch
    {
        LetterKind.Pin => [Pin],
        LetterKind.Puk => [Puk],
        _ => [Pin, Puk],
    };
}
