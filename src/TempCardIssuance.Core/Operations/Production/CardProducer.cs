using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>Makes one card after another at one station: encode, then print.</summary>
internal sealed class CardProducer(
    IssuanceContext context,
    BatchJob job,
    ProductionStation station,
    AuthorityGate gate,
    WorkQueue queue,
    IProgress<IssuanceEvent> progress)
{
    /// <summary>How many bodies are looked at for one card; finished cards were put in by mistake.</summary>
    private const int MostBodies = 5;

    private readonly ProductionRecorder _recorder = new(context, job.Owner, progress);
    private bool _isTouched;

    private FacePrinting Printing => new(station, _recorder, progress);

    /// <summary>
    /// Why no other body may be tried here: what cost this one a try, or kept it from being printed, would do so with
    /// every other one.
    /// </summary>
    public TempCardException? Halt { get; private set; }

    private BatchOptions Options => job.Batch.Options;

    /// <summary>
    /// One production. A card that fails is recorded as Failed and is no exception; an exception means that the
    /// station or the store can't go on.
    /// </summary>
    /// <param name="hand">A card of the batch that is InProduction; the body may turn out to be another's.</param>
    /// <param name="stop">Ends the wait for a body; a card that has been begun is always finished.</param>
    /// <exception cref="StationUnavailableException">Nothing was begun; the card can go to another station.</exception>
    public async Task ProduceAsync(WorkInHand hand, CancellationToken stop)
    {
        using AuthorityGate.Admission admission = await gate.EnterAsync(e => TellWait(hand.Work.Card, e), stop);
        Tell(hand.Work);
        bool isDone = false;
        for (int bodies = 1; !isDone; bodies++)
            isDone = await ProduceAsync(hand, isLast: bodies == MostBodies, admission, stop);
    }

    /// <summary>One try on the next body.</summary>
    /// <returns>False if the body was one of the finished cards: nothing was begun, and there may be others.</returns>
    private async Task<bool> ProduceAsync(
        WorkInHand hand, bool isLast, AuthorityGate.Admission admission, CancellationToken stop)
    {
        ICardBody? body = null;
        TempCardException? unfit = null;
        hand.IsBegun = false;
        if (Options.Encode)
        {
            try
            {
                body = await LoadAsync(hand.Work.Card, hand.Work.Attempt, stop);
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
                if (unfit is null)
                    unfit = await FitAsync(hand, body);
                else
                    await queue.BeginAsync(hand);
                (TemporaryCard card, int attempt) = hand.Work;
                CardProduction production = Begin(card, attempt, body);
                unfit ??= await _recorder.StartAsync(production);
                bool isOfOther = unfit is { ErrorId: ErrorIds.BodyOfOtherCard };
                if (isOfOther || (unfit is { ErrorId: ErrorIds.BodyInUse } && !isLast))
                {
                    await _recorder.SkipBodyAsync(production, unfit!);
                    // The card loses nothing: its body may lie at another station.
                    if (isLast)
                        throw new StationUnavailableException(unfit!);
                    progress.Report(new OperatorWanted(station.Name, card.CardNumber, unfit!.Message, unfit.Remedy));
                    return false;
                }

                if (unfit is not null)
                    await _recorder.RefuseAsync(production, unfit);
                else if (await MakeAsync(card, production, body, admission, stop))
                    tray = CardTray.Good;
                return true;
            }
            finally
            {
                if (body is not null)
                    await body.EjectAsync(tray, CancellationToken.None);
            }
        }
    }

    /// <summary>A body that came back with the number of a card is made into that card, and into no other.</summary>
    private async Task<TempCardException?> FitAsync(WorkInHand hand, ICardBody? body)
    {
        string[] ids = body is null ? [] :
        [
            .. body.Id is { } id ? [id.ToString()] : (string[])[],
            .. body.CardGuid is { } guid ? [BodyIdentity.OfGuid(guid).ToString()] : (string[])[],
        ];
        string? owner = ids.Length == 0 ? null : await context.Store.FindCardOfBodyAsync(ids, CancellationToken.None);
        CardWork before = hand.Work;
        if (!await queue.FitAsync(hand, owner))
            return LifeErrors.WrongBody(hand.Work.Card, owner);
        if (hand.Work != before)
            Tell(hand.Work);
        return null;
    }

    private void Tell(CardWork work) =>
        progress.Report(new CardTaken(station.Name, work.Card.CardNumber, work.Attempt));

    private async Task<ICardBody> LoadAsync(TemporaryCard card, int attempt, CancellationToken stop)
    {
        try
        {
            return await station.Cards.LoadAsync(
                new BodyWish(card.CardNumber, attempt, card.RequiredBodyId),
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
        Guid? guid = body is null ? null : IsKnownByGuid(body) ? body.CardGuid : Guid.NewGuid();
        return new CardProduction
        {
            Id = $"{job.Batch.Id}/{card.CardNumber}/{attempt}",
            BatchId = job.Batch.Id,
            CardNumber = card.CardNumber,
            Attempt = attempt,
            Station = station.Name,
            State = ProductionState.Started,
            StartedAt = now,
            BodyId = body is null ? null : (body.Id ?? BodyIdentity.OfGuid(guid!.Value)).ToString(),
            CardGuid = guid,
            ManagementKey = body?.ManagementKey,
            ValidUntil = job.Calendar.EndOfDay(now, Options.ValidityDays, card.Site),
        };
    }

    /// <summary>
    /// A body that has been a card before keeps the GUID that it is known by; without it nobody knew it any more.
    /// </summary>
    private static bool IsKnownByGuid(ICardBody body) =>
        body.CardGuid is { } guid && body.Id == BodyIdentity.OfGuid(guid);

    private async Task<bool> MakeAsync(
        TemporaryCard card,
        CardProduction production,
        ICardBody? body,
        AuthorityGate.Admission admission,
        CancellationToken stop)
    {
        IReadOnlyDictionary<string, string> values =
            TextTemplate.Values(
                card,
                job.Batch.Id,
                job.Calendar.Day(production.ValidUntil!.Value, card.Site),
                production.Attempt,
                production.CardGuid);
        var desk = new CertificateDesk(
            context,
            job,
            production,
            card,
            message => progress.Report(new OperatorWanted(station.Name, card.CardNumber, message)),
            stop);
        _isTouched = false;
        try
        {
            SealedPair? sealedPins = null;
            ChipResult? chip = null;
            if (body is not null)
            {
                (sealedPins, chip) = await EncodeAsync(card, production, body, desk, values);
                await desk.AcceptAsync();
            }

            await job.Lease.RequireAsync();
            gate.Succeed(admission);
            // A body that came back has its face.
            bool isPrinted = Options.Print && card.RequiredBodyId is null;
            PrintedFace? printed = isPrinted ? await Printing.PrintAsync(production, values, stop) : null;
            await _recorder.SucceedAsync(production with { Certificates = desk.Issued }, sealedPins, printed, chip);
            return true;
        }
        catch (Exception e)
        {
            IReadOnlyList<string> unsettled = await desk.CloseAsync();
            await desk.RejectAsync();
            if (desk.Trouble is { } trouble)
                gate.Fail(admission, trouble);
            if (IsOfStore(e))
                throw;
            CardProduction failed = production with
            {
                Certificates = [.. desk.Issued.Select(c => c with { State = CertificateState.RevocationPending })],
            };
            Halt = FindHalt(e);
            await _recorder.FailAsync(failed, IssuanceErrors.From(e), unsettled);
            return false;
        }
    }

    private async Task<(SealedPair SealedPins, ChipResult Chip)> EncodeAsync(
        TemporaryCard card,
        CardProduction production,
        ICardBody body,
        CertificateDesk desk,
        IReadOnlyDictionary<string, string> values)
    {
        var steps = new StepProgress(step => Tell(production.CardNumber, step));
        await new TornBodies(context, _recorder).CheckAsync(production, body, steps);
        using SecretBytes pin = PinGenerator.Draw(context.Settings.Pin with { Length = Options.PinLength });
        using SecretBytes puk = PinGenerator.Draw(context.Settings.Puk with { Length = Options.PukLength });
        var chipJob = new ChipJob
        {
            CardNumber = production.CardNumber,
            Pin = pin,
            Puk = puk,
            CardGuid = production.CardGuid!.Value,
            ValidUntil = job.Calendar.Day(production.ValidUntil!.Value, card.Site),
            BeforeWriting = job.Lease.Require,
            Certificates = [.. job.Profiles.Select(p => CertificateContent.Of(p, card.CardNumber, values))],
        };
        _isTouched = true;
        ChipResult chip = await body.EncodeAsync(chipJob, desk.IssueAsync, steps, CancellationToken.None);
        return (PinEnvelope.Seal(context.Sealer, production, pin, puk), chip);
    }

    private void Tell(string cardNumber, ChipStep step)
    {
        progress.Report(new CardStep(station.Name, cardNumber, step));
        if (step.Wanted is { } wanted)
            progress.Report(new OperatorWanted(station.Name, cardNumber, wanted));
    }

    private TempCardException? FindHalt(Exception error) => error switch
    {
        TempCardException { ErrorId: ErrorIds.TransportPinWrong } wrong when _isTouched => wrong,
        TempCardException { ErrorId: ErrorIds.PrinterEmpty or ErrorIds.PrinterStopped } printer => printer,
        _ => null,
    };

    private void TellWait(TemporaryCard card, TempCardException error) => progress.Report(new OperatorWanted(
        station.Name, card.CardNumber, $"waits until certificates can be issued: {error.Message}", error.Remedy));

    /// <summary>
    /// What the store can't keep now, it can't keep as a failure either; and who lost the lease has nothing to say.
    /// </summary>
    private static bool IsOfStore(Exception error) => error is TempCardException
    {
        ErrorId: ErrorIds.StoreNotReady or ErrorIds.StoreBusy or ErrorIds.StoreConflict or ErrorIds.LeaseLost,
    };

    private sealed class StepProgress(Action<ChipStep> report) : IProgress<ChipStep>
    {
        public void Report(ChipStep value) => report(value);
    }
}
