using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Command;

/// <summary>The sides of faces as files, and the arguments that name them.</summary>
internal sealed class FaceFiles(CommandPrinterSettings settings, SvgLayout layout, IFaceConverter converter)
{
    private const string Front = "{front}";
    private const string Back = "{back}";
    private const string Document = "{document}";

    /// <summary>Whether the back is printed where there is one.</summary>
    public bool TakesBack { get; } =
        settings.Print.Any(argument => Has(argument, Back) || Has(argument, Document));

    /// <summary>Whether an argument has the PDF of all sides in it.</summary>
    public static bool HasDocument(string argument) => Has(argument, Document);

    /// <summary>Whether an argument has a face in it.</summary>
    public static bool HasFace(string argument) => Has(argument, Front) || Has(argument, Document);

    /// <exception cref="Core.Errors.TempCardException"><see cref="Core.Errors.ErrorIds.PrinterNotReady"/>.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => converter.CheckAsync(layout, cancellationToken);

    /// <summary>Writes the files that the program wants.</summary>
    /// <param name="face">What is on them.</param>
    /// <param name="folder">Where they go; readable by this user alone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The arguments of the program.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(
        CardFace face, string folder, CancellationToken cancellationToken)
    {
        FaceSide[] sides = [.. layout.Render(face).Select(s => FaceTurn.Apply(s, settings.Rotate, settings.Offset))];
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        await AddAsync(Front, Of(sides[0]));
        if (sides.Length > 1)
            await AddAsync(Back, Of(sides[1]));
        await AddAsync(Document, ("document.pdf", () => converter.ToPdfAsync(sides, cancellationToken)));
        return
        [
            .. settings.Print.Skip(1)
                .Where(argument => sides.Length > 1 || !Has(argument, Back))
                .Select(argument => files.Aggregate(argument, (text, file) => text.Replace(
                    file.Key, file.Value, StringComparison.Ordinal))),
        ];

        async Task AddAsync(string placeholder, (string Name, Func<Task<byte[]>> Make) file)
        {
            if (!settings.Print.Any(argument => Has(argument, placeholder)))
                return;
            files[placeholder] = Path.Combine(folder, file.Name);
            await File.WriteAllBytesAsync(files[placeholder], await file.Make(), cancellationToken);
        }

        (string Name, Func<Task<byte[]>> Make) Of(FaceSide side) => settings.IsPng
            ? ($"{side.Name}.png", () => converter.ToPngAsync(side, settings.Dpi, cancellationToken))
            : ($"{side.Name}.pdf", () => converter.ToPdfAsync([side], cancellationToken));
    }

    private static bool Has(string argument, string placeholder) =>
        argument.Contains(placeholder, StringComparison.Ordinal);
}
