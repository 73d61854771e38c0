using System.Globalization;
using System.Net;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Printing.Report;

/// <summary>Writes HTML in which every value is text and nothing else.</summary>
internal sealed class Html(TextWriter writer)
{
    private const int MaxText = 2000;

    /// <summary>Markup of ours.</summary>
    public Html Raw(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>A value, whatever it holds; it can't change the direction of what stands around it.</summary>
    public Html Text(string? value)
    {
        writer.Write("<bdi>");
        writer.Write(Safe(value));
        writer.Write("</bdi>");
        return this;
    }

    /// <summary>The same where no element can stand, such as in a title.</summary>
    public Html Plain(string value)
    {
        writer.Write(Safe(value));
        return this;
    }

    /// <summary>An attribute with its name.</summary>
    public Html Attribute(string name, string value)
    {
        writer.Write($" {name}=\"{Safe(value)}\"");
        return this;
    }

    public Html Element(string tag, string? value, string? css = null)
    {
        Raw($"<{tag}");
        if (css is not null)
            Attribute("class", css);
        return Raw(">").Text(value).Raw($"</{tag}>");
    }

    /// <summary>A name and what it is, in a list of definitions; left out where there is nothing.</summary>
    public Html Fact(string name, string? value, string? css = null) => string.IsNullOrWhiteSpace(value)
        ? this
        : Raw($"<div><dt>{name}</dt>").Element("dd", value, css).Raw("</div>");

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A picture. Browsers run no script in it and load nothing for it.</summary>
    public Html Picture(byte[] svg, string text)
    {
        Raw("<img loading=\"lazy\" decoding=\"async\"").Attribute("alt", text);
        writer.Write(" src=\"data:image/svg+xml;base64,");
        writer.Write(Convert.ToBase64String(svg));
        return Raw("\">");
    }

    private static string Safe(string? value) => WebUtility.HtmlEncode(ForeignText.OneLine(value ?? "", MaxText));
}
