using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Printing.Report;

/// <summary>Writes what a report says of one card.</summary>
internal sealed class CardSection(Html html, ReportTimes times)
{
    public static string Link(int index) => $"#card-{Html.Number(index + 1)}";

    /// <summary>How a card came out, as the class of its mark.</summary>
    public static string Mark(ReportedCard card) => card.Tries.Count == 0 ? "wait" : card.Tries[0].State switch
    {
        ProductionState.Succeeded => "good",
        ProductionState.Failed => "bad",
        ProductionState.Spoiled => "warn",
        _ => "wait",
    };

    public void Write(int index, ReportedCard card)
    {
        html.Raw($"<article id=\"{Link(index)[1..]}\"><h3>").Text(card.CardNumber).Raw(" ")
            .Element("span", card.Card?.State.ToString() ?? "Gone", $"pill {Mark(card)}").Raw("</h3>\n");
        Faces(card);
        Facts(card);
        if (card.Tries.Count > 0)
            Certificates(card.Tries[0].Certificates);
        if (card.Tries.Count > 1)
            Tries(card);
        html.Raw("</article>\n");
    }

    private void Faces(ReportedCard card)
    {
        ReportedFace? face = card.Face();
        html.Raw("<div class=\"faces\">");
        foreach ((string name, byte[] svg) in face?.Sides ?? [])
        {
            html.Raw("<figure>").Picture(svg, $"{card.CardNumber}, {name}")
                .Raw("<figcaption>").Text(name).Raw("</figcaption></figure>");
        }

        if (face is null or { Sides.Count: 0 })
            html.Raw("<p class=\"none\">").Text(face?.Note ?? "Nothing was printed.").Raw("</p>");
        else if (face.Note is not null)
            html.Element("p", face.Note, "note");
        html.Raw("</div>\n");
    }

    private void Facts(ReportedCard card)
    {
        TemporaryCard? known = card.Card;
        html.Raw("<dl class=\"facts\">").Fact("Site", known?.Site).Fact("Requested by", known?.RequestedBy);
        foreach ((string name, string value) in Fields(known))
            html.Raw("<div>").Element("dt", name).Element("dd", value).Raw("</div>");
        if (card.Tries.Count == 0)
        {
            html.Fact("Production", "Not made yet").Raw("</dl>\n");
            return;
        }

        CardProduction last = card.Tries[0];
        html.Fact("Made at", last.Station)
            .Fact("Made", times.Of(last.StartedAt))
            .Fact("Took", Duration(last.Duration))
            .Fact("Try", Html.Number(last.Attempt))
            .Fact("Valid until", times.Day(last.ValidUntil))
            .Fact("Body", last.BodyId, "code")
            .Fact("Problem", last.State == ProductionState.Succeeded ? null : ReportWriter.Why(last), "problem")
            .Raw("</dl>\n");
    }

    private void Certificates(IReadOnlyList<CardCertificate> certificates)
    {
        if (certificates.Count == 0)
            return;
        bool areAttested = certificates.Any(certificate => certificate.IsAttested);
        html.Raw("<div class=\"scroll\"><table><thead><tr><th>Slot</th><th>Certificate</th><th>Authority</th>")
            .Raw("<th>Serial number</th><th>Until</th>").Raw(areAttested ? "<th>Key</th>" : "")
            .Raw("<th>State</th></tr></thead><tbody>");
        foreach (CardCertificate certificate in certificates)
        {
            html.Raw("<tr>").Element("td", certificate.Slot, "key").Element("td", certificate.Profile)
                .Element("td", certificate.Authority).Element("td", certificate.SerialNumber, "code")
                .Element("td", times.Day(certificate.NotAfter));
            if (areAttested)
                html.Element("td", certificate.IsAttested ? "Made on the card, proven" : "");
            html.Element("td", certificate.State.ToString(), $"state {certificate.State}").Raw("</tr>");
        }

        html.Raw("</tbody></table></div>\n");
    }

    private void Tries(ReportedCard card)
    {
        html.Raw("<ol class=\"tries\">");
        foreach (CardProduction production in card.Tries.Reverse())
        {
            html.Raw($"<li value=\"{Html.Number(production.Attempt)}\">")
                .Element("b", production.State.ToString()).Raw(" at ").Text(production.Station).Raw(", ")
                .Text(times.Of(production.EndedAt ?? production.StartedAt));
            if (ReportWriter.Why(production) is { Length: > 0 } why)
                html.Raw(": ").Text(why);
            html.Raw("</li>");
        }

        html.Raw("</ol>\n");
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(TemporaryCard? card) =>
        card is null ? [] : card.Fields.OrderBy(f => f.Key, StringComparer.OrdinalIgnoreCase);

    private static string? Duration(TimeSpan? duration) => duration is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.0} s")
        : null;
}
