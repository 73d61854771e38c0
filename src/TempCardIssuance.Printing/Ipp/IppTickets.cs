using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Says what a job asks of a printer, by what the printer says of itself.</summary>
/// <param name="settings">What is wanted.</param>
/// <param name="layout">What is printed.</param>
internal sealed class IppTickets(IppJobSettings settings, SvgLayout layout)
{
    private const string OneSided = "one-sided";
    private const string ShortEdge = "two-sided-short-edge";
    private const string LongEdge = "two-sided-long-edge";
    private const string Unscaled = "none";

    /// <summary>What a printer has to be asked for this.</summary>
    public IReadOnlyList<string> Wanted =>
    [
        "sides-supported", "sides-default", "media-supported", "media-default", "print-scaling-supported",
        .. settings.Options.Count > 0 ? ["job-creation-attributes-supported"] : Array.Empty<string>(),
        .. settings.Options.Keys.SelectMany(name => new[] { $"{name}-supported", $"{name}-default" }),
    ];

    /// <summary>Whether it can be made without asking the printer.</summary>
    public bool IsPlain => settings.Options.Count == 0;

    /// <summary>The same of a printer that was not asked.</summary>
    public IppTicket Unasked() => new([
        .. layout.HasBack && settings.Sides != IppSides.None ? [Keyword("sides", Edges()[0])] : Array.Empty<IppAttribute>(),
        .. settings.Media is { } media ? [Keyword("media", media)] : Array.Empty<IppAttribute>(),
        .. Wishes() is { } scaling ? [Keyword("print-scaling", scaling)] : Array.Empty<IppAttribute>(),
    ]);

    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>: it can't do what is wanted.</exception>
    public async Task<IppTicket> MakeAsync(IppClient client, IppResponse printer, CancellationToken stop)
    {
        var attributes = new List<IppAttribute>();
        string? doubt = AddSides(attributes, client, printer);
        AddMedia(attributes, client, printer);
        AddScaling(attributes, client, printer);
        await AddOptionsAsync(attributes, client, printer, stop);
        return new IppTicket(attributes) { Doubt = doubt };
    }

    private static IppAttribute Keyword(string name, string value) => IppAttribute.Of(IppTag.Keyword, name, value);

    /// <summary>What would do, the best first.</summary>
    private string[] Edges() => settings.Sides switch
    {
        IppSides.ShortEdge => [ShortEdge],
        IppSides.LongEdge => [LongEdge],
        _ => layout.IsLandscape ? [ShortEdge, LongEdge] : [LongEdge, ShortEdge],
    };

    private string? AddSides(List<IppAttribute> attributes, IppClient client, IppResponse printer)
    {
        IReadOnlyList<string> supported = printer.All("sides-supported");
        if (!layout.HasBack)
        {
            if (printer.First("sides-default") is { } usual and not OneSided && supported.Contains(OneSided, StringComparer.Ordinal))
                attributes.Add(Keyword("sides", OneSided));
            return null;
        }

        if (settings.Sides == IppSides.None)
            return null;
        string[] edges = Edges();
        if (supported.Count == 0)
        {
            attributes.Add(Keyword("sides", edges[0]));
            return "The printer does not say whether it prints both sides of one card. See whether the back is on the "
                + "other side of the same body; if it is, set sides: none for this printer, else back: none.";
        }

        string edge = edges.FirstOrDefault(e => supported.Contains(e, StringComparer.Ordinal)) ?? throw client.NotReady(
            supported.Any(sides => sides != OneSided)
                ? $"does not have the sides that are wanted; it has {IppWords.List(supported)}"
                : "prints on one side only, so that the back would come out on a body of its own",
            "Use a layout without a back, or set back: none. Where its driver turns the card by itself or by an option, "
            + "set sides: none.");
        attributes.Add(Keyword("sides", edge));
        return null;
    }

    private void AddMedia(List<IppAttribute> attributes, IppClient client, IppResponse printer)
    {
        IReadOnlyList<IppValue> supported = [.. printer.Values("media-supported").Where(m => IppMedia.IsOne(m.Text))];
        IEnumerable<IppValue> cards = supported.Where(medium => IppMedia.IsCard(medium.Text) == true);
        if (settings.Media is { } wanted)
        {
            IppValue? medium = supported.FirstOrDefault(medium => medium.Text == wanted);
            if (medium is null && supported.Count > 0)
            {
                string has = IppWords.List(supported.Select(one => one.Text));
                throw Refused(client, $"does not have media '{wanted}'; it has {has}", "media");
            }

            attributes.Add(IppAttribute.Of(medium?.Type ?? IppTag.Keyword, "media", wanted));
        }
        else if (printer.First("media-default") is { } usual && IppMedia.IsCard(usual) == false)
        {
            IppValue card = cards.FirstOrDefault() ?? throw client.NotReady(
                $"has no cards: its medium is {usual}",
                "Let the queue have the card as its medium. If it is right, write it into the configuration as media: of "
                + "this printer.");
            attributes.Add(IppAttribute.Of(card.Type, "media", card.Text));
        }
    }

    private string? Wishes() => settings.Scaling ?? (layout.HasBleed ? Unscaled : null);

    private void AddScaling(List<IppAttribute> attributes, IppClient client, IppResponse printer)
    {
        IReadOnlyList<string> supported = printer.All("print-scaling-supported");
        if (Wishes() is not { } wanted)
            return;
        if (supported.Contains(wanted, StringComparer.Ordinal))
            attributes.Add(Keyword("print-scaling", wanted));
        else if (settings.Scaling is not null)
            throw Refused(client, $"does not have scaling '{wanted}'; it has {IppWords.List(supported)}", "scaling");
    }

    private async Task AddOptionsAsync(
        List<IppAttribute> attributes, IppClient client, IppResponse printer, CancellationToken stop)
    {
        PpdOptions? driver = null;
        foreach ((string name, string text) in settings.Options)
        {
            try
            {
                IppAttribute? attribute = IppOption.Of(name, text, printer);
                if (attribute is null)
                {
                    driver ??= await client.ReadDriverAsync(stop);
                    attribute = driver.Of(name, text);
                }

                string has = IppWords.List([.. driver?.Names ?? [], .. printer.All("job-creation-attributes-supported")]);
                attributes.Add(
                    attribute ?? throw Refused(client, $"has no option '{name}'; it has {has}", "options"));
            }
            catch (FormatException e)
            {
                throw Refused(client, $"does not take option '{name}': it {e.Message}", "options");
            }
        }
    }

    private static TempCardException Refused(IppClient client, string problem, string key) =>
        client.NotReady(problem, Remedy.Of($"Correct {key} of this printer in the configuration."));
}
