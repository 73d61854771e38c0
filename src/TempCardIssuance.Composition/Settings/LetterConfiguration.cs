using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition.Settings;

/// <summary>Where letters with PINs are printed, and how they look.</summary>
public sealed record LetterConfiguration
{
    private const string A4 = "a4";
    private const string Mailer = "mailer";

    /// <summary>The printer's <c>ipp:</c> or <c>ipps:</c> address; null: letters go into files alone.</summary>
    public Uri? Uri { get; init; }

    /// <summary>An SVG file, or one of <see cref="SvgLayout.Letters"/>.</summary>
    public string Layout { get; init; } = A4;

    public int TimeOutSeconds { get; init; } = 300;

    internal static LetterConfiguration Bind(Keys keys, LetterConfiguration? value) => new()
    {
        Uri = keys.Address(
            "uri",
            "Address of the printer for letters, such as ipps://letters.example/ipp/print; a program never prints them.",
            value?.Uri,
            "ipp",
            "ipps"),
        Layout = keys.PathOr(
            Mailer,
            "layout",
            "SVG file of a letter, with {pin} or {puk}; mailer: for envelopes with a window. Without it a page of A4.",
            value?.Layout is A4 ? null : value?.Layout) ?? A4,
        TimeOutSeconds = keys.Number(
            "timeOutSeconds", "How long a letter may take to be printed.", value?.TimeOutSeconds, 1, 3600, fallback: 300),
    };
}
