using System.Xml.Linq;
using TempCardIssuance.Printing.Pictures;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Puts the pictures of a layout into it as <c>data:</c> URIs. Only PNG and JPEG files in the layout's folder or
/// below it are read; links in the file system are not followed.
/// </summary>
internal sealed class LayoutImages(string? folder, string file)
{
    private const int MaxBytes = 2 * 1024 * 1024;

    private const string Remedy = "Put the picture (PNG or JPEG) beside the layout and link it by its plain file name.";

    private const string Base64 = ";base64,";

    /// <summary>The last one is what some programs that draw write for the second.</summary>
    private static readonly string[] Inlined =
        ["data:image/png" + Base64, "data:image/jpeg" + Base64, "data:image/jpg" + Base64];

    public void Inline(XAttribute href)
    {
        string link = href.Value.Trim();
        if (Inlined.Any(start => link.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        {
            Write(Decode(link, href), link, href);
            return;
        }

        Write(Read(Locate(link, href), link, href), link, href);
    }

    private void Write(byte[] content, string link, XAttribute href)
    {
        Check(content, link, href);
        href.Value = $"data:{PictureFile.MediaType(content)}{Base64}{Convert.ToBase64String(content)}";
    }

    private void Check(ReadOnlySpan<byte> content, string link, XAttribute href)
    {
        if (PictureFile.FindProblem(content) is { } problem)
            throw LayoutError.At(file, href, $"the picture '{Shorten(link)}' {problem}", Remedy);
    }

    private byte[] Decode(string link, XAttribute href)
    {
        try
        {
            string text = link[(link.IndexOf(Base64, StringComparison.OrdinalIgnoreCase) + Base64.Length)..];
            return Convert.FromBase64String(Uri.UnescapeDataString(text));
        }
        catch (FormatException)
        {
            throw LayoutError.At(file, href, $"the picture '{Shorten(link)}' is not written in base64", Remedy);
        }
    }

    private string Locate(string link, XAttribute href)
    {
        string path = Uri.UnescapeDataString(link);
        string[] parts = path.Split('/');
        if (folder is null
            || path.AsSpan().ContainsAny(':', '\\', '\0')
            || parts.Any(part => part is "" or "." or ".."))
        {
            throw LayoutError.At(
                file, href, $"the link '{Shorten(link)}' leads out of the layout's folder", Remedy);
        }

        string place = folder;
        foreach (string part in parts)
        {
            place = Path.Combine(place, part);
            if (new FileInfo(place).LinkTarget is not null)
            {
                throw LayoutError.At(
                    file, href, $"'{Shorten(link)}' is a link in the file system, and those are not followed", Remedy);
            }
        }

        return place;
    }

    private byte[] Read(string path, string link, XAttribute href)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw LayoutError.At(file, href, $"the picture '{Shorten(link)}' does not exist", Remedy);
        if (info.Length > MaxBytes)
        {
            throw LayoutError.At(
                file,
                href,
                $"the picture '{Shorten(link)}' has {info.Length} bytes; at most {MaxBytes} fit",
                "Scale the picture down: a card is about 1000 pixels wide at 300 dpi.");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LayoutError.Unreadable(path, e);
        }
    }

    private static string Shorten(string link) => link.Length <= 60 ? link : $"{link[..60]}...";
}
