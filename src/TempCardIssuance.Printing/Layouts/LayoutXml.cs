using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>
/// Reads and writes the XML of a layout; knows no entities, no DTD and no other file. The DOCTYPE that Illustrator,
/// Affinity and CorelDRAW write is left out, whatever stands in it.
/// </summary>
internal static class LayoutXml
{
    private const long MaxCharacters = 4 * 1024 * 1024;

    /// <summary>Far more than a drawing needs; who goes through it takes a piece of the stack for each.</summary>
    private const int MaxDepth = 64;

    private static readonly XmlReaderSettings ReaderSettings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
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

    /// <param name="stream">Is gone through twice.</param>
    /// <param name="file">For errors.</param>
    public static XDocument Read(Stream stream, string file)
    {
        try
        {
            CheckDepth(stream, file);
            stream.Position = 0;
            using var reader = XmlReader.Create(stream, ReaderSettings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            throw LayoutError.At(
                file,
                place: null,
                $"it is not XML that can be used here: {e.Message}",
                "Save it as Plain SVG (Inkscape), or without what only the drawing program itself reads (Illustrator: "
                    + "Preserve Illustrator Editing Capabilities); entities of its own are not allowed.");
        }
    }

    private static void CheckDepth(Stream stream, string file)
    {
        using var reader = XmlReader.Create(stream, ReaderSettings);
        while (reader.Read())
        {
            if (reader.Depth <= MaxDepth)
                continue;
            throw LayoutError.At(
                file,
                reader,
                $"elements lie more than {MaxDepth} levels deep in each other",
                "Ungroup what need not be grouped; programs that draw do that with a command.");
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
