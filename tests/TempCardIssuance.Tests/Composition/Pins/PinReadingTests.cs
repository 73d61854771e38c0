using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>PINs and PUKs are read by whoever has the key of a recipient, and by nobody else; the trail knows.</summary>
public sealed class PinReadingTests
{
    [Fact]
    public async Task What_is_read_is_what_was_sealed_and_the_trail_knows_it()
    {
        await using Workshop workshop = await CompletedAsync();
        CardProduction production = await ProductionAsync(workshop);
        using var reader = new PinReader(workshop.Folder);
        (string pin, string puk) = reader.Read(production);

        Assert.Equal(pin, await ReadAsync(workshop, Of(Card)));
        Assert.Equal(puk, await ReadAsync(workshop, Of(Card, SealedKind.Puk)));
        Assert.Equal(
            pin, await ReadAsync(workshop, new PinRequest { BodyId = production.BodyId, Reason = "by its body" }));

        List<AuditEvent> events = await EventsAsync(workshop, AuditKinds.PinRead);
        Assert.Equal(3, events.Count);
        Assert.All(events, e => Assert.Equal((Card, production.Id), (e.CardNumber, e.ProductionId)));
        Assert.EndsWith(": by its body", events[^1].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(events, e => e.Detail!.Contains(pin, StringComparison.Ordinal));
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.True(report is { IsIntact: true, IsAgreed: true }, string.Join('\n', report.Disagreements));
    }

    [Fact]
    public async Task Where_PUKs_have_recipients_of_their_own_each_key_reads_its_own_alone()
    {
        await using Workshop workshop = await CompletedAsync(Apart);
        CardProduction production = await ProductionAsync(workshop);
        KeyChoice puk = Key(workshop, "puk");

        Assert.NotNull(production.SealedPuk);
        Assert.Equal(8, (await ReadAsync(workshop, Of(Card, SealedKind.Puk), puk)).Length);
        Assert.Equal(6, (await ReadAsync(workshop, Of(Card))).Length);
        Assert.Equal(ErrorIds.NoRecipient, await RefusedAsync(() => ReadAsync(workshop, Of(Card), puk)));
        Assert.Equal(
            ErrorIds.NoRecipient, await RefusedAsync(() => ReadAsync(workshop, Of(Card, SealedKind.Puk))));
    }

    [Fact]
    public async Task The_event_of_the_production_has_the_hashes_and_the_recipients()
    {
        await using Workshop workshop = await CompletedAsync(Apart);
        CardProduction production = await ProductionAsync(workshop);

        AuditEvent entry = (await EventsAsync(workshop, AuditKinds.ProductionSucceeded))
            .Single(e => e.ProductionId == production.Id);

        Assert.Equal(SealedMessage.HashOf(production.SealedPins!), SealRecord.HashIn(entry.Detail, SealedKind.Pin));
        Assert.Equal(SealedMessage.HashOf(production.SealedPuk!), SealRecord.HashIn(entry.Detail, SealedKind.Puk));
        Assert.Contains("CN=puk", entry.Detail, StringComparison.Ordinal);
        Assert.Contains("CN=TempCardIssuance PIN reader", entry.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sealed_pins = (SELECT sealed_pins FROM productions WHERE card_key = 'T-00002')")]
    [InlineData("sealed_pins = replace(sealed_pins, 'A', 'B')")]
    [InlineData("sealed_pins = sealed_pins || ' '")]
    public async Task A_message_that_was_exchanged_or_altered_is_not_opened_and_the_check_of_the_trail_tells_it(
        string change)
    {
        await using Workshop workshop = await CompletedAsync();
        Execute(workshop, $"UPDATE productions SET {change} WHERE card_key = 'T-00001'");

        Assert.Equal(ErrorIds.SealBroken, await RefusedAsync(() => ReadAsync(workshop, Of(Card))));

        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.Equal((await ProductionAsync(workshop)).Id, Assert.Single(report.Disagreements).Id);
        Assert.Empty(await EventsAsync(workshop, AuditKinds.PinRead));
    }

    [Fact]
    public async Task What_belongs_to_another_card_body_try_or_end_is_not_taken_and_old_messages_are()
    {
        await using Workshop workshop = await CompletedAsync();
        CardProduction production = await ProductionAsync(workshop);
        byte[] clear = Opened(workshop, production);
        using var content = new SecretBytes(clear);

        Assert.NotNull(PinEnvelope.Read(content, production));
        Assert.Null(PinEnvelope.Read(content, production with { CardNumber = Other }));
        Assert.Null(PinEnvelope.Read(content, production with { Id = "B-000001/T-00001/2" }));
        Assert.Null(PinEnvelope.Read(content, production with { BodyId = "serial:00000001" }));
        Assert.Null(PinEnvelope.Read(content, production with { ValidUntil = production.ValidUntil!.Value.AddDays(1) }));
        using var old = new SecretBytes("""{"cardNumber":"T-00001","pin":"493805","puk":"70361824"}"""u8);
        using OpenedPins? read = PinEnvelope.Read(old, production);
        Assert.True(read!.Pin!.Span.SequenceEqual("493805"u8));
        Assert.True(read.Puk!.Span.SequenceEqual("70361824"u8));
        Assert.Null(PinEnvelope.Read(old, production with { CardNumber = Other }));
        using var garbage = new SecretBytes("{"u8);
        Assert.Null(PinEnvelope.Read(garbage, production));
    }

    [Fact]
    public async Task What_was_made_before_hashes_were_on_the_trail_is_read()
    {
        await using Workshop workshop = await CompletedAsync();
        Execute(workshop, "UPDATE audit SET detail = 'serial:00000001' WHERE kind = 'ProductionSucceeded'");

        Assert.Equal(6, (await ReadAsync(workshop, Of(Card))).Length);
    }

    [Fact]
    public async Task Keys_that_do_not_fit_are_told_apart()
    {
        await using Workshop workshop = await CompletedAsync();
        File.WriteAllText(Path.Combine(workshop.Folder, "wrong"), "wrong");
        KeyChoice good = Key(workshop);

        Assert.Equal(ErrorIds.NoRecipient, await RefusedAsync(() => ReadAsync(workshop, Of(Card), Foreign(workshop))));
        (string, KeyChoice)[] wrong =
        [
            (ErrorIds.RecipientKeyInvalid, good with { Password = "file:wrong" }),
            (ErrorIds.RecipientKeyInvalid, good with { Password = null }),
            (ErrorIds.SecretMissing, good with { Password = "file:nowhere" }),
            (ErrorIds.UsageInvalid, good with { Password = "plain" }),
            (ErrorIds.RecipientKeyInvalid, good with { Key = workshop.Folder }),
            (ErrorIds.RecipientKeyInvalid, good with { Key = Path.Combine(workshop.Folder, "nowhere") }),
            (ErrorIds.RecipientKeyInvalid, good with { Key = Path.Combine(workshop.Folder, "pin-reader.cer.pem") }),
            (ErrorIds.RecipientKeyInvalid, Key(workshop, "puk")),
            (ErrorIds.RecipientKeyInvalid, new KeyChoice()),
        ];
        foreach ((string id, KeyChoice key) in wrong)
            Assert.Equal(id, await RefusedAsync(() => ReadAsync(workshop, Of(Card), key)));
        Assert.Empty(await EventsAsync(workshop, AuditKinds.PinRead));
    }

    [Fact]
    public async Task A_recipient_that_has_expired_reads_still()
    {
        await using Workshop workshop = Open(("- 'pin-reader.cer.pem'", "- 'puk.cer'"));
        await workshop.IssueAsync(await workshop.RequestAsync(1));

        workshop.Clock.Advance(TimeSpan.FromDays(100));

        Assert.Equal(6, (await ReadAsync(workshop, Of(Card), Key(workshop, "puk"))).Length);
    }

    [Fact]
    public async Task Where_the_store_can_not_be_written_nothing_is_given()
    {
        await using Workshop workshop = await CompletedAsync();
        var store = new DyingStore(workshop.Session.Store, 1);
        var reading = new PinReading(store, workshop.Session.Context.Actor);
        SealedPin found = await reading.FindAsync(Of(Card), None);
        using ISecretOpener opener = Key(workshop).Open(workshop.Session.Configuration.Seal.Keys(), SealedKind.Pin);

        Assert.Equal(
            ErrorIds.StoreNotReady, await RefusedAsync(() => reading.ReadAsync(found, Of(Card), opener)));
    }

    [Fact]
    public async Task What_is_spoiled_failed_or_given_up_is_refused()
    {
        await using Workshop workshop = await CompletedAsync();
        await DoAsync(workshop, new RevokeRequest { CardNumber = Card, Reason = RevokeReason.Lost });
        await DoAsync(workshop, new TakeBackRequest { CardNumber = Other, NotSeen = "test" });
        await workshop.RequestAsync(1);

        string[] errors =
        [
            await RefusedAsync(() => ReadAsync(workshop, Of(Card))),
            await RefusedAsync(() => ReadAsync(workshop, Of(Other))),
            await RefusedAsync(() => ReadAsync(workshop, Of("T-00003"))),
        ];

        Assert.All(errors, error => Assert.Equal(ErrorIds.PinNotAvailable, error));
        Assert.Equal(ErrorIds.CardNotFound, await RefusedAsync(() => ReadAsync(workshop, Of("T-9"))));
        Assert.Equal(
            ErrorIds.CardNotOurs,
            await RefusedAsync(() => ReadAsync(workshop, new PinRequest { BodyId = "serial:1", Reason = "test" })));
        Assert.Equal(
            ErrorIds.LetterNotFound,
            await RefusedAsync(() => ReadAsync(workshop, new PinRequest { Letter = "L-1", Reason = "test" })));
        Assert.Equal(
            ErrorIds.UsageInvalid, await RefusedAsync(() => ReadAsync(workshop, new PinRequest { Reason = "test" })));
        Assert.Equal(
            ErrorIds.UsageInvalid, await RefusedAsync(() => ReadAsync(workshop, Of(Card) with { Reason = " " })));
        Assert.Equal(
            ErrorIds.NoteInvalid, await RefusedAsync(() => ReadAsync(workshop, Of(Card) with { Reason = "a\nb" })));
    }

    [Fact]
    public async Task A_card_that_was_not_encoded_has_no_PIN()
    {
        await using Workshop workshop = Open();
        await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(1),
            Encode = false,
            Certificates = [],
        });

        Assert.Equal(ErrorIds.PinNotAvailable, await RefusedAsync(() => ReadAsync(workshop, Of(Card))));
    }

    private static byte[] Opened(Workshop workshop, CardProduction production)
    {
        using ISecretOpener opener = Key(workshop).Open(workshop.Session.Configuration.Seal.Keys(), SealedKind.Pin);
        using SecretBytes content = opener.Open(production.SealedPins!);
        return content.Span.ToArray();
    }

    private static KeyChoice Foreign(Workshop workshop)
    {
        Recipient(workshop.Folder, "foreign");
        return new KeyChoice { Key = Path.Combine(workshop.Folder, "foreign.pem") };
    }

    private static async Task DoAsync(Workshop workshop, LifeRequest request) =>
        await (await workshop.Session.Life.PlanAsync(request, None)).ActAsync(workshop, None);
}
