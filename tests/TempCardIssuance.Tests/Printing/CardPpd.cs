namespace TempCardIssuance.Tests.Printing;

/// <summary>The description of a driver (PPD 4.3) as those of card printers are: two sides, ribbons, one medium.</summary>
internal static class CardPpd
{
    /// <param name="medium">Width and height of its medium in points, and its name.</param>
    /// <param name="isTwoSided">Whether it turns cards.</param>
    /// <param name="more">A medium besides.</param>
    public static string Text((string Name, string Size) medium, bool isTwoSided = true, (string Name, string Size)? more = null)
    {
        (string Name, string Size)[] media = more is { } other ? [medium, other] : [medium];
        IEnumerable<string> lines =
        [
            "*PPD-Adobe: \"4.3\"",
            "*FormatVersion: \"4.3\"",
            "*FileVersion: \"1.0\"",
            "*LanguageVersion: English",
            "*LanguageEncoding: ISOLatin1",
            "*PCFileName: \"CARD.PPD\"",
            "*Manufacturer: \"Example\"",
            "*Product: \"(Card)\"",
            "*ModelName: \"Example Card\"",
            "*ShortNickName: \"Example Card\"",
            "*NickName: \"Example Card\"",
            "*PSVersion: \"(3010.000) 0\"",
            "*LanguageLevel: \"3\"",
            "*ColorDevice: True",
            "*DefaultColorSpace: RGB",
            "*LandscapeOrientation: Plus90",
            "*cupsFilter: \"application/vnd.cups-raster 0 -\"",
            .. Option("PageSize", media.Select(m => (m.Name, $"/PageSize[{m.Size}]"))),
            .. Option("PageRegion", media.Select(m => (m.Name, $"/PageSize[{m.Size}]"))),
            $"*DefaultImageableArea: {medium.Name}",
            .. media.Select(m => $"*ImageableArea {m.Name}: \"0 0 {m.Size}\""),
            $"*DefaultPaperDimension: {medium.Name}",
            .. media.Select(m => $"*PaperDimension {m.Name}: \"{m.Size}\""),
            .. Option("Resolution", [("300dpi", "/HWResolution[300 300]")]),
            .. Option(
                "ColorModel",
                [
                    ("RGB", "/cupsColorSpace 1/cupsColorOrder 0/cupsBitsPerColor 8"),
                    ("Gray", "/cupsColorSpace 0/cupsColorOrder 0/cupsBitsPerColor 8"),
                ]),
            .. isTwoSided
                ? Option(
                    "Duplex",
                    [
                        ("None", "/Duplex false"), ("DuplexNoTumble", "/Duplex true/Tumble false"),
                        ("DuplexTumble", "/Duplex true/Tumble true"),
                    ])
                : [],
            .. Option("RibbonType", [("YMCKO", "/cupsInteger1 1"), ("KO", "/cupsInteger1 2")]),
            "",
        ];
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Option(string name, IEnumerable<(string Choice, string Code)> choices)
    {
        (string Choice, string Code)[] all = [.. choices];
        return
        [
            $"*OpenUI *{name}/{name}: PickOne",
            $"*OrderDependency: 10 AnySetup *{name}",
            $"*Default{name}: {all[0].Choice}",
            .. all.Select(choice => $"*{name} {choice.Choice}/A choice: \"<<{choice.Code}>>setpagedevice\""),
            $"*CloseUI: *{name}",
        ];
    }
}
