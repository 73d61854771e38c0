using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What becomes of cards after their production.</summary>
public sealed class CardLifeTests
{
    private const string Card = "T-00001";
    private const string Other = "T-00002";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_card_is_handed_out_and_comes_back()
    {
        await using Workshop workshop = await CompletedAsync();

        TemporaryCard granted = await DoAsync(workshop, Grant(Card, "anna"));
        TemporaryCard back = await DoAsync(workshop, new TakeBackRequest { CardNumber = Card, NotSeen = "test" });

        Assert.Equal((CardState.Assigned, "anna"), (granted.State, granted.Holder));
        Assert.True(granted.EndsAt < granted.ValidUntil);
        Assert.Equal((CardState.Returned, null), (back.State, back.EndsAt));
        CardProduction production = Assert.Single(await workshop.Session.Store.GetProductionsAsync(Card, None));
        Assert.Equal((ProductionState.Spoiled, null), (production.State, production.SealedPins));
        Assert.All(production.Certificates, c => Assert.Equal(CertificateState.Revoked, c.State));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task The_trail_does_not_know_who_the_holder_is()
    {
        await using Workshop workshop = await CompletedAsync();

        TemporaryCard granted = await DoAsync(workshop, Grant(Card, "anna.lind"));
        await DoAsync(workshop, new LockRequest { CardNumber = Card, Note = "not at the desk" });

        List<AuditEvent> events =
            await workshop.Session.Store.ReadAuditAsync(new AuditQuery { CardNumber = Card }, None).ToListAsync();
        Assert.DoesNotContain(events, e => e.Detail?.Contains("anna", StringComparison.OrdinalIgnoreCase) == true);
        Assert.Equal(2, events.Count(e => e.Detail?.Contains(granted.HolderReference!, StringComparison.Ordinal) == true));
    }

    [Theory]
    [InlineData(RevokeReason.Lost, RevocationReason.KeyCompromise)]
    [InlineData(RevokeReason.Stolen, RevocationReason.KeyCompromise)]
    [InlineData(RevokeReason.Damaged, RevocationReason.CessationOfOperation)]
    [InlineData(RevokeReason.Left, RevocationReason.AffiliationChanged)]
    [InlineData(RevokeReason.Superseded, RevocationReason.Superseded)]
    public async Task A_card_that_is_given_up_loses_its_certificates_for_the_reason_that_fits(
        RevokeReason reason, RevocationReason expected)
    {
        await using Workshop workshop = await CompletedAsync();

        TemporaryCard card = await DoAsync(workshop, new RevokeRequest { CardNumber = Card, Reason = reason });

        CardCertificate certificate = await CertificateAsync(workshop);
        Assert.Equal(
            (CardState.Revoked, CertificateState.Revoked, expected),
            (card.State, certificate.State, certificate.RevocationReason));
        Assert.Contains(certificate.SerialNumber, Invariants.RevokedSerials(workshop));
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Certificates_stay_where_that_is_said()
    {
        await using Workshop workshop = await CompletedAsync();

        await DoAsync(
            workshop,
            new RevokeRequest { CardNumber = Card, Reason = RevokeReason.Damaged, KeepCertificates = true });

        Assert.Equal(CertificateState.Active, (await CertificateAsync(workshop)).State);
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.Empty(report.Disagreements);
    }

    [Fact]
    public async Task One_holder_has_one_card()
    {
        await using Workshop workshop = await CompletedAsync();
        await DoAsync(workshop, Grant(Card, "Anna"));

        Assert.Equal(ErrorIds.HolderHasCard, await RefusedAsync(workshop, Grant(Other, " aNNa ")));
        await DoAsync(workshop, new LockRequest { CardNumber = Card });
        Assert.Equal(CardState.Assigned, (await DoAsync(workshop, Grant(Other, "anna"))).State);
    }

    [Fact]
    public async Task That_a_holder_has_a_card_is_known_before_anything_is_done()
    {
        await using Workshop workshop = await CompletedAsync();
        workshop.Clock.Stop();
        await DoAsync(workshop, Grant(Card, "Anna") with { Days = 0 });

        string other = await RefusedAsync(() => workshop.Session.Life.PlanAsync(Grant(Other, "anna"), None));
        await workshop.Session.Life.PlanAsync(new ExtendRequest { CardNumber = Card, Days = 1 }, None);
        workshop.Clock.Advance(TimeSpan.FromHours(24));
        await DoAsync(workshop, Grant(Other, "anna"));
        string longer = await RefusedAsync(
            () => workshop.Session.Life.PlanAsync(new ExtendRequest { CardNumber = Card, Days = 1 }, None));

        Assert.Equal((ErrorIds.HolderHasCard, ErrorIds.HolderHasCard), (other, longer));
    }

    [Fact]
    public async Task As_many_as_the_configuration_says()
    {
        await using Workshop workshop = await CompletedAsync(("loanDays: 14", "loanDays: 14\n  cardsPerHolder: 2"));

        await DoAsync(workshop, Grant(Card, "anna"));

        Assert.Equal(CardState.Assigned, (await DoAsync(workshop, Grant(Other, "anna"))).State);
    }

    [Fact]
    public async Task Of_two_desks_that_hand_out_one_card_or_to_one_holder_one_wins()
    {
        await using Workshop workshop = await CompletedAsync();
        Planned<TemporaryCard>[] plans =
        [
            await workshop.Session.Life.PlanAsync(Grant(Card, "anna"), None),
            await workshop.Session.Life.PlanAsync(Grant(Card, "berta"), None),
            await workshop.Session.Life.PlanAsync(Grant(Other, "anna"), None),
        ];

        await plans[0].ActAsync(None);

        Assert.Equal(ErrorIds.StoreConflict, await RefusedAsync(() => plans[1].ActAsync(None)));
        Assert.Equal(ErrorIds.HolderHasCard, await RefusedAsync(() => plans[2].ActAsync(None)));
    }

    [Fact]
    public async Task A_loan_ends_by_itself_can_be_given_longer_and_no_longer()
    {
        await using Workshop workshop = await CompletedAsync();
        workshop.Clock.Stop();
        await DoAsync(workshop, Grant(Card, "anna") with { Days = 1 });

        workshop.Clock.Advance(TimeSpan.FromDays(2));
        TemporaryCard expired = (await workshop.Session.Store.GetCardAsync(Card, None))!;
        TemporaryCard longer = await DoAsync(workshop, new ExtendRequest { CardNumber = Card, Days = 1 });
        workshop.Clock.Advance(TimeSpan.FromDays(4));
        string late = await RefusedAsync(workshop, new ExtendRequest { CardNumber = Card, Days = 1 });

        Assert.Equal((CardState.Expired, true), (expired.State, expired.IsOverdue));
        Assert.Equal(CardState.Assigned, longer.State);
        Assert.Equal(ErrorIds.CardStateInvalid, late);
        TemporaryCard overdue = Assert.Single(
            await workshop.Session.Store.FindCardsAsync(new CardQuery { Overdue = true }, None).ToListAsync());
        Assert.Equal(Card, overdue.CardNumber);
        // The holder is not kept from another card for ever.
        Assert.Equal(CardState.Assigned, (await DoAsync(workshop, Grant(Other, "anna"))).State);
    }

    [Fact]
    public async Task A_card_whose_shelf_life_is_over_is_Expired_and_not_handed_out()
    {
        await using Workshop workshop = await CompletedAsync();

        workshop.Clock.Advance(TimeSpan.FromDays(100));

        TemporaryCard card = (await workshop.Session.Store.GetCardAsync(Card, None))!;
        Assert.Equal((CardState.Expired, false), (card.State, card.IsOverdue));
        Assert.Equal(ErrorIds.CardStateInvalid, await RefusedAsync(workshop, Grant(Card, "anna")));
        Assert.Equal(
            ErrorIds.CardStateInvalid, await RefusedAsync(workshop, new ExtendRequest { CardNumber = Card }));
        Assert.Equal(
            2,
            await workshop.Session.Store.CountCardsAsync(new CardQuery { States = [CardState.Expired] }, None));
    }

    [Fact]
    public async Task A_card_of_an_open_batch_belongs_to_its_batch_and_never_expires()
    {
        await using var workshop = new Workshop();
        await workshop.IssueAsync(await workshop.RequestAsync(1));

        workshop.Clock.Advance(TimeSpan.FromDays(100));

        Assert.Equal(CardState.Unassigned, await workshop.StateAsync(Card));
        LifeRequest[] requests =
        [
            Grant(Card, "anna"), new LockRequest { CardNumber = Card },
            new RevokeRequest { CardNumber = Card, Reason = RevokeReason.Lost },
            new TakeBackRequest { CardNumber = Card, IsSeen = true },
        ];
        foreach (LifeRequest request in requests)
            Assert.Equal(ErrorIds.CardStateInvalid, await RefusedAsync(workshop, request));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_before_anything_changes()
    {
        await using Workshop workshop = await CompletedAsync();
        AuditHead before = await workshop.Session.Store.GetAuditHeadAsync(None);
        DateTimeOffset now = workshop.Clock.GetUtcNow();
        string me = workshop.Session.Context.Actor.Name;

        (string, LifeRequest)[] wrong =
        [
            (ErrorIds.CardNotFound, Grant("T-99999", "anna")),
            (ErrorIds.HolderInvalid, Grant(Card, " ")),
            (ErrorIds.HolderInvalid, Grant(Card, "anna\u001b[2J")),
            (ErrorIds.HolderInvalid, Grant(Card, "ann*")),
            (ErrorIds.HolderInvalid, Grant(Card, "\ud800")),
            (ErrorIds.HolderInvalid, Grant(Card, "an\u200bna")),
            (ErrorIds.HolderInvalid, Grant(Card, "\u202eanna")),
            (ErrorIds.GrantToSelf, Grant(Card, me.ToUpperInvariant())),
            (ErrorIds.LoanInvalid, Grant(Card, "anna") with { Until = now.AddMinutes(-1) }),
            (ErrorIds.LoanInvalid, Grant(Card, "anna") with { Until = now.AddDays(200) }),
            (ErrorIds.LoanInvalid, Grant(Card, "anna") with { Days = 200 }),
            (ErrorIds.LoanInvalid, Grant(Card, "anna") with { Days = 1, Until = now.AddDays(1) }),
            (ErrorIds.NoteInvalid, Grant(Card, "anna") with { Note = "for ANNA" }),
            (ErrorIds.NoteInvalid, Grant(Card, "Zo\u00EB") with { Note = "for zoe\u0308, again" }),
            (ErrorIds.NoteInvalid, Grant(Card, "anna") with { Note = "two\nlines" }),
            (ErrorIds.CardStateInvalid, new ExtendRequest { CardNumber = Card }),
            (ErrorIds.CardNotSeen, new TakeBackRequest { CardNumber = Card }),
        ];
        foreach ((string id, LifeRequest request) in wrong)
            Assert.Equal(id, await RefusedAsync(workshop, request));
        Assert.Equal(before, await workshop.Session.Store.GetAuditHeadAsync(None));
    }

    private static GrantRequest Grant(string card, string holder) => new() { CardNumber = card, Holder = holder };

    /// <summary>Two cards of a batch that is completed.</summary>
    private static async Task<Workshop> CompletedAsync(params (string Old, string New)[] replace)
    {
        var workshop = new Workshop(replace: replace);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        return workshop;
    }

    private static async Task<TemporaryCard> DoAsync(Workshop workshop, LifeRequest request) =>
        await (await workshop.Session.Life.PlanAsync(request, None)).ActAsync(workshop, None);

    private static Task<string> RefusedAsync(Workshop workshop, LifeRequest request) =>
        RefusedAsync(() => DoAsync(workshop, request));

    private static async Task<string> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<TempCardException>(act)).ErrorId;

    private static async Task<CardCertificate> CertificateAsync(Workshop workshop) =>
        Assert.Single(Assert.Single(await workshop.Session.Store.GetProductionsAsync(Card, None)).Certificates);
}
