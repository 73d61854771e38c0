using System.Text.Json.Nodes;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>To whom cards are not handed out, what two operators have to order, and what there is in stock.</summary>
public sealed class GrantRulesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-grant-");

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_program_is_asked_before_and_may_refuse_with_a_reason()
    {
        string script = Path.Combine(_folder.FullName, "check.sh");
        string asked = Path.Combine(_folder.FullName, "asked.json");
        await File.WriteAllTextAsync(
            script, $"cat > {asked}; grep -q '\"berta\"' {asked} && echo 'berta is not active' >&2 && exit 1; exit 0");
        await using Workshop workshop = await CompletedAsync(1, $"grant: {{ check: [sh, {script}] }}");
        AuditHead before = await workshop.Session.Store.GetAuditHeadAsync(None);

        TempCardException refused = await RefusedAsync(workshop, Grant(1, "berta"));
        AuditHead after = await workshop.Session.Store.GetAuditHeadAsync(None);
        TemporaryCard granted = await DoAsync(workshop, Grant(1, "anna"));

        Assert.Equal(ErrorIds.GrantRefused, refused.ErrorId);
        Assert.Contains("berta is not active", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.Equal(CardState.Assigned, granted.State);
        JsonNode question = JsonNode.Parse(await File.ReadAllTextAsync(asked))!;
        Assert.Equal(
            ("anna", "T-00001", "forgotten"),
            ((string)question["holder"]!, (string)question["card"]!["number"]!, (string)question["reason"]!));
    }

    [Theory]
    [InlineData("[no-such-program]")]
    [InlineData("[sh, -c, 'exit 9']")]
    [InlineData("[sh, -c, 'exec sleep 600'], timeOutSeconds: 1")]
    public async Task Nothing_is_handed_out_where_nobody_can_be_asked(string check)
    {
        await using Workshop workshop = await CompletedAsync(1, $"grant: {{ check: {check} }}");

        Assert.Equal(ErrorIds.GrantCheckFailed, (await RefusedAsync(workshop, Grant(1, "anna"))).ErrorId);
        Assert.Equal(CardState.Unassigned, await workshop.StateAsync("T-00001"));
    }

    [Fact]
    public async Task A_protected_holder_needs_two_operators_who_order_the_same()
    {
        await using Workshop workshop = await CompletedAsync(2, "grant: { protected: ['*admin*'] }");
        await using IssuanceSession other = Other(workshop);

        string preview = (await workshop.Session.Life.PlanAsync(Grant(1, "Domain Admin"), None)).Description;
        string first = (await RefusedAsync(workshop, Grant(1, "Domain Admin"))).ErrorId;
        string again = (await RefusedAsync(workshop, Grant(1, "Domain Admin"))).ErrorId;
        string otherCard = (await RefusedAsync(other, Grant(2, "Domain Admin"))).ErrorId;
        CardState before = await workshop.StateAsync("T-00001");
        TemporaryCard granted = await DoAsync(other, Grant(1, "domain admin"));

        Assert.EndsWith("; a second operator has to order it as well", preview, StringComparison.Ordinal);
        Assert.All([first, again, otherCard], id => Assert.Equal(ErrorIds.SecondOperatorNeeded, id));
        Assert.Equal((CardState.Unassigned, CardState.Assigned), (before, granted.State));
        AuditEvent entry = await workshop.Session.Store
            .ReadAuditAsync(new AuditQuery { Kinds = [AuditKinds.CardGranted] }, None).SingleAsync();
        Assert.Equal("second", entry.Operator);
        Assert.Contains(workshop.Session.Context.Actor.Name, entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_order_counts_for_a_day()
    {
        await using Workshop workshop = await CompletedAsync(1, "grant: { protected: [anna] }");
        await using IssuanceSession other = Other(workshop);
        await RefusedAsync(workshop, Grant(1, "anna"));

        workshop.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(ErrorIds.SecondOperatorNeeded, (await RefusedAsync(other, Grant(1, "anna"))).ErrorId);
        Assert.Equal(CardState.Assigned, (await DoAsync(workshop, Grant(1, "anna"))).State);
    }

    [Fact]
    public async Task More_cards_than_may_be_revoked_at_once_need_two_operators()
    {
        await using Workshop workshop = await CompletedAsync(3, "revoke: { together: 2 }");
        await using IssuanceSession other = Other(workshop);
        List<Planned<TemporaryCard>> mine = await PlansAsync(workshop.Session);

        string first = (await Assert.ThrowsAsync<TempCardException>(() => workshop.Session.Life.ApproveAsync(mine))).ErrorId;
        List<Planned<TemporaryCard>> theirs = await PlansAsync(other);
        theirs.Reverse();
        await other.Life.ApproveAsync(theirs);
        foreach (Planned<TemporaryCard> plan in theirs)
            await plan.ActAsync(None);
        await workshop.Session.Life.ApproveAsync(mine[..2]);

        Assert.Equal(ErrorIds.SecondOperatorNeeded, first);
        Assert.Equal(CardState.Revoked, await workshop.StateAsync("T-00003"));
    }

    [Fact]
    public async Task A_desk_looks_after_its_sites()
    {
        await using Workshop workshop = await CompletedAsync(1, "desk: { sites: [Oslo] }");

        Assert.Equal(ErrorIds.SiteNotAllowed, (await RefusedAsync(workshop, Grant(1, "anna"))).ErrorId);
        Assert.Equal(
            ErrorIds.SiteNotAllowed,
            (await RefusedAsync(workshop, new RevokeRequest { CardNumber = "T-00001", Reason = RevokeReason.Lost })).ErrorId);
        Assert.Equal(
            ErrorIds.SiteNotAllowed,
            (await Assert.ThrowsAsync<TempCardException>(
                () => workshop.Session.Requests.AgainAsync("T-00001", "gone", None))).ErrorId);
    }

    [Fact]
    public async Task A_time_that_another_time_zone_would_mean_otherwise_is_refused()
    {
        await using Workshop workshop = await CompletedAsync(1, "desk: {}");
        // No machine of ours is there.
        await workshop.Session.Store.ApplyAsync(
            new ChangeSet([new KeepTimeZone(Site: null, "Pacific/Marquesas", Replace: true)], []), None);
        var here = new DateTimeOffset(DateTime.SpecifyKind(workshop.Clock.GetUtcNow().LocalDateTime, DateTimeKind.Local));

        Assert.Equal(
            ErrorIds.TimeZoneDiffers,
            (await RefusedAsync(workshop, Grant(1, "anna") with { Until = here.AddDays(1) })).ErrorId);
        Assert.Equal(CardState.Assigned, (await DoAsync(workshop, Grant(1, "anna") with { Days = 1 })).State);
    }

    [Fact]
    public async Task Stock_is_counted_for_each_site_and_what_is_short_is_told()
    {
        await using Workshop workshop = await CompletedAsync(4, "stock: { Oslo: 3 }\nhandOver: { soonHours: 0 }");
        await DoAsync(workshop, Grant(1, "anna") with { Until = workshop.Clock.GetUtcNow().AddHours(1) });
        await DoAsync(workshop, new TakeBackRequest { CardNumber = "T-00002", NotSeen = "test" });
        await workshop.RequestAsync(2);

        CardStock[] before = [.. await workshop.Session.Stock.GetAsync([], None)];
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        CardStock after = (await workshop.Session.Stock.GetAsync([], None)).Single(s => s.Site == "Berlin");

        CardStock here = before.Single(s => s.Site == "Berlin");
        Assert.Equal((2, 1, 0, 1, 2), (here.Unassigned, here.Assigned, here.Overdue, here.Returned, here.Requested));
        Assert.Equal((0, 1), (after.Assigned, after.Overdue));
        Assert.Equal((3, 3), (before.Single(s => s.Site == "Oslo").Wanted, before.Single(s => s.Site == "Oslo").Shortage));
    }

    [Fact]
    public async Task A_count_tells_what_is_missing_and_what_should_not_be_there()
    {
        await using Workshop workshop = await CompletedAsync(4, "desk: {}");
        await DoAsync(workshop, Grant(1, "anna"));
        string file = Path.Combine(_folder.FullName, "counted.txt");
        await File.WriteAllTextAsync(file, "t-00002\r\n\nT-00001\n NOPE-1 \nT-00002\n");

        IReadOnlyList<CountedCard> found = await workshop.Session.Stock.CompareAsync(file, [], None);
        await File.WriteAllTextAsync(file, "T-00002\n;;;\n");

        Assert.Equal(
            [
                (CountFinding.Missing, "T-00003"), (CountFinding.Missing, "T-00004"),
                (CountFinding.Unknown, "NOPE-1"), (CountFinding.Unexpected, "T-00001"),
            ],
            found.Select(f => (f.Finding, f.CardNumber)));
        Assert.Equal("anna", found[^1].Holder);
        await Assert.ThrowsAsync<TempCardException>(() => workshop.Session.Stock.CompareAsync(file, [], None));
    }

    private static GrantRequest Grant(int card, string holder) => new() { CardNumber = $"T-{card:D5}", Holder = holder };

    private static IssuanceSession Other(Workshop workshop) =>
        IssuanceSession.Open(workshop.ConfigurationFile, workshop.Clock, "second");

    private static async Task<List<Planned<TemporaryCard>>> PlansAsync(IssuanceSession session)
    {
        List<Planned<TemporaryCard>> plans = [];
        for (int card = 1; card <= 3; card++)
        {
            plans.Add(await session.Life.PlanAsync(
                new RevokeRequest { CardNumber = $"T-{card:D5}", Reason = RevokeReason.Lost }, None));
        }

        return plans;
    }

    private static Task<TemporaryCard> DoAsync(Workshop workshop, LifeRequest request) =>
        DoAsync(workshop.Session, request);

    private static async Task<TemporaryCard> DoAsync(IssuanceSession session, LifeRequest request) =>
        await (await session.Life.PlanAsync(request, None)).ActAsync(None);

    private static Task<TempCardException> RefusedAsync(Workshop workshop, LifeRequest request) =>
        RefusedAsync(workshop.Session, request);

    private static Task<TempCardException> RefusedAsync(IssuanceSession session, LifeRequest request) =>
        Assert.ThrowsAsync<TempCardException>(() => DoAsync(session, request));

    private static async Task<Workshop> CompletedAsync(int cards, string section)
    {
        var workshop = new Workshop(replace: ("stations:", $"{section}\nstations:"));
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(cards));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        return workshop;
    }
}
