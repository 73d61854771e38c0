using TempCardIssuance.Composition.Operations;

namespace TempCardIssuance.Cli.Output;

/// <summary>The results of commands that make something to look at.</summary>
internal static class ReportResults
{
    public static void Faces(this CommandOutput output, IReadOnlyList<ShownFace> faces) => output.Result(
        faces,
        shapes => shapes.IReadOnlyListShownFace,
        text => text.Table(
            faces,
            "Nothing.",
            new("CARD", f => f.CardNumber),
            new("SIDE", f => f.Side),
            new("INVENTED", f => f.IsInvented ? "yes" : "no"),
            new("FILE", f => ShownPath.Of(f.Path))));

    public static void Page(this CommandOutput output, StartedPage page) => output.Result(
        page,
        shapes => shapes.StartedPage,
        text =>
        {
            text.Line($"The operator's page is at {page.Address}, process {page.ProcessId}.");
            if (page.LinkFile is { } link)
                text.Line($"This file lets you in, once: {ShownPath.Of(link)}");
        });

    public static void Report(this CommandOutput output, WrittenReport report) => output.Result(
        report,
        shapes => shapes.WrittenReport,
        text => text.Line($"Report of batch {report.BatchId}, {report.Cards} card(s): {ShownPath.Of(report.Path)}"));
}
