using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>An authority that fails, while it issues and while it revokes, and comes back.</summary>
public sealed class AuthorityFaultTests
{
    public static TheoryData<string> Faults =>
        [
            .. Enum.GetNames<AuthorityFault>()
                .Except([nameof(AuthorityFault.None), nameof(AuthorityFault.Refuses)], StringComparer.Ordinal),
        ];

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_an_authority_issued_while_it_failed_is_revoked_when_it_is_back(string fault)
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(4);
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Fault = Enum.Parse<AuthorityFault>(fault),
            FromOrder = 2,
            SaysItCan = true,
        };
        IssuanceContext context = workshop.Session.Context with { Authorities = authority };

        CardBatch batch = await IssueAsync(workshop, context, cards[..3]);

        Assert.Equal((1, 2), (batch.Unassigned, batch.Failed));
        Assert.NotEmpty(await workshop.Session.Store.GetUnsettledAsync([], 10, None));
        Assert.Single(workshop.Events<RevocationsPending>());

        authority.Fault = AuthorityFault.None;
        batch = await IssueAsync(workshop, context, cards[3..]);

        Assert.Equal(1, batch.Unassigned);
        Assert.Empty(await workshop.Session.Store.GetUnsettledAsync([], 10, None));
        await Invariants.CheckAsync(workshop);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_revocation_that_failed_is_in_sight_and_made_up_for_at_the_start_of_the_next_work(string fault)
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(3);
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities) { FromOrder = int.MaxValue };
        IssuanceContext context = workshop.Session.Context with { Authorities = authority };
        CardBatch batch = await IssueAsync(workshop, context, cards[..2]);

        authority.Fault = Enum.Parse<AuthorityFault>(fault);
        await context.Closing().CancelAsync(
            new() { BatchId = batch.Id, CardNumbers = cards[..1], Reason = "test" }, workshop, None);
        IReadOnlyList<CardCertificate> pending = await PendingAsync(workshop);
        // An answer that is no certificate means nothing to a revocation: only its success is asked for.
        Assert.Equal(authority.Fault == AuthorityFault.Garbage ? [] : cards[..1], pending.Select(c => c.CardNumber));
        Assert.All(pending, c => Assert.NotNull(c.RevocationError));

        authority.Fault = AuthorityFault.None;
        await IssueAsync(workshop, context, cards[2..]);

        Assert.Empty(await PendingAsync(workshop));
        Assert.Equal("issue", authority.Calls[^1]);
        await Invariants.CheckAsync(workshop);
    }

    private static async Task<CardBatch> IssueAsync(Workshop workshop, IssuanceContext context, string[] cards)
    {
        var request = new IssuanceRequest { CardNumbers = cards, Print = false };
        IssuancePlan plan = await context.Planner().PlanAsync(request, workshop, None);
        return await new BatchIssuance(context).StartAsync(plan, workshop, None);
    }

    private static async Task<IReadOnlyList<CardCertificate>> PendingAsync(Workshop workshop) =>
        await workshop.Session.Store
            .FindCertificatesAsync(new CertificateQuery { States = [CertificateState.RevocationPending] }, None)
            .ToListAsync();
}
