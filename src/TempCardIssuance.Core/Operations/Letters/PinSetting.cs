using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Letters;

/// <summary>A holder is to choose the PIN of the card in a reader.</summary>
public sealed record PinSetRequest
{
    public required string Station { get; init; }

    /// <summary>The card that it must be; null: whichever it is.</summary>
    public string? CardNumber { get; init; }

    /// <summary>One line for the audit trail.</summary>
    public required string Reason { get; init; }
}

/// <summary>What would be done; nothing has been changed.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Card">The card in the reader.</param>
/// <param name="Tries">The tries that it has left.</param>
/// <param name="Choice">What the PIN has to be like.</param>
public sealed record PinSetPlan(PinSetRequest Request, TemporaryCard Card, PinTries Tries, PinChoice Choice);

/// <summary>Has somebody type a new PIN twice, hidden; null: they gave up. Both are disposed of by whoever asked.</summary>
/// <param name="choice">What it has to be like, said first.</param>
/// <param name="problem">What was wrong with the one before, as a clause; null: it is the first.</param>
public delegate (SecretBytes First, SecretBytes Second)? NewPinPrompt(PinChoice choice, string? problem);

/// <summary>
/// Gives a card the PIN that its holder types; whoever stands by sees neither PIN nor PUK. The sealed PIN is dropped and
/// letters are made void before the card gets a command: what they say may be true a little longer, but nobody tries a
/// PIN that is no longer true.
/// </summary>
public sealed class PinSetting(
    ICardStore store, IStationCatalog stations, ISecretSealer sealer, IssuanceSettings settings, Actor actor)
{
    private const int MostPrompts = 3;

    private readonly SealedPins _pins = new(store);
    private readonly CardInReader _reader = new(store, stations);

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotOurs"/>, <see cref="ErrorIds.CardStateInvalid"/>,
    /// <see cref="ErrorIds.PinNotAvailable"/>, <see cref="ErrorIds.SealBroken"/>, <see cref="ErrorIds.PukNotUsable"/>,
    /// <see cref="ErrorIds.SiteNotAllowed"/>.
    /// </exception>
    public async Task<PinSetPlan> PlanAsync(PinSetRequest request, Action<string> prompt, CancellationToken stop)
    {
        PinReading.CheckReason(request.Reason);
        sealer.Check();
        await using RecognizedCard inReader = await _reader.OpenAsync(request.Station, prompt, stop);
        (PinSetPlan plan, _) = await LookAsync(request, inReader, stop);
        await inReader.Body.EjectAsync(CardTray.Good, CancellationToken.None);
        return plan;
    }

    /// <summary>Has the PIN typed, and gives it to the card.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="opener">The key that opens the PUK.</param>
    /// <param name="ask">Asks the holder.</param>
    /// <param name="prompt">Is told when a person has to do something.</param>
    /// <param name="stop">Ends the wait for the card; not what was begun on it.</param>
    /// <exception cref="TempCardException">
    /// As <see cref="PlanAsync"/>; <see cref="ErrorIds.PinNotPermitted"/>, <see cref="ErrorIds.NoRecipient"/>.
    /// </exception>
    public async Task<TemporaryCard> ApplyAsync(
        PinSetPlan plan, ISecretOpener opener, NewPinPrompt ask, Action<string> prompt, CancellationToken stop)
    {
        string station = plan.Request.Station;
        await using RecognizedCard inReader = await _reader.OpenAsync(station, prompt, stop);
        if (!CardNumber.Comparer.Equals(inReader.Production.CardNumber, plan.Card.CardNumber))
            throw LifeErrors.OtherCard(station, inReader.Production.CardNumber, plan.Card.CardNumber);
        (PinSetPlan now, string message) = await LookAsync(plan.Request, inReader, stop);
        using OpenedPins opened = SealedPins.Open(inReader.Production, message, opener);
        SecretBytes puk = opened.Puk ?? throw PinErrors.NotSealed(inReader.Production, SealedKind.Puk);
        using SecretBytes pin = Choose(now.Choice, ask);
        await DropAsync(inReader.Production, puk, plan.Request, opener);
        try
        {
            await inReader.Body.SetPinAsync(puk, pin, CancellationToken.None);
        }
        catch (Exception e)
        {
            TempCardException error = IssuanceErrors.From(e);
            await RecordAsync(Event(AuditKinds.PinSetFailed, inReader.Production, station, error.Message) with
            {
                ErrorId = error.ErrorId,
            });
            throw error;
        }

        await RecordAsync(Event(AuditKinds.PinSet, inReader.Production, station, detail: null));
        await inReader.Body.EjectAsync(CardTray.Good, CancellationToken.None);
        return await store.RequireCardAsync(plan.Card.CardNumber, CancellationToken.None);
    }

    /// <summary>All that can be found out before anything is changed, the tries first.</summary>
    private async Task<(PinSetPlan Plan, string Message)> LookAsync(
        PinSetRequest request, RecognizedCard inReader, CancellationToken stop)
    {
        PinTries tries = await inReader.Body.ReadTriesAsync(stop);
        CardProduction production = inReader.Production;
        if (request.CardNumber is { } wanted && !CardNumber.Comparer.Equals(production.CardNumber, wanted))
            throw LifeErrors.OtherCard(request.Station, production.CardNumber, wanted);
        TemporaryCard card = await store.RequireCardAsync(production.CardNumber, stop);
        LifeRules.CheckSite(card, settings);
        if (card is { State: CardState.Unassigned, EndsAt: null })
            throw LifeErrors.BatchOpen(card);
        if (card.State is not (CardState.Unassigned or CardState.Assigned))
            throw PinErrors.GivenUp(card);
        SealedPin puk = await _pins.FindAsync(card, SealedKind.Puk, stop);
        await CheckPukAsync(puk.Production, tries, stop);
        var choice = new PinChoice(settings.Pin, inReader.Station.Cards.Capabilities.Pin);
        return (new PinSetPlan(request, card, tries, choice), puk.Message);
    }

    /// <summary>A PUK that the card did not take once is not given to it again, and its last try is left alone.</summary>
    private async Task CheckPukAsync(CardProduction production, PinTries tries, CancellationToken stop)
    {
        if (tries.Puk is 0 or 1)
        {
            throw PinErrors.PukNotUsable(
                production.CardNumber, tries.Puk == 0 ? "it is blocked" : "only one try is left");
        }

        var query = new AuditQuery { CardNumber = production.CardNumber, Kinds = [AuditKinds.PinSetFailed] };
        await foreach (AuditEvent entry in store.ReadAuditAsync(query, stop))
        {
            if (entry.ProductionId == production.Id && entry.ErrorId == ErrorIds.PukNotUsable)
                throw PinErrors.PukNotUsable(production.CardNumber, "the card did not take it before");
        }
    }

    private static SecretBytes Choose(PinChoice choice, NewPinPrompt ask)
    {
        string? problem = null;
        for (int i = 0; i < MostPrompts && ask(choice, problem) is { } typed; i++)
        {
            using (typed.First)
            using (typed.Second)
            {
                problem = choice.Problem(typed.First, typed.Second);
                if (problem is null)
                    return typed.First.Copy();
            }
        }

        throw PinErrors.NotPermitted(problem ?? "none was typed");
    }

    /// <summary>Where the PUK was sealed together with the PIN it is sealed anew, alone.</summary>
    private async Task DropAsync(
        CardProduction production, SecretBytes puk, PinSetRequest request, ISecretOpener opener)
    {
        SealedMessage? anew = production.SealedPuk is null
            ? PinEnvelope.Seal(sealer, production, pin: null, puk).Puk
            : null;
        string record = anew is null ? "" : $"; {SealRecord.Of(null, anew)}";
        await store.ApplyAsync(
            new ChangeSet(
                [
                    new DropSealedPin(
                        production.Id,
                        (production.SealedPins, production.SealedPuk),
                        anew?.Text ?? production.SealedPuk,
                        actor.Now),
                ],
                [
                    Event(
                        AuditKinds.PinSetting,
                        production,
                        request.Station,
                        $"with the key of {opener.Recipient.Replace(';', ',')}: {request.Reason.Replace(';', ',')}{record}"),
                ]),
            CancellationToken.None);
    }

    private async Task RecordAsync(AuditEvent entry) =>
        await store.ApplyAsync(new ChangeSet([], [entry]), CancellationToken.None);

    private AuditEvent Event(string kind, CardProduction production, string station, string? detail) => actor.Event(
        kind, production.CardNumber, production.BatchId, production.Id, station, detail: detail);
}
