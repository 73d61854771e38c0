using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>Reads and writes the XML of a layout; knows no entities, no DTD and no other file.</summary>
internal static class LayoutXml
{
    private const long MaxCharacters = 4 * 1024 * 1024;

    private static readonly XmlReaderSettings ReaderSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
    };

    private static readonly XmlWriterSettings WriterSettings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static XNamespace Svg { get; } = "http://www.w3.org/2000/svg";

    public static XNamespace XLink { get; } = "http://www.w3.org/1999/xlink";

    public static XDocument Read(Stream stream, string file)
    {
        try
        {
            using var reader = XmlReader.Create(stream, ReaderSettings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            throw LayoutError.At(
                file,
                place: null,
                $"it is not XML that can be used here: {e.Message}",
                "Save it as Plain SVG; a DOCTYPE and entities of its own are not allowed.");
        }
    }

    public static byte[] Write(XDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, WriterSettings))
            document.Save(writer);
        return stream.ToArray();
    }

    /// <summary>The text with U+FFFD for what XML 1.0 can't hold (control characters, lone surrogates).</summary>
    public static string Printable(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool allowed = rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value);
            result.Append((allowed ? rune : Rune.ReplacementChar).ToString());
        }

        return result.ToString();
    }
}
