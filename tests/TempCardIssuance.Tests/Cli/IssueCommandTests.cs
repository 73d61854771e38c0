using System.Text.Json;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class IssueCommandTests
{
    [Fact]
    public async Task Requested_cards_become_unassigned_and_the_result_is_one_json_document()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(3);

        Outcome outcome = await workplace.RunAsync("issue", "--number", "T-0000*", "--pin-length", "8", "--json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("B-000001", outcome.Json.GetProperty("id").GetString());
        Assert.Equal("Produced", outcome.Json.GetProperty("state").GetString());
        Assert.Equal(8, outcome.Json.GetProperty("options").GetProperty("pinLength").GetInt32());
        Assert.All(
            outcome.Json.GetProperty("productions").EnumerateArray(),
            p => Assert.Equal("Succeeded", p.GetProperty("state").GetString()));
        Assert.Equal(3, outcome.Events.Count(e => e.GetProperty("event").GetString() == "productionEnded"));
        Assert.Equal(["T-00001", "T-00002", "T-00003"], await workplace.CardsAsync("unassigned"));
    }

    [Fact]
    public async Task Without_json_a_script_gets_plain_lines_and_what_to_do_next()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);

        Outcome outcome = await workplace.RunAsync("issue", "T-00001");

        Assert.Contains("T-00001: Succeeded", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("B-000001: Produced, 1 card: 1 unassigned", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("tempcard complete B-000001", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", outcome.Out + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_terminal_the_same_is_done_with_live_progress()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);

        Outcome outcome = await Tempcard.AnswerAsync("", [.. workplace.Here("issue", "T-00001", "T-00002", "NOPE")]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("NOPE: refused", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["T-00001", "T-00002"], await workplace.CardsAsync("unassigned"));
    }

    [Fact]
    public async Task What_if_shows_cards_stations_and_options_and_touches_nothing()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(2);

        JsonElement plan = await workplace.DoneAsync(
            "issue", "--site", "oslo", "--first", "1", "--what-if", "--no-print");

        JsonElement card = Assert.Single(plan.GetProperty("cards").EnumerateArray());
        Assert.Equal("T-00001", card.GetProperty("cardNumber").GetString());
        Assert.False(plan.GetProperty("options").GetProperty("print").GetBoolean());
        Assert.Equal("training", plan.GetProperty("options").GetProperty("stations")[0].GetString());
        Assert.Equal(2, (await workplace.CardsAsync("requested")).Count);
        Assert.Equal(0, (await workplace.DoneAsync("batches")).GetArrayLength());
        Assert.Equal(1, (await workplace.DoneAsync("history", "T-00001")).GetArrayLength());
        Assert.False(Directory.Exists(Path.Combine(workplace.Folder, "ca")));
        Assert.False(Directory.Exists(Path.Combine(workplace.Folder, "faces")));
    }

    [Fact]
    public async Task A_card_that_can_not_be_issued_is_refused_and_the_others_are_made()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);

        Outcome outcome = await workplace.RunAsync("issue", "T-00001", "NOPE", "--json");

        Assert.Equal(1, outcome.ExitCode);
        JsonElement refused = outcome.Events.Single(e => e.GetProperty("event").GetString() == "cardRefused");
        Assert.Equal("NOPE", refused.GetProperty("cardNumber").GetString());
        Assert.Equal(ErrorIds.CardNotFound, refused.GetProperty("error").GetProperty("id").GetString());
        Assert.Equal(1, outcome.Json.GetProperty("unassigned").GetInt32());
    }

    [Fact]
    public async Task Where_every_card_is_refused_there_is_no_batch_and_the_exit_code_says_refused()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        Outcome outcome = await workplace.RunAsync("issue", "NOPE");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(outcome.Out);
        Assert.Equal(0, (await workplace.DoneAsync("batches")).GetArrayLength());
    }

    [Theory]
    [InlineData("--pin-length 4", ErrorIds.PinLengthInvalid)]
    [InlineData("--certificate nobody", ErrorIds.ProfileNotFound)]
    [InlineData("--no-encode --certificate authentication", ErrorIds.CertificatesWithoutEncoding)]
    [InlineData("--no-encode --no-print", ErrorIds.NothingToDo)]
    [InlineData("--station nowhere", ErrorIds.StationNotFound)]
    public async Task Options_that_can_not_be_are_refused_before_a_card_is_claimed(string options, string errorId)
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);

        Outcome outcome = await workplace.RunAsync(["issue", "T-00001", "--json", .. options.Split(' ')]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(errorId, outcome.JsonError.GetProperty("id").GetString());
        Assert.Equal(["T-00001"], await workplace.CardsAsync("requested"));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_is_told()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);

        Outcome outcome = await workplace.RunAsync("issue", "--site", "Bergen", "--json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(ErrorIds.NoCards, outcome.JsonError.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_stop_finishes_the_card_in_hand_and_tells_how_to_resume()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(3);
        using var stop = new CancellationTokenSource();
        Terminal terminal = Tempcard.Script("") with { Error = new WatchedWriter("T-00001: Succeeded", stop.Cancel) };

        Outcome stopped = await Tempcard.RunAsync(terminal, workplace.Here("issue", "--number", "*"), stop.Token);

        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("tempcard resume B-000001", stopped.Out, StringComparison.Ordinal);
        Assert.Equal(["T-00001"], await workplace.CardsAsync("unassigned"));
        JsonElement resumed = await workplace.DoneAsync("resume", "B-000001");
        Assert.Equal(3, resumed.GetProperty("unassigned").GetInt32());
        Assert.Equal(3, resumed.GetProperty("productions").GetArrayLength());
    }

    [Fact]
    public async Task A_stop_before_anything_was_begun_is_told_as_such()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Outcome outcome = await Tempcard.RunAsync(
            Tempcard.Script(""), workplace.Here("issue", "T-00001", "--json"), stop.Token);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(ErrorIds.Interrupted, outcome.JsonError.GetProperty("id").GetString());
        Assert.Equal(["T-00001"], await workplace.CardsAsync("requested"));
    }
}
