using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;

namespace TempCardIssuance.Tests.Composition;

/// <summary>An authority that takes longer than a lease lasts.</summary>
public sealed class SlowAuthorityTests
{
    [Fact]
    public async Task The_lease_is_kept_while_an_authority_takes_its_time()
    {
        await using var workshop = new Workshop();
        await using IssuanceSession other = workshop.OpenSession();
        string[] cards = await workshop.RequestAsync(2);
        // Renews ten times a second instead of every ten; time itself moves only with Advance.
        workshop.Clock.Haste = 100;
        workshop.Clock.Stop();
        using var renewals = new SemaphoreSlim(0);
        DateTimeOffset before = workshop.Clock.GetUtcNow();
        var refusals = new List<string>();
        IssuanceContext context = workshop.Session.Context with
        {
            Store = new DyingStore(workshop.Session.Store, int.MaxValue) { Renewed = () => renewals.Release() },
            Authorities = new FaultyAuthority(workshop.Session.Context.Authorities)
            {
                FromOrder = int.MaxValue,
                Slowness = PassAsync,
            },
        };
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = cards }, workshop, default);

        CardBatch batch = await new BatchIssuance(context).StartAsync(plan, workshop, default);

        Assert.Equal((BatchState.Produced, 2), (batch.State, batch.Unassigned));
        Assert.Equal([ErrorIds.BatchBusy, ErrorIds.BatchBusy], refusals);
        Assert.Equal(2 * TimeSpan.FromSeconds(90), workshop.Clock.GetUtcNow() - before);
        await Invariants.CheckAsync(workshop);

        // A minute and a half, in steps in which a lease that is kept can be renewed.
        async Task PassAsync()
        {
            for (int i = 0; i < 10; i++)
            {
                workshop.Clock.Advance(TimeSpan.FromSeconds(9));
                while (await renewals.WaitAsync(0))
                {
                }

                // The first of them may have begun before the time moved.
                await renewals.WaitAsync();
                await renewals.WaitAsync();
            }

            TempCardException refusal = await Assert.ThrowsAsync<TempCardException>(
                () => other.Issuance.ResumeAsync("B-000001", null, workshop, default));
            refusals.Add(refusal.ErrorId);
        }
    }
}
