using System.Globalization;
using System.Reflection;
using System.Text;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Printing.Report;

/// <summary>
/// Writes the report of a batch: one HTML file with all that it shows, without scripts, for screens in light and dark
/// and for A4 paper.
/// </summary>
public static class ReportWriter
{
    /// <summary>What a browser may do with the file: show pictures that are in it, and nothing else.</summary>
    private const string Policy =
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// <param name="report">What to write.</param>
    /// <param name="stream">Where to; stays open. UTF-8.</param>
    /// <param name="cancellationToken">Ends it between two cards.</param>
    public static async Task WriteAsync(BatchReport report, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var html = new Html(writer);
        var times = new ReportTimes(report.Zone);
        Begin(html, report);
        Summary(html, report, times);
        Contents(html, report);
        Spoiled(html, report, times);
        html.Raw("<section><h2>Cards</h2>\n");
        var cards = new CardSection(html, times);
        foreach ((int index, ReportedCard card) in report.Cards.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            cards.Write(index, card);
            await writer.FlushAsync(cancellationToken);
        }

        html.Raw("</section>\n");
        End(html, report, times);
        await writer.FlushAsync(cancellationToken);
    }

    private static void Begin(Html html, BatchReport report)
    {
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Raw("<meta name=\"color-scheme\" content=\"light dark\">")
            .Raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Raw("<title>Batch ").Plain(report.Batch.Id).Raw("</title>\n<style>\n")
            .Raw(Style()).Raw("</style></head>\n<body><main>\n");
    }

    private static string Style()
    {
        Assembly assembly = typeof(ReportWriter).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }

    private static void Summary(Html html, BatchReport report, ReportTimes times)
    {
        CardBatch batch = report.Batch;
        CardCertificate[] certificates = [.. batch.Productions.SelectMany(p => p.Certificates)];
        html.Raw("<header><p class=\"kind\">Temporary cards</p><h1>Batch ").Text(batch.Id).Raw(" ")
            .Element("span", batch.State.ToString(), $"pill {batch.State}").Raw("</h1>\n<ul class=\"tiles\">");
        Tile(html, report.Cards.Count, "cards", "");
        Tile(html, batch.Unassigned, "unassigned", "good");
        Tile(html, batch.Failed, "failed", batch.Failed > 0 ? "bad" : "");
        if (batch.InProduction > 0)
            Tile(html, batch.InProduction, "to make", "warn");
        int spoiled = batch.Productions.Count(p => p.State == ProductionState.Spoiled);
        Tile(html, spoiled, spoiled == 1 ? "spoiled try" : "spoiled tries", spoiled > 0 ? "warn" : "");
        Tile(html, certificates.Count(c => c.State == CertificateState.Active), "certificates active", "");
        Tile(html, certificates.Count(c => c.State != CertificateState.Active), "certificates revoked or due", "");
        html.Raw("</ul>\n<dl class=\"facts\">")
            .Fact("Started", $"{times.Of(batch.StartedAt)}, by {batch.Operator}")
            .Fact("Produced", times.Of(batch.ProducedAt))
            .Fact(
                batch.State == BatchState.Cancelled ? "Cancelled" : "Completed",
                batch.ClosedAt is null ? null : $"{times.Of(batch.ClosedAt)}, by {batch.ClosedBy}")
            .Fact("Reason", batch.Reason)
            .Fact("Stations", string.Join(", ", batch.Options.Stations));
        foreach (string line in batch.Options.ToLines())
        {
            string[] parts = line.Split(": ", 2);
            html.Fact(parts.Length == 2 ? parts[0] : "Validity", parts[^1]);
        }

        html.Raw("</dl></header>\n");
    }

    private static void Tile(Html html, int count, string text, string css) =>
        html.Raw($"<li class=\"{css}\"><b>{Html.Number(count)}</b><span>{text}</span></li>");

    private static void Contents(Html html, BatchReport report)
    {
        html.Raw("<nav><h2>Contents</h2><ol>");
        foreach ((int index, ReportedCard card) in report.Cards.Index())
        {
            html.Raw("<li><a").Attribute("href", CardSection.Link(index)).Raw($" class=\"{CardSection.Mark(card)}\">")
                .Text(card.CardNumber).Raw("</a></li>");
        }

        html.Raw("</ol></nav>\n");
    }

    private static void Spoiled(Html html, BatchReport report, ReportTimes times)
    {
        CardProduction[] tries = [.. report.Cards.SelectMany(c => c.Tries.Reverse())
            .Where(p => p.State is ProductionState.Spoiled or ProductionState.Failed)];
        if (tries.Length == 0)
            return;
        html.Raw("<section><h2>Tries that were spoiled or failed</h2>\n<div class=\"scroll\"><table><thead><tr>")
            .Raw("<th>Card</th><th>Try</th><th>Station</th><th>Ended</th><th>Body</th><th>Why</th></tr></thead>")
            .Raw("<tbody>\n");
        foreach (CardProduction spoiled in tries)
        {
            html.Raw("<tr>").Element("td", spoiled.CardNumber, "key").Element("td", Html.Number(spoiled.Attempt))
                .Element("td", spoiled.Station).Element("td", times.Of(spoiled.EndedAt))
                .Element("td", spoiled.BodyId ?? "-", "code").Element("td", Why(spoiled), "why").Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div></section>\n");
    }

    /// <summary>Why a try is no good: what went wrong, and why it was spoiled after it had ended.</summary>
    internal static string Why(CardProduction production) =>
        string.Join(" Spoiled: ", new[] { production.Message, production.SpoiledReason }.OfType<string>());

    private static void End(Html html, BatchReport report, ReportTimes times)
    {
        string version = typeof(ReportWriter).Assembly.GetName().Version?.ToString(3) ?? "";
        html.Raw("<footer><p>Made ").Text(times.Of(report.MadeAt)).Raw(" by TempCardIssuance ").Text(version)
            .Raw("; all times are those of ").Text(report.Zone.Id)
            .Raw(". It shows the store as it was then. PINs and keys are not in it.</p>\n<p>Head of the audit trail: ")
            .Raw("event ").Raw(Html.Number(report.Head.Sequence)).Raw(", ").Element("code", report.Head.Hash)
            .Raw("</p></footer>\n</main></body></html>\n");
    }
}

/// <summary>Times as people of the organisation read them.</summary>
internal sealed class ReportTimes(TimeZoneInfo zone)
{
    public string? Of(DateTimeOffset? time) => time is { } known
        ? TimeZoneInfo.ConvertTime(known, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : null;

    public string? Day(DateTimeOffset? time) => time is { } known
        ? TimeZoneInfo.ConvertTime(known, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;
}
