using System.Globalization;
using System.Text.Json;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Cli;

public sealed class LifeCommandTests
{
    [Fact]
    public async Task What_is_planned_for_several_cards_is_what_would_happen_to_them_one_after_the_other()
    {
        using Workplace place = await CompletedAsync(3);

        Outcome preview = await Tempcard.RunAsync(
            [.. place.Here("grant", "T-00001 ", "T-00002", "t-00001", "--holder", "anna", "--what-if")]);
        Outcome locked = await Tempcard.RunAsync([.. place.Here("lock", "T-00003", "T-00003", "--yes", "--json")]);
        Outcome nothing = await Tempcard.RunAsync([.. place.Here("lock", "T-00003", "--what-if")]);

        Assert.Equal(ExitCodes.CardsFailed, preview.ExitCode);
        Assert.StartsWith("Hand out card T-00001 to anna until ", preview.Out, StringComparison.Ordinal);
        Assert.Single(preview.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("[TempCard.HolderHasCard]", preview.Error, StringComparison.Ordinal);
        Assert.Contains("[TempCard.CardStateInvalid]", preview.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.CardsFailed, locked.ExitCode);
        Assert.Equal("Locked", Assert.Single(locked.Json.EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal("TempCard.CardStateInvalid", locked.JsonError.GetProperty("id").GetString());
        Assert.Equal("", nothing.Out);
    }

    [Fact]
    public async Task A_preview_says_where_so_many_at_once_need_a_second_operator()
    {
        using Workplace place = await CompletedAsync(3);
        await File.AppendAllTextAsync(Path.Combine(place.Folder, "tempcard.yaml"), "\nrevoke: { together: 2 }\n");

        Outcome two = await Tempcard.RunAsync(
            [.. place.Here("revoke", "T-00001", "T-00002", "--reason", "lost", "--what-if")]);
        Outcome three = await Tempcard.RunAsync(
            [.. place.Here("revoke", "T-00001", "T-00002", "T-00003", "--reason", "lost", "--what-if")]);

        Assert.DoesNotContain("second operator", two.Out, StringComparison.Ordinal);
        Assert.Single(three.Out.Split('\n'), line => line.EndsWith(
            "so many at once a second operator has to order as well", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "23:59:59")]
    [InlineData("T00:00", "00:00:00")]
    [InlineData("T16:30:15", "16:30:15")]
    public async Task A_day_alone_is_in_the_loan(string time, string end)
    {
        using Workplace place = await CompletedAsync(1);
        string day = DateTime.Now.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        JsonElement cards = await place.DoneAsync("grant", "T-00001", "--holder", "anna", "--until", day + time);

        DateTimeOffset ends = cards.EnumerateArray().Single().GetProperty("endsAt").GetDateTimeOffset();
        Assert.Equal($"{day}T{end}", ends.LocalDateTime.ToString("s", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("T-00001\n", "TempCard.UsageInvalid", "take-back", "--counted", "--station", "training")]
    [InlineData("T-00001\n", "TempCard.UsageInvalid", "revoke", "--reason", "lost", "--station", "training", "--not-counted")]
    [InlineData("\uFEFF \r\n", "TempCard.CountInvalid", "revoke", "--reason", "lost", "--not-counted")]
    [InlineData("T-00001,Oslo\n", "TempCard.CountInvalid", "revoke", "--reason", "lost", "--not-counted")]
    public async Task A_file_that_can_not_be_meant_changes_nothing(string text, string error, params string[] command)
    {
        using Workplace place = await CompletedAsync(2);
        string file = place.Write("counted.txt", text);
        List<string> arguments = [.. command, "--yes", "--json"];
        arguments.Insert(arguments.FindIndex(a => a.EndsWith("counted", StringComparison.Ordinal)) + 1, file);

        Outcome refused = await Tempcard.RunAsync([.. place.Here(arguments)]);

        Assert.Equal((ExitCodes.Usage, error), (refused.ExitCode, refused.JsonError.GetProperty("id").GetString()));
        Assert.Equal(["T-00001", "T-00002"], await place.CardsAsync("unassigned"));
    }

    [Fact]
    public async Task A_site_without_what_was_counted_there_is_no_order()
    {
        using Workplace place = await CompletedAsync(1);

        Outcome refused = await Tempcard.RunAsync(
            [.. place.Here(["revoke", "T-00001", "--reason", "lost", "--site", "Oslo", "--yes", "--json"])]);

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Equal(ErrorIds.UsageInvalid, refused.JsonError.GetProperty("id").GetString());
        Assert.Equal(["T-00001"], await place.CardsAsync("unassigned"));
    }

    private static async Task<Workplace> CompletedAsync(int count)
    {
        Workplace place = await Workplace.WithRequestsAsync(count);
        await place.DoneAsync("issue", "--number", "*", "--yes");
        await place.DoneAsync("complete", "B-000001", "--yes");
        return place;
    }
}
