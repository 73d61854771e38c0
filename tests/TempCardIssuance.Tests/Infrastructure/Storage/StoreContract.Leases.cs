using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>What only the holder of a lease may do, and only while its batch is in a state that allows it.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Who_was_taken_for_dead_changes_nothing()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(new RequireLease(Batch, Holder), new StartProduction(Production("P-1"), Holder));
        DateTimeOffset later = Start.AddMinutes(1);
        // It has run out, but nobody minded.
        await ApplyAsync(new RequireLease(Batch, Holder));

        await ApplyAsync(new TakeLease(Batch, Other, later, later.AddSeconds(30)));

        await ThrowsAsync(
            ErrorIds.LeaseLost,
            new RequireLease(Batch, Holder),
            new EndProduction("P-1", ProductionState.Succeeded, later),
            Done("T-1", CardState.Unassigned));
        Assert.False(await Store.RenewLeaseAsync(Batch, Holder, later.AddSeconds(30), None));
        Assert.Equal(CardState.InProduction, (await Store.GetCardAsync("T-1", None))!.State);
        Assert.Equal(ProductionState.Started, Assert.Single(await Store.GetProductionsAsync("T-1", None)).State);
        await ThrowsAsync(ErrorIds.LeaseLost, new RequireLease("B-999999", Holder));
    }

    [Fact]
    public async Task Only_a_lease_that_has_run_out_is_taken_away()
    {
        await OpenBatchOfAsync("T-1");
        await ThrowsAsync(ErrorIds.StoreConflict, new DropLease(Batch, Holder, Start.AddSeconds(29)));
        await ApplyAsync(new RequireLease(Batch, Holder));

        await ApplyAsync(new DropLease(Batch, Holder, Start.AddSeconds(30)), new DropLease(Batch, Other, Start));

        await ThrowsAsync(ErrorIds.LeaseLost, new RequireLease(Batch, Holder));
    }

    [Fact]
    public async Task A_certificate_of_a_production_that_has_ended_waits_for_its_revocation()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(new StartProduction(Production("P-1"), Holder), new RecordCertificate(Certificate("0A")));
        await ApplyAsync(new EndProduction("P-1", ProductionState.Failed, Start), new QueueRevocation("P-1"));

        await ApplyAsync(new RecordCertificate(Certificate("0B")), new RecordCertificate(Certificate("0A")));

        Assert.Equal(
            ["0A RevocationPending", "0B RevocationPending"],
            (await Store.PendingAsync(10)).Select(c => $"{c.SerialNumber} {c.State}"));
        await ThrowsAsync(ErrorIds.StoreConflict, new RecordCertificate(Certificate("0C", "P-9")));
    }

    [Fact]
    public async Task No_certificate_stays_active_that_is_recorded_while_its_production_ends()
    {
        const int Tries = 30;
        await OpenBatchOfAsync([.. Enumerable.Range(10, Tries).Select(i => $"T-{i}")]);
        await using ICardStore other = Open(_time);
        for (int i = 10; i < 10 + Tries; i++)
        {
            string id = $"P-{i}";
            await ApplyAsync(new StartProduction(Production(id, $"T-{i}"), Holder));
            var record = new RecordCertificate(Certificate($"0{i}", id));
            await Task.WhenAll(
                Task.Run(() => ApplyAsync(record)),
                Task.Run(() => other.ApplyAsync(
                    new ChangeSet(
                        [new EndProduction(id, ProductionState.Failed, Start), new QueueRevocation(id)], []),
                    None)));
        }

        Assert.Equal(Tries, (await Store.PendingAsync(100)).Count);
    }

    [Theory]
    [InlineData(BatchState.Completed)]
    [InlineData(BatchState.Cancelled)]
    public async Task A_card_does_not_leave_a_batch_that_is_closed(BatchState closed)
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(
            Done("T-1", CardState.Unassigned),
            Done("T-2", CardState.Failed),
            new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start),
            new MoveBatch(Batch, BatchState.Produced, closed, Start));
        var given = new MoveCard("T-1", CardState.Unassigned, CardState.Requested, Start) { FromBatch = Batch };

        await ThrowsAsync(ErrorIds.StoreConflict, given);
        await ThrowsAsync(ErrorIds.StoreConflict, new TakeLease(Batch, Other, Start, Start.AddSeconds(30)));
        await ThrowsAsync(ErrorIds.StoreConflict, given with { CardNumber = "T-2", From = CardState.Failed });
        await ApplyAsync(Add("T-3"));
        await ThrowsAsync(ErrorIds.StoreConflict, Claim("T-3"));
        await ApplyAsync(given with { While = [closed] });
    }

    [Fact]
    public async Task A_batch_is_not_closed_over_other_cards_than_were_looked_at()
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(
            Done("T-1", CardState.Unassigned),
            Done("T-2", CardState.Unassigned),
            new MoveBatch(Batch, BatchState.Producing, BatchState.Produced, Start));
        var complete = new MoveBatch(Batch, BatchState.Produced, BatchState.Completed, Start) { Unassigned = 2 };

        await ApplyAsync(new MoveCard("T-1", CardState.Unassigned, CardState.Requested, Start) { FromBatch = Batch });

        await ThrowsAsync(ErrorIds.StoreConflict, complete);
        await ApplyAsync(complete with { Unassigned = 1 });
    }

    [Fact]
    public async Task A_card_is_given_back_or_its_batch_completed_but_not_both()
    {
        await using ICardStore other = Open(_time);
        for (int i = 1; i <= 25; i++)
        {
            string batch = $"B-{i:000000}";
            string card = $"T-{i}";
            await ApplyAsync(
                Add(card),
                Add(card + "x"),
                OpenBatch(batch),
                Claim(card, batch),
                Claim(card + "x", batch),
                Done(card, CardState.Unassigned, batch),
                Done(card + "x", CardState.Unassigned, batch),
                new MoveBatch(batch, BatchState.Producing, BatchState.Produced, Start));
            var complete = new MoveBatch(batch, BatchState.Produced, BatchState.Completed, Start) { Unassigned = 2 };
            string?[] errors = await Task.WhenAll(
                FailureAsync(Store, complete),
                FailureAsync(
                    other,
                    new TakeLease(batch, Other, Start, Start.AddSeconds(30)),
                    new MoveCard(card, CardState.Unassigned, CardState.Requested, Start) { FromBatch = batch },
                    new ReleaseLease(batch, Other)));

            Assert.Equal(ErrorIds.StoreConflict, Assert.Single(errors, e => e is not null));
            CardState expected = errors[0] is null ? CardState.Unassigned : CardState.Requested;
            Assert.Equal(expected, (await Store.GetCardAsync(card, None))!.State);
        }
    }
}
