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

    /// <summary>How much longer than the program may take it is kept from others.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>Tells what waits of one card, and what came of it.</summary>
    public async Task RunForCardAsync(
        string cardNumber, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        await RunAsync(cardNumber, progress, cancellationToken);
        var pending = new HandOverQuery { CardNumbers = [cardNumber], Pending = true };
        await foreach (CardHandOver waiting in store.FindHandOversAsync(pending, cancellationToken))
            progress.Report(new HandOverPending(waiting, waiting.Error ?? (program is null ? Elsewhere : null)));
    }

    /// <summary>
    /// Tells what waits; where the program does not work, part of it: what failed comes behind the rest the next time.
    /// </summary>
    /// <returns>How many were told.</returns>
    public Task<int> RunAllAsync(IProgress<IssuanceEvent> progress, CancellationToken cancellationToken) =>
        RunAsync(null, progress, cancellationToken);

    private async Task<int> RunAsync(
        string? cardNumber, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        if (program is null)
            return 0;
        int told = 0;
        int failed = 0;
        List<long> tried = [];
        while (failed < Patience && !cancellationToken.IsCancellationRequested)
        {
            string owner = Guid.NewGuid().ToString("N");
            DateTimeOffset now = actor.Now;
            CardHandOver? next = await store.TakeHandOverAsync(
                new HandOverTaking(cardNumber, owner, now, now + program.TimeOut + Margin) { Except = tried },
                CancellationToken.None);
            if (next is null)
                break;
            string? error = await TellAsync(next);
            await SettleAsync(next, owner, error);
            if (error is null)
            {
                told++;
                failed = 0;
                progress.Report(new HandedOver(next));
            }
            else
            {
                failed++;
                tried.Add(next.Number);
            }
        }

        return told;
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
