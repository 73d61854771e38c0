using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>After a change of staff what was sealed is sealed again.</summary>
public sealed class PinResealingTests
{
    [Fact]
    public async Task Those_of_today_read_it_and_those_of_before_no_more()
    {
        await using Workshop workshop = await CompletedAsync();
        string pin = await ReadAsync(workshop, Of(Card));
        await using IssuanceSession later = Change(workshop, "- 'pin-reader.cer.pem'", "- 'puk.cer'");

        Planned<ResealResult> planned = await later.Pins.PlanResealAsync("staff", false, Key(workshop), None);
        ResealResult first = await planned.ActAsync(None);
        ResealResult again =
            await (await later.Pins.PlanResealAsync("staff", false, Key(workshop), None)).ActAsync(None);

        Assert.Contains("2 card(s)", planned.Description, StringComparison.Ordinal);
        Assert.Equal((2, 0, 0), (first.Resealed, first.Current, first.Unreadable));
        Assert.Equal((0, 2, 0), (again.Resealed, again.Current, again.Unreadable));
        using ReadPin read = await later.Pins.ReadAsync(Of(Card), Key(workshop, "puk"), None);
        Assert.True(read.Value.Span.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(pin)));
        Assert.Equal(ErrorIds.NoRecipient, await RefusedAsync(() => ReadAsync(workshop, Of(Card))));
        List<AuditEvent> events = await EventsAsync(workshop, AuditKinds.PinResealed);
        Assert.Equal(2, events.Count);
        Assert.All(events, e => Assert.Contains("CN=puk", e.Detail, StringComparison.Ordinal));
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.True(report is { IsIntact: true, IsAgreed: true }, string.Join('\n', report.Disagreements));
    }

    [Fact]
    public async Task PUKs_that_get_recipients_of_their_own_are_taken_apart()
    {
        await using Workshop workshop = await CompletedAsync();
        await using IssuanceSession later = Change(workshop, Apart.Old, Apart.New);

        ResealResult result =
            await (await later.Pins.PlanResealAsync("desk", false, Key(workshop), None)).ActAsync(None);

        Assert.Equal(2, result.Resealed);
        using ReadPin puk = await later.Pins.ReadAsync(Of(Card, SealedKind.Puk), Key(workshop, "puk"), None);
        using ReadPin pin = await later.Pins.ReadAsync(Of(Card), Key(workshop), None);
        Assert.Equal((8, 6), (puk.Value.Length, pin.Value.Length));
        Assert.True((await workshop.Session.Audit.VerifyAsync(None)).IsAgreed);
    }

    [Fact]
    public async Task With_a_key_for_PINs_PUKs_stay_as_they_are_and_are_told()
    {
        await using Workshop workshop = await CompletedAsync(Apart);
        Recipient(workshop.Folder, "next");
        string file = File.ReadAllText(workshop.ConfigurationFile).Replace("- 'pin-reader.cer.pem'", "- 'next.cer'", StringComparison.Ordinal)
            .Replace("[puk.cer]", "[next.cer]", StringComparison.Ordinal);
        File.WriteAllText(workshop.ConfigurationFile, file);
        await using IssuanceSession later = workshop.OpenSession();

        ResealResult pins = await (await later.Pins.PlanResealAsync("a", false, Key(workshop), None)).ActAsync(None);
        ResealResult puks = await (await later.Pins.PlanResealAsync("b", false, Former(workshop), None)).ActAsync(None);
        ResealResult last = await (await later.Pins.PlanResealAsync("c", false, Key(workshop, "next"), None)).ActAsync(None);

        Assert.Equal((2, 2), (pins.Resealed, pins.Unreadable));
        Assert.Equal((2, 0), (puks.Resealed, puks.Unreadable));
        Assert.Equal(2, last.Current);
        Assert.True((await workshop.Session.Audit.VerifyAsync(None)).IsAgreed);
        using ReadPin read = await later.Pins.ReadAsync(Of(Card, SealedKind.Puk), Key(workshop, "next"), None);
    }

    [Fact]
    public async Task It_goes_on_where_it_was_stopped_and_leaves_what_was_altered()
    {
        await using Workshop workshop = await CompletedAsync();
        await using IssuanceSession later = Change(workshop, "- 'pin-reader.cer.pem'", "- 'puk.cer'");
        var dying = new DyingStore(later.Store, 2);
        using ISecretOpener opener = Key(workshop).Open(later.Configuration.Seal.Keys(), SealedKind.Pin);
        var stopped = new PinResealing(dying, later.Context.Sealer, later.Context.Actor);

        Assert.Equal(ErrorIds.StoreNotReady, await RefusedAsync(() => stopped.RunAsync(opener, "staff", None)));
        Assert.True((await workshop.Session.Audit.VerifyAsync(None)).IsAgreed);
        Execute(workshop, "UPDATE productions SET sealed_pins = replace(sealed_pins, 'A', 'B') WHERE card_key = 'T-00002'");
        ResealResult rest =
            await (await later.Pins.PlanResealAsync("staff", false, Key(workshop), None)).ActAsync(None);

        Assert.Equal((0, 1), (rest.Resealed, rest.Current));
        Assert.Equal([Other], rest.Broken);
        CardProduction production = await ProductionAsync(workshop, Other);
        Assert.NotNull(production.SealedPins);
    }

    /// <summary>Whose certificate the configuration does not name any more.</summary>
    private static KeyChoice Former(Workshop workshop) => new() { Key = Path.Combine(workshop.Folder, "puk.pem") };

    private static IssuanceSession Change(Workshop workshop, string old, string with)
    {
        string yaml = File.ReadAllText(workshop.ConfigurationFile);
        Assert.Contains(old, yaml, StringComparison.Ordinal);
        File.WriteAllText(workshop.ConfigurationFile, yaml.Replace(old, with, StringComparison.Ordinal));
        return workshop.OpenSession();
    }
}
