using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Issuance;

/// <summary>Makes one card after another at one station: encode, then print, and record what happened.</summary>
internal sealed class CardProducer(
    IssuanceContext context,
    CardBatch batch,
    IReadOnlyList<CertificateProfile> profiles,
    ProductionStation station,
    IProgress<IssuanceEvent> progress)
{
    private BatchOptions Options => batch.Options;

    /// <summary>
    /// One production. A card that fails is recorded as Failed and is no exception; an exception means that the
    /// station or the store can't go on.
    /// </summary>
    /// <param name="card">A card of the batch that is InProduction.</param>
    /// <param name="attempt">Which try this is, from 1.</param>
    /// <param name="stop">Ends the wait for a body; a card that has been begun is always finished.</param>
    /// <exception cref="StationUnavailableException">Nothing was begun; the card can go to another station.</exception>
    public async Task ProduceAsync(TemporaryCard card, int attempt, CancellationToken stop)
    {
        progress.Report(new CardTaken(station.Name, card.CardNumber, attempt));
        ICardBody? body = null;
        TempCardException? unfit = null;
        if (Options.Encode)
        {
            try
            {
                body = await LoadAsync(card, stop);
            }
            catch (Exception e) when (e is not StationUnavailableException and not OperationCanceledException)
            {
                unfit = IssuanceErrors.From(e);
            }
        }

        await using (body)
        {
            CardTray tray = CardTray.Reject;
            try
            {
                if (await MakeAsync(card, Begin(card, attempt, body), body, unfit))
                    tray = CardTray.Good;
            }
            finally
            {
                if (body is not null)
                    await body.EjectAsync(tray, CancellationToken.None);
            }
        }
    }

    private async Task<ICardBody> LoadAsync(TemporaryCard card, CancellationToken stop)
    {
        try
        {
            return await station.Cards.LoadAsync(
                message => progress.Report(new OperatorWanted(station.Name, card.CardNumber, message)), stop);
        }
        catch (TempCardException e) when (e.ErrorId is ErrorIds.StationEmpty or ErrorIds.StationNotReady)
        {
            throw new StationUnavailableException(e);
        }
    }

    private CardProduction Begin(TemporaryCard card, int attempt, ICardBody? body)
    {
        DateTimeOffset now = context.Now;
        Guid? guid = body is null ? null : Guid.NewGuid();
        return new CardProduction
        {
            Id = $"{batch.Id}/{card.CardNumber}/{attempt}",
            BatchId = batch.Id,
            CardNumber = card.CardNumber,
            Attempt = attempt,
            Station = station.Name,
            State = ProductionState.Started,
            StartedAt = now,
            BodyId = body is null ? null : body.Id ?? $"guid:{guid}",
            CardGuid = guid,
            ValidUntil = Validity.Until(now, Options.ValidityDays),
        };
    }

    private async Task<bool> MakeAsync(
        TemporaryCard card, CardProduction production, ICardBody? body, TempCardException? unfit)
    {
        unfit ??= await RecordStartAsync(production, body);
        if (unfit is not null)
        {
            await RecordUnfitAsync(production, unfit);
            return false;
        }

        var values = TextTemplate.Values(card, batch.Id, production.ValidUntil!.Value);
        var desk = new CertificateDesk(context, production, card, values);
        try
        {
            (string? sealedPins, ChipResult? chip) = body is null ? (null, null) : await EncodeAsync(production, body, desk, values);
            IReadOnlyList<string> faces = Options.Print ? await PrintAsync(production, values) : [];
            await RecordSuccessAsync(production, sealedPins, faces, chip);
            return true;
        }
        catch (Exception e) when (e is not TempCardException { ErrorId: ErrorIds.StoreNotReady or ErrorIds.StoreConflict })
        {
            await RecordFailureAsync(production, IssuanceErrors.From(e), await desk.CloseAsync());
            return false;
        }
    }

    /// <summary>Puts the production and its body on record before anything changes; gives the reason if it can't be.</summary>
    private async Task<TempCardException?> RecordStartAsync(CardProduction production, ICardBody? body)
    {
        CardProduction? live = body is null
            ? null
            : await context.Store.FindLiveBodyAsync(body.Id, body.CardGuid, CancellationToken.None);
        if (live is not null)
            return IssuanceErrors.BodyInUse(production.BodyId!, live);
        try
        {
            await context.Store.ApplyAsync(
                new ChangeSet([new StartProduction(production)], [Event(AuditKinds.ProductionStarted, production)]),
                CancellationToken.None);
            return null;
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.BodyInUse)
        {
            return e;
        }
    }

    private async Task<(string SealedPins, ChipResult Chip)> EncodeAsync(
        CardProduction production, ICardBody body, CertificateDesk desk, IReadOnlyDictionary<string, string> values)
    {
        await body.CheckBlankAsync(CancellationToken.None);
        using SecretBytes pin = PinGenerator.Draw(context.Settings.Pin with { Length = Options.PinLength });
        using SecretBytes puk = PinGenerator.Draw(context.Settings.Puk with { Length = Options.PukLength });
        var job = new ChipJob
        {
            CardNumber = production.CardNumber,
            Pin = pin,
            Puk = puk,
            CardGuid = production.CardGuid!.Value,
            ValidUntil = DateOnly.FromDateTime(production.ValidUntil!.Value.UtcDateTime),
            Certificates = [.. profiles.Select(p => new ChipCertificate(p, TextTemplate.FillName(p.Subject, values)))],
        };
        var steps = new StepProgress(step => progress.Report(new CardStep(station.Name, production.CardNumber, step)));
        ChipResult chip = await body.EncodeAsync(job, desk.IssueAsync, steps, CancellationToken.None);
        return (PinEnvelope.Seal(context.Sealer, production.CardNumber, pin, puk), chip);
    }

    private Task<IReadOnlyList<string>> PrintAsync(
        CardProduction production, IReadOnlyDictionary<string, string> values)
    {
        progress.Report(new CardStep(station.Name, production.CardNumber, new ChipStep("print")));
        var face = new CardFace { CardNumber = production.CardNumber, Attempt = production.Attempt, Values = values };
        return station.Printer!.PrintAsync(face, CancellationToken.None);
    }

    private async Task RecordSuccessAsync(
        CardProduction production, string? sealedPins, IReadOnlyList<string> faces, ChipResult? chip)
    {
        DateTimeOffset now = context.Now;
        await context.Store.ApplyAsync(
            new ChangeSet(
                [
                    new EndProduction(production.Id, ProductionState.Succeeded, now)
                    {
                        ValidUntil = production.ValidUntil,
                        SealedPins = sealedPins,
                        Faces = faces,
                    },
                    Move(production, CardTransition.Succeed, now) with { ValidUntil = production.ValidUntil },
                ],
                [Event(AuditKinds.ProductionSucceeded, production)]),
            CancellationToken.None);
        progress.Report(new ProductionEnded(
            production with { State = ProductionState.Succeeded, EndedAt = now, SealedPins = sealedPins, Faces = faces },
            chip));
    }

    private async Task RecordFailureAsync(
        CardProduction production, TempCardException error, IReadOnlyList<string> unsettled)
    {
        DateTimeOffset now = context.Now;
        EndProduction end = Failure(production, error, now) with { UnsettledAuthorities = unsettled };
        await context.Store.ApplyAsync(
            new ChangeSet(
                [end, new QueueRevocation(production.Id), Move(production, CardTransition.Fail, now)],
                [Event(AuditKinds.ProductionFailed, production, error)]),
            CancellationToken.None);
        ReportFailure(production, error, now);
    }

    /// <summary>Records a try that ended before it began: the body was no good, and nothing on it was changed.</summary>
    private async Task RecordUnfitAsync(CardProduction production, TempCardException error)
    {
        DateTimeOffset now = context.Now;
        CardProduction refused = production with { State = ProductionState.Failed, CardGuid = null };
        await context.Store.ApplyAsync(
            new ChangeSet(
                [
                    new StartProduction(refused with { EndedAt = now, ErrorId = error.ErrorId, Message = error.Message }),
                    Move(production, CardTransition.Fail, now),
                ],
                [Event(AuditKinds.BodyRefused, production, error)]),
            CancellationToken.None);
        ReportFailure(refused, error, now);
    }

    private void ReportFailure(CardProduction production, TempCardException error, DateTimeOffset now) =>
        progress.Report(new ProductionEnded(
            production with
            {
                State = ProductionState.Failed,
                EndedAt = now,
                ErrorId = error.ErrorId,
                Message = error.Message,
            },
            Chip: null));

    private static EndProduction Failure(CardProduction production, TempCardException error, DateTimeOffset now) =>
        new(production.Id, ProductionState.Failed, now) { ErrorId = error.ErrorId, Message = error.Message };

    private static MoveCard Move(CardProduction production, CardTransition transition, DateTimeOffset now) =>
        new(
            production.CardNumber,
            CardState.InProduction,
            CardTransitions.Target(transition, CardState.InProduction)!.Value,
            now)
        {
            FromBatch = production.BatchId,
            ToBatch = production.BatchId,
        };

    private AuditEvent Event(string kind, CardProduction production, TempCardException? error = null) => context.Event(
        kind,
        production.CardNumber,
        production.BatchId,
        production.Id,
        production.Station,
        error?.ErrorId,
        error?.Message ?? production.BodyId);

    private sealed class StepProgress(Action<ChipStep> report) : IProgress<ChipStep>
    {
        public void Report(ChipStep value) => report(value);
    }
}
