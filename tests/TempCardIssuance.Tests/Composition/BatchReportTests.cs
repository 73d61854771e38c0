using System.Text;
using System.Text.RegularExpressions;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A batch as a file: which pictures it shows, and what it says of them.</summary>
public sealed class BatchReportTests
{
    private const string Drawn = "Drawn for this report";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Faces_that_are_files_are_shown_as_they_are()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        string html = await WriteAsync(workshop.Session, batch);

        Assert.Equal(
            Assert.Single(batch.Productions).Faces.Select(File.ReadAllText), Pictures(html));
        Assert.DoesNotContain(Drawn, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_face_whose_file_is_gone_is_drawn_again_and_the_report_says_so()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));
        IReadOnlyList<string> faces = batch.Productions.Single(p => p.CardNumber == "T-00001").Faces;
        string[] before = [.. faces.Select(File.ReadAllText)];
        File.Delete(faces[1]);

        string html = await WriteAsync(workshop.Session, batch);

        Assert.Equal(before, Pictures(html).Take(2));
        Assert.Equal(1, Regex.Count(html, Drawn, RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>What stands in a store decides nothing about what is read.</summary>
    [Fact]
    public async Task Files_outside_of_the_folders_of_printers_are_not_read()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));
        await File.WriteAllTextAsync(batch.Productions[0].Faces[0], Faces.Svg("<text>elsewhere</text>"), None);

        await using IssuanceSession other = Change(workshop, "path: faces/", "path: face/");
        string html = await WriteAsync(other, batch);

        Assert.Equal(2, Pictures(html).Count());
        Assert.DoesNotContain(Pictures(html), svg => svg.Contains("elsewhere", StringComparison.Ordinal));
        Assert.Contains(Drawn, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layout_that_can_not_be_read_any_more_costs_the_pictures_and_not_the_report()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));
        File.Delete(batch.Productions[0].Faces[0]);

        await using IssuanceSession other = Change(workshop, "layout: default", "layout: gone.svg");
        string html = await WriteAsync(other, batch);

        Assert.Empty(Pictures(html));
        Assert.Contains("gone.svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_card_that_was_repeated_the_last_face_is_shown()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));
        batch = await workshop.RepeatAsync(batch, "T-00001");

        string html = await WriteAsync(workshop.Session, batch);

        Assert.Equal(
            batch.Productions.Single(p => p.Attempt == 2).Faces.Select(File.ReadAllText), Pictures(html));
    }

    [Fact]
    public async Task A_reason_is_text_whatever_it_says()
    {
        const string Hostile = "</title></style><script>alert(1)</script>\"><img src=x onerror=alert(2)> \u202e";
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));
        await workshop.Session.Issuance.RepeatAsync(
            new RepeatRequest { BatchId = batch.Id, CardNumbers = ["T-00001"], Reason = Hostile }, workshop, None);
        await workshop.Session.Closing.CancelAsync(new() { BatchId = batch.Id, Reason = Hostile }, workshop, None);

        string html = await WriteAsync(workshop.Session, batch);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", html, StringComparison.Ordinal);
        Assert.True(Regex.Count(html, "&lt;script&gt;alert", RegexOptions.None, TimeSpan.FromSeconds(1)) >= 2);
    }

    [Fact]
    public async Task A_file_that_is_there_stays_unless_that_is_said()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));
        string file = Path.Combine(workshop.Folder, "report.html");
        await File.WriteAllTextAsync(file, "mine", None);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => WriteAsync(workshop.Session, batch));

        Assert.Equal((ErrorIds.FileNotUsable, "mine"), (error.ErrorId, await File.ReadAllTextAsync(file, None)));
        await workshop.Session.Reports.WriteAsync(new ReportRequest(batch.Id, file) { Replace = true }, None);
        Assert.NotEqual("mine", await File.ReadAllTextAsync(file, None));
        Assert.Equal([file], Directory.GetFiles(workshop.Folder, "report.html*"));
    }

    private static IEnumerable<string> Pictures(string html) =>
        Regex.Matches(html, "(?<=data:image/svg\\+xml;base64,)[^\"]+", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Value)));

    private static IssuanceSession Change(Workshop workshop, string old, string with)
    {
        string yaml = File.ReadAllText(workshop.ConfigurationFile);
        Assert.Contains(old, yaml, StringComparison.Ordinal);
        string file = Path.Combine(workshop.Folder, "other.yaml");
        File.WriteAllText(file, yaml.Replace(old, with, StringComparison.Ordinal));
        return IssuanceSession.Open(file, workshop.Clock);
    }

    private static async Task<string> WriteAsync(IssuanceSession session, CardBatch batch)
    {
        string file = Path.Combine(Path.GetDirectoryName(session.ConfigurationPath)!, "report.html");
        await session.Reports.WriteAsync(new ReportRequest(batch.Id, file), None);
        return await File.ReadAllTextAsync(file, None);
    }
}
