using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Faces and layouts that tests of printing start from.</summary>
internal static class Faces
{
    public static CardFace Make(
        string cardNumber = "T-00001", int attempt = 1, params (string Name, string Value)[] more)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["cardNumber"] = cardNumber,
            ["site"] = "Berlin",
            ["requestedBy"] = "reception",
            ["validUntil"] = "2031-05-31",
            ["batch"] = "B-000042",
        };
        foreach ((string name, string value) in more)
            values[name] = value;
        return new CardFace { CardNumber = cardNumber, Attempt = attempt, Station = "desk-1", Values = values };
    }

    /// <summary>A drawing of the right size with this inside.</summary>
    public static string Svg(string content) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
             width="85.60mm" height="53.98mm" viewBox="0 0 85.60 53.98">
        {content}
        </svg>
        """;

    public static SvgLayout Layout(TestFolder folder, string content) =>
        SvgLayout.Load(folder.Write("layout.svg", Svg(content)));
}

internal static class FaceSideText
{
    public static string ToText(this FaceSide side) => System.Text.Encoding.UTF8.GetString(side.Svg);
}
