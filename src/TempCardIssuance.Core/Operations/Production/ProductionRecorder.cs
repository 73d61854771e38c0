using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// Writes productions into the store, each step with the move of its card and its audit event, and tells whoever
/// watches how they ended.
/// </summary>
internal sealed class ProductionRecorder(
    IssuanceContext context, string owner, IProgress<IssuanceEvent> progress)
{
    /// <summary>
    /// Puts the production and its body on record before anything changes; gives the reason if that can't be.
    /// </summary>
    public async Task<TempCardException?> StartAsync(CardProduction production)
    {
        try
        {
            await context.Store.ApplyAsync(
                new ChangeSet(
                    [Require(production), new StartProduction(production, owner)],
                    [Event(AuditKinds.ProductionStarted, production)]),
                CancellationToken.None);
            return null;
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.BodyInUse)
        {
            return e;
        }
    }

    /// <summary>Puts on record what the printer calls the job, before it is waited for.</summary>
    public Task KeepPrintJobAsync(CardProduction production, string job) => context.Store.ApplyAsync(
        new ChangeSet([Require(production), new KeepPrintJob(production.Id, job)], []), CancellationToken.None);

    /// <param name="production">One that was started.</param>
    /// <param name="sealedPins">PIN and PUK as they were sealed; null: it was not encoded.</param>
    /// <param name="printed">What the printer said; null: it was not printed.</param>
    /// <param name="chip">How the encoding went.</param>
    public async Task SucceedAsync(
        CardProduction production, SealedPair? sealedPins, PrintedFace? printed, ChipResult? chip)
    {
        DateTimeOffset now = context.Now;
        await context.Store.ApplyAsync(
            new ChangeSet(
                [
                    Require(production),
                    new EndProduction(production.Id, ProductionState.Succeeded, now)
                    {
                        ValidUntil = production.ValidUntil,
                        SealedPins = sealedPins?.Pins?.Text,
                        SealedPuk = sealedPins?.Puk?.Text,
                        Faces = printed?.Faces ?? [],
                        NeedsLook = printed?.NeedsLook is not null,
                        Message = printed?.NeedsLook,
                    },
                    Move(production, CardTransition.Succeed, now) with { ValidUntil = production.ValidUntil },
                ],
                [
                    Event(AuditKinds.ProductionSucceeded, production) with
                    {
                        Detail = sealedPins is null ? null : $"{production.BodyId}; {sealedPins.Record}",
                    },
                ]),
            CancellationToken.None);
        CardProduction ended = production with
        {
            State = ProductionState.Succeeded,
            EndedAt = now,
            SealedPins = sealedPins?.Pins?.Text,
            SealedPuk = sealedPins?.Puk?.Text,
            Faces = printed?.Faces ?? [],
            NeedsLook = printed?.NeedsLook is not null,
            Message = printed?.NeedsLook,
        };
        progress.Report(new ProductionEnded(ended, chip));
    }

    /// <param name="production">One that was started.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="unsettled">Authorities that may have issued what is not on record.</param>
    public async Task FailAsync(CardProduction production, TempCardException error, IReadOnlyList<string> unsettled)
    {
        DateTimeOffset now = context.Now;
        var end = new EndProduction(production.Id, ProductionState.Failed, now)
        {
            ErrorId = error.ErrorId,
            Message = error.Message,
            UnsettledAuthorities = unsettled,
        };
        await context.Store.ApplyAsync(
            new ChangeSet(
                [
                    Require(production),
                    end,
                    new QueueRevocation(production.Id),
                    Move(production, CardTransition.Fail, now),
                ],
                [Event(AuditKinds.ProductionFailed, production, error)]),
            CancellationToken.None);
        progress.Report(new ProductionEnded(Failed(production, error, now), Chip: null) { Error = error });
    }

    /// <summary>Records that a body was not taken; the card gets another one.</summary>
    public Task SkipBodyAsync(CardProduction production, TempCardException error) => context.Store.ApplyAsync(
        new ChangeSet(
            [Require(production)], [Event(AuditKinds.BodyRefused, production, error) with { ProductionId = null }]),
        CancellationToken.None);

    /// <summary>Records that the body is that of a production which failed, found out by its management key.</summary>
    public Task RecognizeAsync(CardProduction production, CardProduction torn) => context.Store.ApplyAsync(
        new ChangeSet(
            [],
            [
                Event(AuditKinds.BodyRecognized, production) with
                {
                    Detail =
                        $"It has the management key of {torn.Id}, which failed before its body could tell who it is.",
                },
            ]),
        CancellationToken.None);

    /// <summary>Records a try that ended before it began: the body was no good, nothing on it was changed.</summary>
    public async Task RefuseAsync(CardProduction production, TempCardException error)
    {
        DateTimeOffset now = context.Now;
        CardProduction refused = Failed(production, error, now) with { CardGuid = null, ManagementKey = null };
        await context.Store.ApplyAsync(
            new ChangeSet(
                [Require(production), new StartProduction(refused, owner), Move(production, CardTransition.Fail, now)],
                [Event(AuditKinds.BodyRefused, production, error)]),
            CancellationToken.None);
        progress.Report(new ProductionEnded(refused, Chip: null) { Error = error });
    }

    private static CardProduction Failed(CardProduction production, TempCardException error, DateTimeOffset now) =>
        production with
        {
            State = ProductionState.Failed,
            EndedAt = now,
            ErrorId = error.ErrorId,
            Message = error.Message,
        };

    private static MoveCard Move(CardProduction production, CardTransition transition, DateTimeOffset now) =>
        new(
            production.CardNumber,
            CardState.InProduction,
            CardTransitions.Target(transition, CardState.InProduction)!.Value,
            now)
        {
            FromBatch = production.BatchId,
            ToBatch = production.BatchId,
            While = CardTransitions.While(transition),
        };

    /// <summary>Who has lost the lease changes nothing.</summary>
    private RequireLease Require(CardProduction production) => new(production.BatchId, owner);

    private AuditEvent Event(string kind, CardProduction production, TempCardException? error = null) => context.Actor.Event(
        kind,
        production.CardNumber,
        production.BatchId,
        production.Id,
        production.Station,
        error?.ErrorId,
        error?.Message ?? production.BodyId);
}
