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
        List<string> lost = [];
        foreach (IReadOnlyList<StoreChange> run in ChangeRun.Cut(changes.Changes))
        {
            switch (run[0])
            {
                case AddCard:
                    await CardChanges.AddAsync(statements, [.. run.Cast<AddCard>()]);
                    break;
                case MoveCard:
                    lost.AddRange(await CardChanges.MoveAsync(statements, [.. run.Cast<MoveCard>()]));
                    break;
                default:
                    await ApplyAsync(statements, run[0]);
                    break;
            }
        }

        if (lost.Count > 0 && lost.Count == changes.Changes.Count(change => change is MoveCard { SkipIfLost: true }))
            return new Written<IReadOnlyList<string>>(lost, Commit: false);

        var lostNumbers = lost.ToHashSet(CardNumber.Comparer);
        AuditHead? head = await AuditAppender.AppendAsync(
            statements,
            changes.Events.Where(entry => entry.CardNumber is null || !lostNumbers.Contains(entry.CardNumber)));
        return new Written<IReadOnlyList<string>>(
            lost, IsStored: head is null ? null : later => AuditReader.HasAsync(later, head));
    }

    private static Task ApplyAsync(Statements statements, StoreChange change) => change switch
    {
        OpenBatch open => BatchChanges.OpenAsync(statements, open),
        MoveBatch move => BatchChanges.MoveAsync(statements, move),
        TakeLease take => BatchChanges.TakeLeaseAsync(statements, take),
        JoinBatch join => BatchChanges.JoinAsync(statements, join),
        ReleaseLease release => BatchChanges.ReleaseLeaseAsync(statements, release),
        StartProduction start => ProductionChanges.StartAsync(statements, start),
        PutBackCard back => WorkChanges.PutBackAsync(statements, back),
        EndProduction end => ProductionChanges.EndAsync(statements, end),
        SpoilProduction spoil => ProductionChanges.SpoilAsync(statements, spoil),
        SettleProduction settle => ProductionChanges.SettleAsync(statements, settle),
        RecordCertificate record => CertificateChanges.RecordAsync(statements, record.Certificate),
        QueueRevocation queue => CertificateChanges.QueueRevocationAsync(statements, queue),
        SettleRevocation settle => CertificateChanges.SettleRevocationAsync(statements, settle),
        RaiseCounter raise => AuthorityChanges.RaiseAsync(statements, raise),
        _ => throw new ArgumentException($"{change.GetType().Name} is no change this store knows.", nameof(change)),
    };
}
