using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Puts the pictures of a layout into it as <c>data:</c> URIs. Only PNG and JPEG files in the layout's folder or
/// below it are read; links in the file system are not followed.
/// </summary>
internal sealed class LayoutImages(string? folder, string file)
{
    private const int MaxBytes = 2 * 1024 * 1024;

    private const string Remedy = "Put the picture (PNG or JPEG) beside the layout and link it by its plain file name.";

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    public void Inline(XAttribute href)
    {
        string link = href.Value.Trim();
        if (link.StartsWith("data:image/png;base64,", StringComparison.OrdinalIgnoreCase)
            || link.StartsWith("data:image/jpeg;base64,", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        byte[] content = Read(Locate(link, href), link, href);
        href.Value = $"data:{MediaType(content, link, href)};base64,{Convert.ToBase64String(content)}";
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

    private string MediaType(ReadOnlySpan<byte> content, string link, XAttribute href)
    {
        if (content.StartsWith(PngSignature))
            return "image/png";
        return content.StartsWith(JpegSignature)
            ? "image/jpeg"
            : throw LayoutError.At(file, href, $"'{Shorten(link)}' is neither PNG nor JPEG", Remedy);
    }

    private static string Shorten(string link) => link.Length <= 60 ? link : $"{link[..60]}...";
}
