using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Revocations that can't succeed cost the less the longer they wait.</summary>
public sealed class RevocationQueueTests
{
    private const int Cards = 4;

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task What_can_not_be_revoked_is_tried_ever_more_seldom_and_told_once_a_run()
    {
        await using Workshop workshop = await QueuedAsync();
        (RevocationQueue queue, FaultyAuthority authority) = Queue(workshop);
        authority.Fault = AuthorityFault.OutOfReach;

        Assert.Equal((0, Cards), await RunAsync(queue));
        Assert.Equal(1, await FailuresAsync(workshop));
        Assert.Equal((0, Cards), await RunAsync(queue));
        Assert.Equal(2, await FailuresAsync(workshop));
        int calls = authority.Calls.Count;

        // After the second time they wait, and the next runs ask for nothing and write nothing.
        Assert.Equal((0, Cards), await RunAsync(queue));
        Assert.Equal((0, Cards), await RunAsync(queue));
        Assert.Equal((calls, 2), (authority.Calls.Count, await FailuresAsync(workshop)));

        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((0, Cards), await RunAsync(queue));
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((0, Cards), await RunAsync(queue));
        Assert.Equal((calls + Cards, 3), (authority.Calls.Count, await FailuresAsync(workshop)));

        authority.Fault = AuthorityFault.None;
        workshop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((Cards, 0), await RunAsync(queue));
        Assert.Equal(Cards, Invariants.RevokedSerials(workshop).Count);
    }

    [Fact]
    public async Task Who_settles_does_not_wait()
    {
        await using Workshop workshop = await QueuedAsync();
        (RevocationQueue queue, FaultyAuthority authority) = Queue(workshop);
        authority.Fault = AuthorityFault.OutOfReach;
        await RunAsync(queue);
        await RunAsync(queue);
        authority.Fault = AuthorityFault.None;

        Assert.Equal((0, Cards), await RunAsync(queue));
        RevocationResult all = await queue.RunAllAsync(None);

        Assert.Equal((Cards, 0, null), (all.Revoked, all.Pending, all.Problem));
    }

    [Fact]
    public void The_wait_grows_up_to_a_limit()
    {
        TimeSpan[] waits = [.. new[] { 0, 1, 2, 3, 9, 10, 40, int.MaxValue }.Select(RevocationWait.After)];

        Assert.Equal(
            [0, 1, 2, 4, 256, 480, 480, 480], waits.Select(wait => (int)wait.TotalMinutes));
    }

    private static async Task<Workshop> QueuedAsync()
    {
        var workshop = new Workshop();
        workshop.Clock.Stop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(Cards));
        await workshop.Session.Store.ApplyAsync(
            new ChangeSet([.. batch.Productions.Select(p => new QueueRevocation(p.Id))], []), None);
        return workshop;
    }

    private static (RevocationQueue Queue, FaultyAuthority Authority) Queue(Workshop workshop)
    {
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities);
        var actor = new Actor("olga", workshop.Clock);
        return (
            new RevocationQueue(workshop.Session.Store, authority, workshop.Session.Settings.Profiles, actor),
            authority);
    }

    private static async Task<(int Revoked, int Pending)> RunAsync(RevocationQueue queue)
    {
        RevocationResult result = await queue.RunAsync(None);
        Assert.Equal(result.Pending > 0, result.Problem is not null);
        return (result.Revoked, result.Pending);
    }

    private static async Task<int> FailuresAsync(Workshop workshop) => await workshop.Session.Store
        .ReadAuditAsync(new AuditQuery { Kinds = [AuditKinds.RevocationFailed] }, None).CountAsync();
}
