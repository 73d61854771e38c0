using System.Text.Json;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

/// <summary>What can be done with a batch that was produced.</summary>
public sealed class BatchCommandTests
{
    [Fact]
    public async Task A_card_that_came_out_wrong_is_made_again()
    {
        using Workplace workplace = await IssuedAsync(2);

        JsonElement batch = await workplace.DoneAsync(
            "repeat", "B-000001", "--number", "T-00002", "--reason", "face smudged", "--yes");

        JsonElement[] tries =
        [
            .. batch.GetProperty("productions").EnumerateArray()
                .Where(p => p.GetProperty("cardNumber").GetString() == "T-00002"),
        ];
        Assert.Equal(["Spoiled", "Succeeded"], tries.Select(p => p.GetProperty("state").GetString()));
        Assert.Equal("face smudged", tries[0].GetProperty("spoiledReason").GetString());
    }

    [Fact]
    public async Task A_good_card_is_not_spoiled_without_asking_and_what_if_says_that_it_would_be()
    {
        using Workplace workplace = await IssuedAsync(1);

        Outcome asked = await workplace.RunAsync("repeat", "B-000001", "--number", "T-00001", "--json");
        JsonElement preview = await workplace.DoneAsync("repeat", "B-000001", "--number", "T-00001", "--what-if");

        Assert.Equal(ErrorIds.ConfirmationRequired, asked.JsonError.GetProperty("id").GetString());
        Assert.Contains("good (T-00001)", preview.ToString(), StringComparison.Ordinal);
        Assert.Equal(["T-00001"], await workplace.CardsAsync("unassigned"));
    }

    [Theory]
    [InlineData("repeat")]
    [InlineData("cancel")]
    public async Task A_try_that_is_not_the_last_one_any_more_is_refused(string verb)
    {
        using Workplace workplace = await IssuedAsync(1);
        string[] card = ["B-000001", "--number", "T-00001", "--attempt", "1", "--yes"];
        await workplace.DoneAsync(["repeat", .. card]);

        Outcome outcome = await workplace.RunAsync([verb, .. card, "--json"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(ErrorIds.ProductionNotLast, outcome.JsonError.GetProperty("id").GetString());
        Assert.Equal(["T-00001"], await workplace.CardsAsync("unassigned"));
    }

    [Fact]
    public async Task Repeating_where_nothing_failed_is_told()
    {
        using Workplace workplace = await IssuedAsync(1);

        Outcome outcome = await workplace.RunAsync("repeat", "B-000001", "--json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(ErrorIds.NoCards, outcome.JsonError.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("cancel")]
    public async Task What_has_to_be_confirmed_is_refused_where_nobody_can_be_asked(string verb)
    {
        using Workplace workplace = await IssuedAsync(1);

        Outcome outcome = await workplace.RunAsync(verb, "B-000001");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("--yes", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("Produced", await StateAsync(workplace));
    }

    [Theory]
    [InlineData("complete", "y\n", 0, "Completed")]
    [InlineData("complete", "n\n", 1, "Produced")]
    [InlineData("complete", "", 1, "Produced")]
    [InlineData("cancel", "yes\n", 0, "Cancelled")]
    [InlineData("cancel", "\n", 1, "Produced")]
    public async Task At_a_terminal_the_operator_is_asked(string verb, string typed, int code, string state)
    {
        using Workplace workplace = await IssuedAsync(1);

        Outcome outcome = await Tempcard.AnswerAsync(typed, [.. workplace.Here(verb, "B-000001")]);

        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains("B-000001", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("[y/N] ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(state, await StateAsync(workplace));
    }

    [Fact]
    public async Task A_batch_is_completed_once()
    {
        using Workplace workplace = await IssuedAsync(1);

        JsonElement completed = await workplace.DoneAsync("complete", "B-000001", "--yes");
        Outcome again = await workplace.RunAsync("complete", "B-000001", "--yes", "--json");

        Assert.Equal("Completed", completed.GetProperty("state").GetString());
        Assert.Equal(1, again.ExitCode);
        Assert.Equal(ErrorIds.BatchStateInvalid, again.JsonError.GetProperty("id").GetString());

        // Nobody is asked about what can't be done anyway.
        Outcome unasked = await workplace.RunAsync("complete", "B-000001", "--json");
        Assert.Equal(1, unasked.ExitCode);
        Assert.Equal(ErrorIds.BatchStateInvalid, unasked.JsonError.GetProperty("id").GetString());
        Assert.Contains("tempcard issue", again.JsonError.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_gives_the_cards_back()
    {
        using Workplace workplace = await IssuedAsync(2);

        await workplace.DoneAsync("cancel", "B-000001", "--number", "T-00001", "--yes");
        Assert.Equal(["T-00001"], await workplace.CardsAsync("requested"));

        JsonElement batch = await workplace.DoneAsync("cancel", "B-000001", "--yes", "--reason", "wrong site");
        Assert.Equal("wrong site", batch.GetProperty("reason").GetString());
        Assert.Equal(["T-00001", "T-00002"], await workplace.CardsAsync("requested"));
    }

    [Theory]
    [InlineData("batches B-000099")]
    [InlineData("complete B-000099 --yes")]
    [InlineData("cancel B-000099 --yes")]
    [InlineData("repeat B-000099")]
    [InlineData("resume B-000099")]
    public async Task A_batch_that_does_not_exist_is_told(string line)
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);

        Outcome outcome = await workplace.RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(ErrorIds.BatchNotFound, outcome.JsonError.GetProperty("id").GetString());
        Assert.Contains(
            "tempcard batches", outcome.JsonError.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_are_listed_without_productions_and_shown_with_them()
    {
        using Workplace workplace = await IssuedAsync(1);

        JsonElement listed = await workplace.DoneAsync("batches", "B-*", "--state", "produced");
        JsonElement shown = await workplace.DoneAsync("batches", "B-000001");

        Assert.Equal(0, listed[0].GetProperty("productions").GetArrayLength());
        JsonElement production = Assert.Single(shown[0].GetProperty("productions").EnumerateArray());
        Assert.Equal("9A", production.GetProperty("certificates")[0].GetProperty("slot").GetString());
        Assert.True(production.GetProperty("startedAt").TryGetDateTimeOffset(out _));
    }

    private static async Task<Workplace> IssuedAsync(int cards)
    {
        Workplace workplace = await Workplace.WithRequestsAsync(cards);
        await workplace.DoneAsync("issue", "--number", "*");
        return workplace;
    }

    private static async Task<string?> StateAsync(Workplace workplace) =>
        (await workplace.DoneAsync("batches"))[0].GetProperty("state").GetString();
}
