using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Audit;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Applies a change set within one transaction.</summary>
internal static class ChangeApplication
{
    /// <summary>Gives the cards that were skipped.</summary>
    public static async Task<Written<IReadOnlyList<string>>> ApplyAsync(
        Statements statements, ChangeSet changes)
    {
        BatchStates batches = await BatchStates.LockAsync(statements, changes.Changes);
        await CardChanges.LockAsync(statements, changes.Changes);
        List<string> lost = [];
        foreach (IReadOnlyList<StoreChange> run in ChangeRun.Cut(changes.Changes))
        {
            switch (run[0])
            {
                case AddCard:
                    await CardChanges.AddAsync(statements, [.. run.Cast<AddCard>()]);
                    break;
                case MoveCard:
                    lost.AddRange(await CardChanges.MoveAsync(statements, batches, [.. run.Cast<MoveCard>()]));
                    break;
                default:
                    await ApplyAsync(statements, batches, run[0]);
                    break;
            }
        }

        if (lost.Count > 0 && lost.Count == changes.Changes.Count(change => change is MoveCard { SkipIfLost: true }))
            return new Written<IReadOnlyList<string>>(lost, Commit: false);

        var lostNumbers = lost.ToHashSet(CardNumber.Comparer);
        AuditHead? head = await AuditAppender.AppendAsync(
            statements,
            [.. changes.Events.Where(entry => entry.CardNumber is null || !lostNumbers.Contains(entry.CardNumber))]);
        if (head is null)
            await statements.FlushAsync();
        return new Written<IReadOnlyList<string>>(
            lost, IsStored: head is null ? null : later => AuditReader.HasAsync(later, head));
    }

    private static Task ApplyAsync(Statements statements, BatchStates batches, StoreChange change) => change switch
    {
        MoveIssuedCard move => LifeChanges.MoveAsync(statements, move),
        RequestAgain again => LifeChanges.RequestAgainAsync(statements, again),
        BeginLoan begin => LifeChanges.BeginLoanAsync(statements, begin),
        ExtendLoan extend => LifeChanges.ExtendLoanAsync(statements, extend),
        EndLoan end => LifeChanges.EndLoanAsync(statements, end),
        ExpireCard expire => UpkeepChanges.ExpireAsync(statements, expire),
        TellLoan tell => UpkeepChanges.TellAsync(statements, tell),
        KeepUpkeep keep => UpkeepChanges.KeepAsync(statements, keep),
        DropOrder drop => UpkeepChanges.DropAsync(statements, drop),
        DropOrders drop => UpkeepChanges.DropAsync(statements, drop),
        QueueHandOver queue => HandOverChanges.QueueAsync(statements, queue),
        SettleHandOver settle => HandOverChanges.SettleAsync(statements, settle),
        OpenBatch open => BatchChanges.OpenAsync(statements, batches, open),
        MoveBatch move => BatchChanges.MoveAsync(statements, batches, move),
        TakeLease take => BatchChanges.TakeLeaseAsync(statements, batches, take),
        JoinBatch join => BatchChanges.JoinAsync(statements, batches, join),
        RequireLease require => BatchChanges.RequireLeaseAsync(statements, require),
        DropLease drop => BatchChanges.DropLeaseAsync(statements, drop),
        ReleaseLease release => BatchChanges.ReleaseLeaseAsync(statements, release),
        StartProduction start => ProductionChanges.StartAsync(statements, batches, start),
        PutBackCard back => WorkChanges.PutBackAsync(statements, back),
        EndProduction end => ProductionChanges.EndAsync(statements, end),
        KeepPrintJob keep => ProductionChanges.KeepPrintJobAsync(statements, keep),
        SpoilProduction spoil => ProductionChanges.SpoilAsync(statements, spoil),
        BeginLetter begin => LetterChanges.BeginAsync(statements, begin),
        KeepLetterJob keep => LetterChanges.KeepJobAsync(statements, keep),
        EndLetter end => LetterChanges.EndAsync(statements, end),
        Reseal reseal => LetterChanges.ResealAsync(statements, reseal),
        DropSealedPin drop => LetterChanges.DropAsync(statements, drop),
        KeepPending keep => PendingChanges.KeepAsync(statements, keep),
        SettlePending settle => PendingChanges.SettleAsync(statements, settle),
        SettleProduction settle => ProductionChanges.SettleAsync(statements, settle),
        RecordCertificate record => CertificateChanges.RecordAsync(statements, record.Certificate),
        QueueRevocation queue => CertificateChanges.QueueRevocationAsync(statements, queue),
        SettleRevocation settle => CertificateChanges.SettleRevocationAsync(statements, settle),
        KeepTimeZone keep => TimeZoneChanges.KeepAsync(statements, keep),
        RaiseCounter raise => AuthorityChanges.RaiseAsync(statements, raise),
        _ => throw new ArgumentException($"{change.GetType().Name} is no change this store knows.", nameof(change)),
    };
}
