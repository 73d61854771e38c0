using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Composition;

/// <summary>An authority that fails in the middle of a batch costs no blanks but those that were in hand.</summary>
public sealed class AuthorityOutageTests
{
    private const string TwoDesks =
        """
        - { name: desk-1, reader: virtual, cards: 100, printer: files }
          - { name: desk-2, reader: virtual, cards: 100, printer: files }
        """;

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_authority_that_stays_away_stops_the_station_after_one_card()
    {
        await using var workshop = new Workshop();
        workshop.Clock.Haste = 100;
        FaultyAuthority authority = Faulty(workshop, AuthorityFault.OutOfReach);

        CardBatch batch = await IssueAsync(workshop, authority, 8);

        Assert.Equal(
            (BatchState.Interrupted, 2, 1, 5), (batch.State, batch.Unassigned, batch.Failed, batch.InProduction));
        Assert.Equal(3, batch.Productions.Count);
        Assert.Equal(ErrorIds.AuthorityNotReady, Assert.Single(workshop.Events<StationStopped>()).Error.ErrorId);
        Assert.Single(workshop.Events<OperatorWanted>());

        authority.Fault = AuthorityFault.None;
        batch = await new BatchIssuance(Context(workshop, authority)).ResumeAsync(batch.Id, null, workshop, None);
        batch = await workshop.RepeatAsync(batch);
        Assert.Equal((BatchState.Produced, 8), (batch.State, batch.Unassigned));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task An_authority_that_refuses_one_card_after_the_other_costs_three()
    {
        await using var workshop = new Workshop();
        FaultyAuthority authority = Faulty(workshop, AuthorityFault.Refuses);

        CardBatch batch = await IssueAsync(workshop, authority, 8);

        Assert.Equal(
            (BatchState.Interrupted, 2, 3, 3), (batch.State, batch.Unassigned, batch.Failed, batch.InProduction));
        Assert.Equal(ErrorIds.CertificateRefused, Assert.Single(workshop.Events<StationStopped>()).Error.ErrorId);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task An_authority_that_comes_back_is_waited_for()
    {
        await using var workshop = new Workshop();
        workshop.Clock.Haste = 100;
        FaultyAuthority authority = Faulty(workshop, AuthorityFault.OutOfReach);
        authority.Checked = count =>
        {
            if (count > 3)
                authority.Fault = AuthorityFault.None;
        };

        CardBatch batch = await IssueAsync(workshop, authority, 8);

        Assert.Equal((BatchState.Produced, 7, 1), (batch.State, batch.Unassigned, batch.Failed));
        Assert.Empty(workshop.Events<StationStopped>());
        await Invariants.CheckAsync(workshop);
    }

    [Theory]
    [InlineData(nameof(AuthorityFault.OutOfReach))]
    [InlineData(nameof(AuthorityFault.AnswerLost))]
    [InlineData(nameof(AuthorityFault.Garbage))]
    [InlineData(nameof(AuthorityFault.Broken))]
    public async Task An_authority_that_says_it_can_and_can_not_gets_one_more_card_from_all_stations(string fault)
    {
        await using var workshop = new Workshop(TwoDesks);
        FaultyAuthority authority = Faulty(workshop, Enum.Parse<AuthorityFault>(fault));
        authority.Checked = null;
        authority.SaysItCan = true;

        CardBatch batch = await IssueAsync(workshop, authority, 20);

        Assert.Equal(BatchState.Interrupted, batch.State);
        // One in each hand, and one more.
        Assert.InRange(batch.Failed, 2, 3);
        Assert.Equal(2, workshop.Events<StationStopped>().Count());
    }

    [Fact]
    public async Task A_disk_that_is_full_costs_one_card()
    {
        using var folder = new TemporaryFolder();
        using var disk = SmallDisk.TryMount(folder.Path);
        Assert.SkipWhen(disk is null, "No small disk can be mounted here (tmpfs; needs root on Linux).");
        await using var workshop = new Workshop(replace: ("path: ca", $"path: {folder["ca"]}"));
        workshop.Clock.Haste = 100;
        string[] cards = await workshop.RequestAsync(20);
        int made = 0;
        workshop.Watcher = e =>
        {
            if (e is ProductionEnded && ++made == 9)
                disk.Fill();
        };

        CardBatch batch = await workshop.IssueAsync(cards);

        // What is left of the last block of the record may be enough for a card or two.
        Assert.Equal((BatchState.Interrupted, 1), (batch.State, batch.Failed));
        Assert.Equal(batch.Unassigned + 1, batch.Productions.Count);
        disk.Clear();
        batch = await workshop.Session.Issuance.ResumeAsync(batch.Id, null, workshop, None);
        batch = await workshop.RepeatAsync(batch);
        Assert.Equal((BatchState.Produced, 20), (batch.State, batch.Unassigned));
    }

    private static FaultyAuthority Faulty(Workshop workshop, AuthorityFault fault) =>
        new(workshop.Session.Context.Authorities) { Fault = fault, FromOrder = 3 };

    private static IssuanceContext Context(Workshop workshop, FaultyAuthority authority) =>
        workshop.Session.Context with { Authorities = authority };

    private static async Task<CardBatch> IssueAsync(Workshop workshop, FaultyAuthority authority, int amount)
    {
        string[] cards = await workshop.RequestAsync(amount);
        IssuanceContext context = Context(workshop, authority);
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = cards, Print = false }, workshop, None);
        return await new BatchIssuance(context).StartAsync(plan, workshop, None);
    }
}
