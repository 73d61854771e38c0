using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Files;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Files;

/// <summary>
/// Prints to SVG files: <c>{folder}/{batch}/{cardNumber}-{attempt}-front.svg</c>, and <c>-back.svg</c>. A file
/// appears complete or not at all.
/// </summary>
internal sealed class FilePrinter(string name, string folder, SvgLayout layout) : ICardPrinter
{
    private readonly string _folder = Path.GetFullPath(folder);

    private const UnixFileMode OwnersFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OwnersFolder =
        OwnersFile | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Name { get; } = name;

    public IReadOnlyList<string> RequiredFields => layout.RequiredFields;

    public IReadOnlyList<string> ChangingFields => layout.ChangingFields;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            CreateFolder(_folder);
            string probe = Path.Combine(_folder, $".{Path.GetRandomFileName()}");
            await File.WriteAllTextAsync(probe, Name, cancellationToken);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotReady(e);
        }
    }

    /// <remarks>A file is written at once, so nothing can be taken back.</remarks>
    public async Task<PrintedFace> PrintAsync(CardFace face, IPrintWatch watch, CancellationToken stop)
    {
        string target = TargetFolder(face);
        IReadOnlyList<FaceSide> sides = layout.Render(face);
        var paths = new List<string>(sides.Count);
        try
        {
            CreateFolder(_folder);
            CreateFolder(target);
            foreach (FaceSide side in sides)
            {
                string path = Path.Combine(target, $"{face.CardNumber}-{face.Attempt}-{side.Name}.svg");
                await WriteAsync(path, side.Svg, CancellationToken.None);
                paths.Add(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotReady(e);
        }

        return new PrintedFace(paths);
    }

    /// <summary>Never one that others can write into, whatever the process's mask says.</summary>
    private static void CreateFolder(string folder) => SharedFolder.Create(folder, OwnersFolder);

    /// <summary>Attempts count within a batch, so each batch has a folder of its own.</summary>
    private string TargetFolder(CardFace face)
    {
        CardNumber.Check(face.CardNumber);
        if (!face.Values.TryGetValue("batch", out string? batch))
            return _folder;
        // Batch ids follow the rule for card numbers; anything else could lead out of the folder.
        return CardNumber.IsValid(batch)
            ? Path.Combine(_folder, batch)
            : throw new TempCardException(
                ErrorIds.PrinterNotReady,
                ErrorKind.InvalidArgument,
                $"'{batch}' can't be the name of a folder for the faces of a batch.",
                "Do not name a field of the request 'batch'.",
                Name);
    }

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        string temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            await using (FileStream stream = SharedFolder.Open(temporary, options, OwnersFile))
                await stream.WriteAsync(content, cancellationToken);
            HeldFile.Replace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private TempCardException NotReady(Exception e) => new(
        ErrorIds.PrinterNotReady,
        ErrorKind.Unavailable,
        $"Printer '{Name}' can't write to '{_folder}': {e.Message}",
        "See that the folder can be written to and its disk is not full, or change 'path' of the printer.",
        Name,
        e);
}
