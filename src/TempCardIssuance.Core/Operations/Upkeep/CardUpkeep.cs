using System.Globalization;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.HandOvers;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Upkeep;

/// <summary>
/// Does what has to happen though nobody issues. Any number of computers may do it at once: each step applies only
/// where nobody else was faster.
/// </summary>
public sealed class CardUpkeep(
    ICardStore store,
    IssuanceSettings settings,
    Actor actor,
    IAuthorityCatalog authorities,
    RevocationQueue revocations,
    HandOverQueue handOvers)
{
    /// <summary>How many are looked for at once.</summary>
    public const int PageSize = 500;

    /// <summary>What there is to do now, as far as the store tells; changes nothing. Pages of 500 are counted at most.</summary>
    public async Task<UpkeepPlan> PlanAsync(CancellationToken cancellationToken)
    {
        RevocationBacklog revocation = await store.CountRevocationsAsync(cancellationToken);
        HandOverBacklog handOver = await store.CountHandOversAsync(cancellationToken);
        return new UpkeepPlan(
            (await GetEndedAsync(cancellationToken)).Count,
            (await GetSoonAsync(cancellationToken)).Count,
            (await GetOverdueAsync(cancellationToken)).Count,
            revocation.Certificates + revocation.Productions,
            handOver.Pending);
    }

    /// <summary>Does it, and keeps that it was done.</summary>
    /// <param name="progress">Is told what could not be done.</param>
    /// <param name="cancellationToken">Ends it between two cards.</param>
    public async Task<UpkeepResult> RunAsync(IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        int ended = await EachAsync(GetEndedAsync, ExpireAsync, cancellationToken);
        int soon = await EachAsync(GetSoonAsync, loan => TellAsync(LoanStage.EndingSoon, loan), cancellationToken);
        int overdue = await EachAsync(GetOverdueAsync, loan => TellAsync(LoanStage.Overdue, loan), cancellationToken);
        // What takes a mapping away does not wait for an authority.
        int told = await handOvers.RunAllAsync(progress, cancellationToken);
        RevocationResult revoked = await revocations.RunAllAsync(cancellationToken);
        revoked.Tell(progress);
        IReadOnlyList<string> problems = await RenewListsAsync(progress, cancellationToken);
        await ForgetAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        HandOverBacklog left = await store.CountHandOversAsync(cancellationToken);
        DateTimeOffset now = actor.Now;
        await store.ApplyAsync(
            new ChangeSet([new KeepUpkeep(now), new DropOrders(now - SecondOperator.Term)], []), cancellationToken);
        return new UpkeepResult
        {
            At = now,
            Ended = ended,
            EndingSoon = soon,
            Overdue = overdue,
            HandedOver = told,
            HandOversPending = left.Pending,
            Revoked = revoked.Revoked,
            RevocationsPending = revoked.Pending + revoked.Unsettled,
            Problems =
            [
                .. problems,
                .. left.LastError is { } error ? [error] : (string[])[],
                .. revoked.Problem is { } problem ? [problem] : (string[])[],
            ],
        };
    }

    /// <summary>When it last came to its end; null: never.</summary>
    public Task<DateTimeOffset?> GetLastRunAsync(CancellationToken cancellationToken) =>
        store.GetUpkeepTimeAsync(cancellationToken);

    /// <summary>Since when it should have run; null: it is in time, or there was nothing to do for it yet.</summary>
    public async Task<UpkeepDelay?> GetDelayAsync(CancellationToken cancellationToken)
    {
        if (settings.UpkeepHours == 0)
            return null;
        DateTimeOffset due = actor.Now.AddHours(-settings.UpkeepHours);
        DateTimeOffset? last = await store.GetUpkeepTimeAsync(cancellationToken);
        if (last is { } ran)
            return ran < due ? new UpkeepDelay(ran) : null;
        bool isWanted = (await store.GetLoansAsync(
                LoanStage.Overdue, DateTimeOffset.MinValue, actor.Now, 1, cancellationToken)).Count > 0
            || (await store.CountHandOversAsync(cancellationToken)).Since < due;
        return isWanted ? new UpkeepDelay(null) : null;
    }

    private Task<IReadOnlyList<string>> GetEndedAsync(CancellationToken cancellationToken) =>
        store.GetEndedAsync(actor.Now, PageSize, cancellationToken);

    private Task<IReadOnlyList<CardLoan>> GetOverdueAsync(CancellationToken cancellationToken) => store.GetLoansAsync(
        LoanStage.Overdue,
        DateTimeOffset.MinValue,
        actor.Now.AddHours(-settings.GraceHours),
        PageSize,
        cancellationToken);

    private async Task<IReadOnlyList<CardLoan>> GetSoonAsync(CancellationToken cancellationToken) =>
        settings.SoonHours == 0
            ? []
            : await store.GetLoansAsync(
                LoanStage.EndingSoon,
                actor.Now,
                actor.Now.AddHours(settings.SoonHours),
                PageSize,
                cancellationToken);

    /// <summary>Does something with all that is found, and gives with how many it was this process.</summary>
    private static async Task<int> EachAsync<T>(
        Func<CancellationToken, Task<IReadOnlyList<T>>> find, Func<T, Task<bool>> act, CancellationToken cancellationToken)
    {
        int count = 0;
        while (true)
        {
            IReadOnlyList<T> found = await find(cancellationToken);
            int before = count;
            foreach (T item in found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await act(item))
                    count++;
            }

            if (found.Count < PageSize || count == before)
                return count;
        }
    }

    private async Task<bool> ExpireAsync(string number)
    {
        TemporaryCard card = await store.RequireCardAsync(number, CancellationToken.None);
        if (card is not { State: CardState.Expired, EndsAt: { } end })
            return false;
        List<StoreChange> changes = [new ExpireCard(number, actor.Now)];
        if (settings.HandsOver && card.HolderReference is not null)
        {
            changes.Add(new QueueHandOver(number, HandOverEvent.Ended, actor.Now)
            {
                ProductionId = (await ProductionAsync(number))?.Id,
                HolderReference = card.HolderReference,
                Until = end,
            });
        }

        return await TryAsync(changes, actor.Event(
            AuditKinds.CardExpired,
            number,
            card.BatchId,
            detail: card.HolderReference is { } reference ? $"loan {reference}" : "shelf life"));
    }

    /// <summary>Of a card that should have come back the certificates are revoked.</summary>
    private async Task<bool> TellAsync(LoanStage stage, CardLoan loan)
    {
        CardProduction? production = await ProductionAsync(loan.CardNumber);
        List<StoreChange> changes = [new TellLoan(loan.HolderReference, stage, actor.Now)];
        if (settings.HandsOver)
        {
            bool isOverdue = stage == LoanStage.Overdue;
            changes.Add(new QueueHandOver(
                loan.CardNumber, isOverdue ? HandOverEvent.Overdue : HandOverEvent.EndingSoon, actor.Now)
            {
                ProductionId = production?.Id,
                HolderReference = loan.HolderReference,
                Until = loan.Until,
            });
        }

        if (stage == LoanStage.EndingSoon)
            return await TryAsync(changes);
        if (production is not null)
            changes.Add(new QueueRevocation(production.Id) { Reason = RevocationReason.CessationOfOperation });
        return await TryAsync(changes, actor.Event(
            AuditKinds.CardOverdue,
            loan.CardNumber,
            production?.BatchId,
            production?.Id,
            detail: $"loan {loan.HolderReference} ended at {loan.Until.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}"));
    }

    private async Task<CardProduction?> ProductionAsync(string cardNumber) =>
        (await store.GetProductionsAsync(cardNumber, CancellationToken.None))
            .LastOrDefault(p => p.State == ProductionState.Succeeded);

    /// <summary>False where somebody else was faster.</summary>
    private async Task<bool> TryAsync(IReadOnlyList<StoreChange> changes, params AuditEvent[] events)
    {
        try
        {
            await store.ApplyAsync(new ChangeSet(changes, events), CancellationToken.None);
            return true;
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
        {
            return false;
        }
    }

    /// <summary>An authority that is kept here renews its list when it is asked whether it is ready.</summary>
    private async Task<IReadOnlyList<string>> RenewListsAsync(
        IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        foreach (string name in authorities.Names)
        {
            try
            {
                foreach (AuthorityTerm term in await authorities.Get(name).CheckAsync(cancellationToken))
                {
                    if (term.EndsSoon(actor.Now))
                        progress.Report(new AuthorityEndsSoon(name, term));
                }
            }
            catch (TempCardException e)
            {
                progress.Report(new UpkeepProblem(e));
                problems.Add(e.Message);
            }
        }

        return problems;
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (settings.HolderDays == 0)
            return;
        _ = await store.ForgetHoldersAsync(
            actor.Now.AddDays(-settings.HolderDays),
            count => actor.Event(
                AuditKinds.HoldersForgotten, detail: string.Create(CultureInfo.InvariantCulture, $"of {count} loan(s)")),
            cancellationToken);
    }
}
