using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.HandOvers;

/// <summary>Tells the organisation's own systems what waits to be told, each at least once and in order for each card.</summary>
/// <param name="store">Where it waits.</param>
/// <param name="program">Tells it; null: another computer does.</param>
/// <param name="actor">Who works.</param>
public sealed class HandOverQueue(ICardStore store, IHandOverProgram? program, Actor actor)
{
    private const string Elsewhere = "another computer has the program that tells it.";

    /// <summary>After how many failures one after the other the program counts as not working.</summary>
    private const int Patience = 5;

    /// <summary>For how many cards what waits is looked through once.</summary>
    private const int CardsAtOnce = 500;

    /// <summary>How much longer than the program may take it is kept from others.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>Tells what waits of one card, and what came of it.</summary>
    public async Task RunForCardAsync(
        string cardNumber, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        List<long> tried = [];
        while (!cancellationToken.IsCancellationRequested
            && await TellNextAsync(cardNumber, tried, progress) is not null)
        {
        }

        var pending = new HandOverQuery { CardNumbers = [cardNumber], Pending = true };
        await foreach (CardHandOver waiting in store.FindHandOversAsync(pending, cancellationToken))
            progress.Report(new HandOverPending(waiting, waiting.Error ?? (program is null ? Elsewhere : null)));
    }

    /// <summary>
    /// Tells what waits; where the program does not work, part of it: what failed comes behind the rest the next time.
    /// What waits is looked through once for many cards, and again when there is something new, which may take away.
    /// </summary>
    /// <returns>How many were told.</returns>
    public async Task<int> RunAllAsync(IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        int told = 0;
        int failed = 0;
        List<long> tried = [];
        Queue<string> due = [];
        long known = -1;
        bool isAnyTaken = true;
        while (program is not null && failed < Patience && !cancellationToken.IsCancellationRequested)
        {
            long newest = await store.GetNewestHandOverAsync(CancellationToken.None);
            if (due.Count == 0 || newest != known)
            {
                // Of the last ones others had all in hand.
                if (due.Count == 0 && !isAnyTaken)
                    break;
                due = new(await store.GetDueHandOversAsync(actor.Now, tried, CardsAtOnce, CancellationToken.None));
                (known, isAnyTaken) = (newest, false);
            }

            if (!due.TryDequeue(out string? card))
                break;
            if (await TellNextAsync(card, tried, progress) is not { } isTold)
                continue;
            isAnyTaken = true;
            told += isTold ? 1 : 0;
            failed = isTold ? 0 : failed + 1;
        }

        return told;
    }

    /// <summary>Tells the oldest that waits of a card; null: there is none that was not tried.</summary>
    private async Task<bool?> TellNextAsync(string cardNumber, List<long> tried, IProgress<IssuanceEvent> progress)
    {
        if (program is null)
            return null;
        string owner = Guid.NewGuid().ToString("N");
        DateTimeOffset now = actor.Now;
        CardHandOver? next = await store.TakeHandOverAsync(
            new HandOverTaking(cardNumber, owner, now, now + program.TimeOut + Margin) { Except = tried },
            CancellationToken.None);
        if (next is null)
            return null;
        string? error = await TellAsync(next);
        await SettleAsync(next, owner, error);
        if (error is null)
            progress.Report(new HandedOver(next));
        else
            tried.Add(next.Number);
        return error is null;
    }

    private async Task<string?> TellAsync(CardHandOver next)
    {
        try
        {
            IReadOnlyList<CardProduction> productions = next.ProductionId is null
                ? []
                : await store.GetProductionsAsync(next.CardNumber, CancellationToken.None);
            await program!.TellAsync(
                new HandOverNotice(
                    next,
                    await store.RequireCardAsync(next.CardNumber, CancellationToken.None),
                    productions.FirstOrDefault(p => p.Id == next.ProductionId)),
                CancellationToken.None);
            return null;
        }
        catch (TempCardException e)
        {
            // The trail and this queue forget nothing, so they must not know by it who the holder is.
            return next.Holder is { } holder
                ? e.Message.Replace(holder, "the holder", StringComparison.OrdinalIgnoreCase)
                : e.Message;
        }
    }

    private async Task SettleAsync(CardHandOver next, string owner, string? error)
    {
        var settle = new SettleHandOver(next.Number, owner, actor.Now, error);
        // That it fails is on the trail once.
        AuditEvent[] events = error is null
            ? [Event(AuditKinds.HandOverDelivered, next, null)]
            : next.Tries == 0 ? [Event(AuditKinds.HandOverFailed, next, error)] : [];
        try
        {
            await store.ApplyAsync(new ChangeSet([settle], events), CancellationToken.None);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
        {
            // It took so long that another process tells it again.
        }
    }

    private AuditEvent Event(string kind, CardHandOver next, string? error) => actor.Event(
        kind,
        next.CardNumber,
        productionId: next.ProductionId,
        errorId: error is null ? null : ErrorIds.HandOverFailed,
        detail: error is null ? next.Event.ToString() : $"{next.Event}: {error}");
}
