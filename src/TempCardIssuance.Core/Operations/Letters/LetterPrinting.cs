using System.Globalization;
using System.Security.Cryptography;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Letters;

/// <summary>
/// Has letters printed, one after the other. Each is on record before anything of it is made, so that it is known
/// afterwards which came out, which did not, and of which nobody knows; none of those is printed again by itself.
/// </summary>
public sealed class LetterPrinting(ICardStore store, Actor actor)
{
    private const string Digits = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int NumberLength = 10;

    private readonly SealedPins _pins = new(store);

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.UsageInvalid"/>, <see cref="ErrorIds.NoteInvalid"/>, <see cref="ErrorIds.BatchNotFound"/>,
    /// <see cref="ErrorIds.BatchStateInvalid"/>: it is producing still.
    /// </exception>
    public async Task<LetterPlan> PlanAsync(LetterRequest request, CancellationToken stop)
    {
        if (request.Again || request.Reason is not null)
            PinReading.CheckReason(request.Reason ?? "");
        var letters = new List<PlannedLetter>();
        var refused = new List<(string, TempCardException)>();
        int done = 0;
        bool isNamed = request.CardNumbers.Count > 0;
        foreach (string number in await NumbersAsync(request, stop))
        {
            try
            {
                TemporaryCard card = await store.RequireCardAsync(number, stop);
                if (!isNamed && !await HasPinAsync(card, request.Kind, stop))
                    continue;
                (PlannedLetter letter, PinLetter? before) = await LookAsync(card, request.Kind, stop);
                if (before is null || request.Again)
                    letters.Add(letter);
                else if (!isNamed && before.State == LetterState.Printed)
                    done++;
                else
                    refused.Add((card.CardNumber, PinErrors.LetterExists(before)));
            }
            catch (TempCardException e) when (e.ErrorId is not (ErrorIds.StoreNotReady or ErrorIds.StoreBusy))
            {
                refused.Add((number, e));
            }
        }

        return new LetterPlan(request, letters, refused, done);
    }

    /// <summary>Makes what was planned; a printer that has stopped ends it, and the rest is not begun.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="maker">Makes them.</param>
    /// <param name="progress">Is told of those that did not come out.</param>
    /// <param name="stop">Ends it between two letters.</param>
    public async Task<IReadOnlyList<PinLetter>> RunAsync(
        LetterPlan plan, ILetterMaker maker, IProgress<IssuanceEvent> progress, CancellationToken stop)
    {
        foreach ((string number, TempCardException error) in plan.Refused)
            progress.Report(new CardRefused(number, error));
        if (plan.Letters.Count == 0)
            return [];
        await maker.CheckAsync(plan.Request.Kind, stop);
        CardCalendar calendar = await store.GetCalendarAsync(stop);
        var made = new List<PinLetter>();
        foreach (PlannedLetter planned in plan.Letters)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                (PinLetter letter, TempCardException? error) =
                    await MakeAsync(planned, plan.Request, maker, calendar, progress, stop);
                made.Add(letter);
                progress.Report(new LetterEnded(letter));
                if (error is null)
                    continue;
                progress.Report(new CardRefused(letter.CardNumber, error));
                if (error.ErrorId is ErrorIds.PrinterStopped or ErrorIds.PrinterEmpty or ErrorIds.PrinterNotReady)
                    break;
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreConflict)
            {
                progress.Report(new CardRefused(planned.Card.CardNumber, e));
            }
        }

        return made;
    }

    private async Task<(PinLetter Letter, TempCardException? Error)> MakeAsync(
        PlannedLetter planned,
        LetterRequest request,
        ILetterMaker maker,
        CardCalendar calendar,
        IProgress<IssuanceEvent> progress,
        CancellationToken stop)
    {
        var letter = new PinLetter
        {
            Number = $"L-{RandomNumberGenerator.GetString(Digits, NumberLength)}",
            CardNumber = planned.Card.CardNumber,
            ProductionId = planned.Production.Id,
            Kind = request.Kind,
            Copy = planned.Copy,
            State = LetterState.Begun,
            Printer = maker.Printer,
            BegunAt = actor.Now,
        };
        string why = request.Reason is { } reason ? $": {reason}" : "";
        await ApplyAsync(
            new BeginLetter(letter),
            Event(
                AuditKinds.LetterBegun,
                letter,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{letter.Number} with {Text(letter.Kind)} to {letter.Printer}, copy {letter.Copy}, with the key of {maker.Recipient}{why}")));
        var watch = new PrintWatch(
            async job =>
            {
                await store.ApplyAsync(
                    new ChangeSet([new KeepLetterJob(letter.Number, job)], []), CancellationToken.None);
                letter = letter with { Job = job };
            },
            message => progress.Report(new OperatorWanted(letter.Printer, letter.CardNumber, message)));
        try
        {
            PrintedFace printed = await maker.MakeAsync(
                new LetterOrder(letter, planned.Production, Values(planned, letter, calendar)), watch, stop);
            return (await EndAsync(
                letter, printed.NeedsLook is null ? LetterState.Printed : LetterState.Unknown, printed.NeedsLook, null), null);
        }
        catch (TempCardException e)
        {
            return (await EndAsync(letter, LetterState.Failed, e.Message, e.ErrorId), e);
        }
    }

    private async Task<PinLetter> EndAsync(PinLetter letter, LetterState state, string? message, string? errorId)
    {
        DateTimeOffset now = actor.Now;
        string kind = state switch
        {
            LetterState.Printed => AuditKinds.LetterPrinted,
            LetterState.Failed => AuditKinds.LetterFailed,
            _ => AuditKinds.LetterUnknown,
        };
        await ApplyAsync(
            new EndLetter(letter.Number, state, now, message),
            Event(kind, letter, message is null ? letter.Number : $"{letter.Number}: {message}") with
            {
                ErrorId = errorId,
            });
        return letter with { State = state, EndedAt = now, Message = message };
    }

    /// <summary>What is to be told of a card, and the letter that may be about already.</summary>
    private async Task<(PlannedLetter Letter, PinLetter? Before)> LookAsync(
        TemporaryCard card, LetterKind kind, CancellationToken stop)
    {
        if (card.State is not (CardState.Unassigned or CardState.Assigned))
            throw PinErrors.GivenUp(card);
        SealedPin found = await _pins.FindAsync(card, kind == LetterKind.Puk ? SealedKind.Puk : SealedKind.Pin, stop);
        CardBatch batch = await store.RequireBatchAsync(found.Production.BatchId, withProductions: false, stop);
        if (batch.State is not (BatchState.Produced or BatchState.Completed))
            throw PinErrors.BatchProducing(batch);
        PinLetter[] same =
        [
            .. (await store.GetLettersAsync(new LetterQuery { ProductionId = found.Production.Id }, stop))
                .Where(letter => letter.Kind == kind),
        ];
        int copy = same.Length == 0 ? 1 : same.Max(letter => letter.Copy) + 1;
        return (new PlannedLetter(card, found.Production, copy), same.LastOrDefault(letter => letter.Counts));
    }

    /// <summary>Cards of a batch that were not encoded, or whose holder chose the PIN, are none that were asked for.</summary>
    private async Task<bool> HasPinAsync(TemporaryCard card, LetterKind kind, CancellationToken stop) =>
        card.State is CardState.Unassigned or CardState.Assigned
        && (await store.GetProductionsAsync(card.CardNumber, stop)).LastOrDefault(
            p => p.State == ProductionState.Succeeded) is { } good
        && (kind == LetterKind.Puk ? good.SealedPuk ?? good.SealedPins : good.SealedPins) is not null;

    private async Task<IReadOnlyList<string>> NumbersAsync(LetterRequest request, CancellationToken stop)
    {
        switch (request)
        {
            case { CardNumbers.Count: > 0, BatchId: null, NotPrinted: false }:
                return [.. request.CardNumbers.Distinct(CardNumber.Comparer)];
            case { CardNumbers.Count: 0, BatchId: null, NotPrinted: true }:
                return [.. (await store.FindWithoutLetterAsync(request.Kind, stop)).Select(card => card.CardNumber)];
            case { CardNumbers.Count: 0, BatchId: { } id, NotPrinted: false }:
                CardBatch batch = await store.RequireBatchAsync(id, withProductions: false, stop);
                if (batch.State is not (BatchState.Produced or BatchState.Completed))
                    throw PinErrors.BatchProducing(batch);
                var query = new CardQuery { BatchId = batch.Id, Order = CardOrder.Number };
                return await store.FindCardsAsync(query, stop).Select(card => card.CardNumber).ToListAsync(stop);
            default:
                throw PinErrors.NothingNamed();
        }
    }

    private Dictionary<string, string> Values(PlannedLetter planned, PinLetter letter, CardCalendar calendar)
    {
        TemporaryCard card = planned.Card;
        CardProduction production = planned.Production;
        DateOnly until = calendar.Day(production.ValidUntil ?? actor.Now, card.Site);
        var values = new Dictionary<string, string>(
            TextTemplate.Values(card, production.BatchId, until, production.Attempt, production.CardGuid),
            StringComparer.OrdinalIgnoreCase)
        {
            ["letter"] = letter.Number,
            ["copy"] = letter.Copy.ToString(CultureInfo.InvariantCulture),
            ["date"] = calendar.Day(letter.BegunAt, card.Site).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (card.Holder is { } holder)
            values["holder"] = holder;
        return values;
    }

    private static string Text(LetterKind kind) => kind switch
    {
        LetterKind.Pin => "the PIN",
        LetterKind.Puk => "the PUK",
        _ => "PIN and PUK",
    };

    private async Task ApplyAsync(StoreChange change, AuditEvent entry) =>
        await store.ApplyAsync(new ChangeSet([change], [entry]), CancellationToken.None);

    private AuditEvent Event(string kind, PinLetter letter, string detail) => actor.Event(
        kind, letter.CardNumber, letter.ProductionId.Split('/')[0], letter.ProductionId, detail: detail);
}
