using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class RequestCommandTests
{
    [Fact]
    public async Task New_requests_follow_the_pattern_and_carry_what_was_given()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        JsonElement cards = await workplace.DoneAsync(
            "request", "new", "--amount", "2", "--pattern", "T-{0:000}", "--site", "Tromsø",
            "--requested-by", "reception", "--priority", "7", "--field", "building=A=1", "--field", "floor=2");

        Assert.Equal(["T-001", "T-002"], cards.EnumerateArray().Select(c => c.GetProperty("cardNumber").GetString()));
        Assert.Equal("Tromsø", cards[0].GetProperty("site").GetString());
        Assert.Equal(7, cards[0].GetProperty("priority").GetInt32());
        Assert.Equal("A=1", cards[0].GetProperty("fields").GetProperty("building").GetString());
        Assert.Equal("Requested", cards[0].GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("{0:D999999999}")]
    [InlineData("{0,999999999}")]
    [InlineData("T-{0:X2000000}")]
    public async Task A_number_of_a_million_digits_is_no_pattern(string pattern)
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        Outcome outcome = await workplace.RunAsync("request", "new", "--amount", "1", "--pattern", pattern, "--json");

        Assert.Equal(ErrorIds.NumberPatternInvalid, outcome.JsonError.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("--site", "Ba\u001b[31msel")]
    [InlineData("--requested-by", "An\nna")]
    [InlineData("--field", "building=\u009bA")]
    [InlineData("--field", "buil\u0007ding=A")]
    [InlineData("--field", "upn=hans")]
    [InlineData("--field", "SID=S-1-garbage")]
    public async Task A_value_that_can_not_be_used_is_refused(string option, string value)
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        Outcome one = await workplace.RunAsync("request", "new", "--number", "X-1", option, value, "--json");
        Outcome some = await workplace.RunAsync("request", "new", "--amount", "2", option, value);

        Assert.Equal(ErrorIds.RequestInvalid, one.JsonError.GetProperty("id").GetString());
        Assert.Contains(ErrorIds.RequestInvalid, some.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', some.Error);
        Assert.Empty(await workplace.CardsAsync("requested"));
    }

    [Fact]
    public async Task Cards_that_came_back_are_requested_from_what_a_scanner_wrote()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);
        await workplace.DoneAsync("issue", "--number", "T-*");
        await workplace.DoneAsync("complete", "B-000001", "--yes");
        string file = workplace.Write("back.txt", "\uFEFFT-00002\r\n\r\n t-00001 \r\nT-00002\r\nT-00009\r\n");

        Outcome back = await workplace.RunAsync(
            "take-back", "--counted", file, "--not-seen", "in the box", "--yes", "--json");
        Outcome again = await workplace.RunAsync(
            "request", "new", "--returned", "--counted", file, "--new-body", "--reason", "shredded", "--json");
        Outcome wrong = await workplace.RunAsync("request", "new", "--counted", file, "--json");

        Assert.Equal((1, 1), (back.ExitCode, again.ExitCode));
        Assert.Contains(ErrorIds.CardNotFound, back.Error, StringComparison.Ordinal);
        Assert.Contains(ErrorIds.CardNotFound, again.Error, StringComparison.Ordinal);
        Assert.Equal(ErrorIds.UsageInvalid, wrong.JsonError.GetProperty("id").GetString());
        Assert.Equal(["T-00001", "T-00002"], await workplace.CardsAsync("requested"));
    }

    [Fact]
    public async Task A_search_combines_its_options()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(3);
        await workplace.DoneAsync("request", "new", "--amount", "2", "--pattern", "X-{0:0}", "--priority", "9");

        Assert.Equal(["T-00002", "T-00003"], await FindAsync("--number", "t-*", "--skip", "1", "--from", "2020-01-01"));
        Assert.Equal(["X-2"], await FindAsync("--min-priority", "5", "--skip", "1"));
        Assert.Equal(["X-1", "T-00001"], await FindAsync("--number", "T-00001", "--number", "X-1"));
        Assert.Equal(["T-00001", "X-1"], await FindAsync("--number", "?-*1", "--order", "number", "--first", "2"));
        Assert.Empty(await FindAsync("--before", "2020-01-01T10:00Z"));

        async Task<IEnumerable<string?>> FindAsync(params string[] options) =>
            (await workplace.DoneAsync(["requests", .. options])).EnumerateArray()
                .Select(c => c.GetProperty("cardNumber").GetString());
    }

    [Fact]
    public async Task Without_a_terminal_a_table_is_columns_of_text()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);

        Outcome outcome = await workplace.RunAsync("requests");

        string[] lines = outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("CARD     STATE      SITE", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("T-00001  Requested  Oslo", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_store_where_there_was_another_is_warned_of()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);
        await workplace.DoneAsync("issue", "T-00001");
        foreach (string file in Directory.GetFiles(workplace.Folder, "tempcard.db*"))
            File.Move(file, file + ".old");

        Outcome first = await workplace.RunAsync("request", "new", "--amount", "1", "--json");
        Outcome second = await workplace.RunAsync("request", "new", "--amount", "1", "--json");

        Assert.Equal("storeBeginsAnew", Assert.Single(first.Events).GetProperty("event").GetString());
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Empty(second.Events);
    }

    [Fact]
    public async Task A_removed_request_is_aborted_and_what_can_not_be_removed_is_told()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);

        Outcome outcome = await workplace.RunAsync("request", "remove", "T-00001", "NOPE", "T-00002", "--yes", "--json");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(2, outcome.Json.GetArrayLength());
        Assert.Equal(ErrorIds.CardNotFound, outcome.JsonError.GetProperty("id").GetString());
        Assert.Equal(["T-00001", "T-00002"], await workplace.CardsAsync("aborted"));
    }

    [Fact]
    public async Task The_history_of_a_card_begins_with_its_request()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);

        JsonElement events = await workplace.DoneAsync("history", "T-00001");
        Outcome unknown = await workplace.RunAsync("history", "NOPE", "--json");

        Assert.Equal("CardRequested", events[0].GetProperty("kind").GetString());
        Assert.Equal(2, unknown.ExitCode);
        Assert.Equal(ErrorIds.CardNotFound, unknown.JsonError.GetProperty("id").GetString());
    }
}
