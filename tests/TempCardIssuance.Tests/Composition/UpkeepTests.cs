using System.Text;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Operations.Upkeep;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Upkeep does what has to happen though nobody issues.</summary>
public sealed class UpkeepTests : IDisposable
{
    private const string Card = "T-00001";
    private const string Other = "T-00002";

    private readonly HandOverPlace _place = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_loan_is_told_to_end_soon_to_have_ended_and_to_be_overdue_and_certificates_are_revoked_then()
    {
        await using Workshop workshop = await _place.CompletedAsync();
        workshop.Clock.Stop();
        await workshop.DoAsync(Grant(Card, "anna") with { Until = workshop.Clock.GetUtcNow().AddDays(2) });

        UpkeepResult none = await workshop.UpkeepAsync();
        workshop.Clock.Advance(TimeSpan.FromHours(36));
        UpkeepResult soon = await workshop.UpkeepAsync();
        workshop.Clock.Advance(TimeSpan.FromDays(1));
        UpkeepResult ended = await workshop.UpkeepAsync();
        CardCertificate still = await workshop.CertificateAsync(Card);
        workshop.Clock.Advance(TimeSpan.FromDays(1));
        UpkeepResult overdue = await workshop.UpkeepAsync();
        UpkeepResult again = await workshop.UpkeepAsync();

        Assert.Equal((0, 0, 0), (none.EndingSoon, none.Ended, none.Overdue));
        Assert.Equal((1, 0, 0), (soon.EndingSoon, soon.Ended, soon.Overdue));
        Assert.Equal((0, 1, 0), (ended.EndingSoon, ended.Ended, ended.Overdue));
        Assert.Equal(CertificateState.Active, still.State);
        Assert.Equal((0, 0, 1, 1), (overdue.EndingSoon, overdue.Ended, overdue.Overdue, overdue.Revoked));
        Assert.Equal((0, 0, 0, 0), (again.EndingSoon, again.Ended, again.Overdue, again.HandedOver));
        Assert.Equal(CertificateState.Revoked, (await workshop.CertificateAsync(Card)).State);
        Assert.Equal(
            ["granted", "endingSoon", "ended", "overdue"], _place.Told().Select(t => (string)t["event"]!));
        Assert.Equal(CardState.Expired, await workshop.StateAsync(Card));
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.Empty(report.Disagreements);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Upkeep_of_several_computers_at_once_does_each_thing_once()
    {
        await using Workshop workshop = await _place.CompletedAsync();
        await workshop.DoAsync(Grant(Card, "anna") with { Days = 0 });
        workshop.Clock.Advance(TimeSpan.FromDays(4));

        UpkeepResult[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using IssuanceSession session = workshop.OpenSession();
            return await (await session.Upkeep.PlanAsync(None)).ActAsync(None);
        }));

        Assert.Equal((1, 1), (results.Sum(r => r.Ended), results.Sum(r => r.Overdue)));
        await workshop.UpkeepAsync();
        Assert.Equal(["granted", "ended", "overdue"], _place.Told().Select(t => (string)t["event"]!));
    }

    [Fact]
    public async Task Another_computer_has_the_program()
    {
        await using Workshop workshop = await _place.CompletedAsync(("stations:", "handOver: { queue: true }\nstations:"));

        await workshop.DoAsync(Grant(Card, "anna"));
        UpkeepResult here = await workshop.UpkeepAsync();
        string yaml = await File.ReadAllTextAsync(workshop.ConfigurationFile);
        await File.WriteAllTextAsync(
            workshop.ConfigurationFile, yaml.Replace("handOver: { queue: true }\nstations:", _place.Section, StringComparison.Ordinal));
        await using IssuanceSession there = workshop.OpenSession();
        UpkeepResult elsewhere = await (await there.Upkeep.PlanAsync(None)).ActAsync(None);

        Assert.Equal((0, 1), (here.HandedOver, here.HandOversPending));
        Assert.Equal((1, 0), (elsewhere.HandedOver, elsewhere.HandOversPending));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Stations_that_serve_others_do_it_by_the_way_where_that_is_said(string upkeep, int told)
    {
        await using Workshop workshop = await _place.CompletedAsync(("stations:", $"upkeep: {upkeep}\n{_place.Section}"));
        await _place.FailAsync();
        await workshop.DoAsync(Grant(Card, "anna"));
        _place.Work();
        var seen = new TaskCompletionSource();
        workshop.Watcher = happened => (happened is HandedOver ? seen : null)?.TrySetResult();

        await workshop.Session.Upkeep.BesideAsync(
            () => told == 0 ? Task.CompletedTask : seen.Task, workshop, None);

        Assert.Equal(told, _place.Told().Length);
    }

    [Fact]
    public async Task It_is_known_when_upkeep_should_have_run()
    {
        await using Workshop workshop = await _place.CompletedAsync();
        UpkeepDesk desk = workshop.Session.Upkeep;

        Assert.Null((await desk.CheckAsync(None)).LastRun);
        await workshop.DoAsync(Grant(Card, "anna") with { Until = workshop.Clock.GetUtcNow().AddHours(1) });
        Assert.Null(await desk.RemindAsync(None));
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.NotNull(await desk.RemindAsync(None));
        Assert.Equal(ErrorIds.UpkeepOverdue, await RefusedAsync(() => desk.CheckAsync(None)));
        UpkeepResult ran = await workshop.UpkeepAsync();
        Assert.Equal(ran.At, (await desk.CheckAsync(None)).LastRun);
        workshop.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(ErrorIds.UpkeepOverdue, await RefusedAsync(() => desk.CheckAsync(None)));
    }

    [Fact]
    public async Task Holders_are_forgotten_when_their_time_is_over_and_the_trail_verifies()
    {
        await using Workshop workshop = await _place.CompletedAsync(
            ("stations:", $"retention: {{ holderDays: 7 }}\n{_place.Section}"));
        await workshop.DoAsync(Grant(Card, "anna.lind"));
        await workshop.DoAsync(new TakeBackRequest { CardNumber = Card, NotSeen = "test" });
        await workshop.DoAsync(Grant(Other, "berta.moe"));

        workshop.Clock.Advance(TimeSpan.FromDays(6));
        await workshop.UpkeepAsync();
        string? known = (await workshop.Session.Store.GetCardAsync(Card, None))!.Holder;
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        await workshop.UpkeepAsync();

        Assert.Equal("anna.lind", known);
        Assert.Null((await workshop.Session.Store.GetCardAsync(Card, None))!.Holder);
        Assert.Equal("berta.moe", (await workshop.Session.Store.GetCardAsync(Other, None))!.Holder);
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.Empty(report.Disagreements);
        await workshop.Session.DisposeAsync();
        Assert.NotEmpty(FilesWith(workshop.Folder, "berta.moe"));
        Assert.Empty(FilesWith(workshop.Folder, "anna.lind"));
    }

    private static GrantRequest Grant(string card, string holder) => new() { CardNumber = card, Holder = holder };

    private static async Task<string> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<TempCardException>(act)).ErrorId;

    /// <summary>Texts may lie in any file, also in what a database has not overwritten yet.</summary>
    private static IEnumerable<string> FilesWith(string folder, string text) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
                || File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text.ToUpperInvariant())) >= 0);
}
