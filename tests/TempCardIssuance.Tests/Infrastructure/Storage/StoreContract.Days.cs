using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>The days by which the audit trail is searched by date.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Each_day_of_the_trail_is_found_also_where_the_clock_was_set_back()
    {
        await RecordOnDaysAsync(0, 0, 1, 3, 3);
        await RecordOnDaysAsync(3, 1);
        await RecordOnDaysAsync(1, 3, 4);

        Assert.Equal([1, 3, 4, 7, 9, 10], (await Store.GetAuditDaysAsync(None)).Select(d => d.First));
        Assert.Equal([0, 1, 3, 1, 3, 4], (await Store.GetAuditDaysAsync(None)).Select(d => d.Day - FirstDay));
        Assert.Equal("3, 7, 8", await SequencesOfDaysAsync(1, 1));
        Assert.Equal("1, 2", await SequencesOfDaysAsync(-5, 0));
        Assert.Equal("", await SequencesOfDaysAsync(2, 2));
        Assert.Equal("4, 5, 6, 9, 10", await SequencesOfDaysAsync(2, 9));
        Assert.Equal("10", await SequencesOfDaysAsync(4, null));
        Assert.True((await VerifyAsync()).IsIntact);
    }

    [Fact]
    public async Task A_search_by_date_reads_only_the_days_it_asks_for()
    {
        await RecordOnDaysAsync(0, 0, 1, 1, 2, 2);
        // What is not under its day is not found: the days are what is gone by.
        await ExecuteAsync("DELETE FROM audit_days WHERE sequence = 5");

        Assert.Equal("", await SequencesOfDaysAsync(2, 2));
        Assert.Equal("3, 4", await SequencesOfDaysAsync(1, 1));
    }

    [Theory]
    [InlineData("DELETE FROM audit_days WHERE sequence = 3", "Hidden 3-3")]
    [InlineData("DELETE FROM audit_days WHERE sequence = 1", "Hidden 1-1")]
    [InlineData("UPDATE audit_days SET day = day + 7 WHERE sequence = 3", "Hidden 3-3")]
    [InlineData("UPDATE audit_days SET sequence = 4 WHERE sequence = 3", "Hidden 3-4")]
    [InlineData("INSERT INTO audit_days (sequence, day) VALUES (2, 1)", "Hidden 2-2")]
    [InlineData("INSERT INTO audit_days (sequence, day) SELECT 6, day FROM audit_days WHERE sequence = 5", "Hidden 6-6")]
    [InlineData("INSERT INTO audit_days (sequence, day) VALUES (99, 1)", "Hidden 99-99")]
    [InlineData("INSERT INTO audit_days (sequence, day) VALUES (-1, 1)", "Hidden -1--1")]
    public async Task A_day_that_was_hidden_is_found(string tampering, string finding)
    {
        await RecordOnDaysAsync(0, 0, 1, 1, 2, 2);
        await ExecuteAsync(tampering);

        Assert.Equal([finding], await FindingsAsync());
    }

    private static long FirstDay => Start.UtcTicks / TimeSpan.TicksPerDay;

    private Task RecordOnDaysAsync(params int[] days) => Store.ApplyAsync(
        new ChangeSet([], [.. days.Select(day => Event(AuditKinds.CardClaimed, "T-1") with { At = Start.AddDays(day) })]),
        None);

    private async Task<string> SequencesOfDaysAsync(int first, int? last)
    {
        DateTimeOffset midnight = new(Start.UtcDateTime.Date, TimeSpan.Zero);
        var query = new AuditQuery
        {
            From = midnight.AddDays(first),
            Before = last is { } day ? midnight.AddDays(day + 1) : null,
        };
        return string.Join(", ", (await ListAsync(Store.ReadAuditAsync(query, None))).Select(e => e.Sequence));
    }
}
