using System.Text;
using System.Text.RegularExpressions;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Printing.Report;

namespace TempCardIssuance.Tests.Printing.Report;

public sealed class ReportWriterTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\0'</style>";

    private static readonly DateTimeOffset Now = new(2031, 5, 17, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Values_are_text_wherever_they_go()
    {
        string html = await WriteAsync(Card("T-00001", Hostile));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", html, StringComparison.Ordinal);
        Assert.Single(Find(html, "</style>"));
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_loaded_and_pictures_are_shut_off_from_the_page()
    {
        string html = await WriteAsync(Card("T-00001", "a"), Card("T-00002", "b"));

        Assert.Contains("default-src 'none'; img-src data:;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        MatchCollection pictures = Find(html, "<img [^>]*src=\"data:image/svg\\+xml;base64,([^\"]+)\"");
        Assert.Equal(4, pictures.Count);
        Assert.Contains(
            "id=\"same\"",
            Encoding.UTF8.GetString(Convert.FromBase64String(pictures[0].Groups[1].Value)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_card_is_found_from_the_contents()
    {
        string html = await WriteAsync([.. Enumerable.Range(1, 1000).Select(i => Card($"T-{i:00000}", "a"))]);

        string[] links = [.. Find(html, "href=\"#([^\"]+)\"").Select(m => m.Groups[1].Value)];
        string[] ids = [.. Find(html, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];
        Assert.Equal(1000, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids, links);
    }

    [Fact]
    public async Task It_says_where_the_trail_ended_and_no_sealed_pin()
    {
        string html = await WriteAsync(Card("T-00001", "a"));

        Assert.Contains("event 42", html, StringComparison.Ordinal);
        Assert.Contains("ABCD", html, StringComparison.Ordinal);
        Assert.DoesNotContain("SEALED", html, StringComparison.Ordinal);
    }

    private static MatchCollection Find(string html, string pattern) =>
        Regex.Matches(html, pattern, RegexOptions.None, TimeSpan.FromSeconds(10));

    private static ReportedCard Card(string number, string text) => new(
        number,
        new TemporaryCard
        {
            CardNumber = number,
            State = CardState.Unassigned,
            Site = text,
            Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text },
            RequestedAt = Now,
            StateSince = Now,
        },
        [
            new CardProduction
            {
                Id = $"B-000001/{number}/1",
                BatchId = "B-000001",
                CardNumber = number,
                Attempt = 1,
                Station = text,
                State = ProductionState.Spoiled,
                StartedAt = Now,
                Message = text,
                BodyId = text,
                SpoiledReason = text,
                SealedPins = "SEALED",
            },
        ])
    {
        Face = () => new ReportedFace(
            [.. new[] { "front", "back" }.Select(side => (side, Encoding.UTF8.GetBytes(Faces.Svg("<g id=\"same\"/>"))))],
            text),
    };

    private static async Task<string> WriteAsync(params ReportedCard[] cards)
    {
        var batch = new CardBatch
        {
            Id = "B-000001",
            State = BatchState.Produced,
            Operator = Hostile,
            ClosedAt = Now,
            ClosedBy = Hostile,
            Reason = Hostile,
            Options = new BatchOptions(),
            StartedAt = Now,
            Productions = [.. cards.SelectMany(card => card.Tries)],
        };
        using var stream = new MemoryStream();
        await ReportWriter.WriteAsync(
            new BatchReport(batch, cards, new AuditHead(42, "ABCD"), Now, TimeZoneInfo.Utc),
            stream,
            CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
