using System.Text;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Virtual;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>A holder chooses the PIN of a card in a reader.</summary>
public sealed class PinSettingTests
{
    private const string Desk = "desk-1";
    private const string New = "482915";

    private static readonly PinSetRequest Request = new() { Station = Desk, Reason = "forgotten" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_card_takes_the_new_PIN_also_where_it_was_blocked_and_the_old_one_is_gone(bool isApart)
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart);
        VirtualPivCard body = bodies.Touched.Single();
        Block(body);
        string puk = await ReadAsync(workshop, Of(Card, SealedKind.Puk), PukKey(workshop, isApart));

        TemporaryCard card = await SetAsync(workshop, bodies, isApart, Type(New));

        Assert.Equal("9000", Verify(body, New));
        Assert.Equal(Card, card.CardNumber);
        CardProduction production = await ProductionAsync(workshop);
        Assert.Null(production.SealedPins);
        Assert.NotNull(production.PinSetAt);
        Assert.Equal(ErrorIds.PinNotAvailable, await RefusedAsync(() => ReadAsync(workshop, Of(Card))));
        Assert.Equal(puk, await ReadAsync(workshop, Of(Card, SealedKind.Puk), PukKey(workshop, isApart)));
        AuditEvent begun = (await EventsAsync(workshop, AuditKinds.PinSetting)).Single();
        Assert.Equal((Card, Desk), (begun.CardNumber, begun.Station));
        Assert.Contains(": forgotten", begun.Detail, StringComparison.Ordinal);
        Assert.Single(await EventsAsync(workshop, AuditKinds.PinSet));
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.True(report is { IsIntact: true, IsAgreed: true }, string.Join('\n', report.Disagreements));
    }

    [Fact]
    public async Task It_can_be_done_again_and_again()
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart: false);

        await SetAsync(workshop, bodies, isApart: false, Type(New));
        await SetAsync(workshop, bodies, isApart: false, Type("93715264"));

        Assert.Equal("9000", Verify(bodies.Touched.Single(), "93715264"));
    }

    [Fact]
    public async Task What_is_not_permitted_is_asked_for_again_and_nothing_is_touched_before()
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart: false);
        var problems = new List<string?>();
        string[] typed = ["123456", "48291", "4829156789"];
        int asked = 0;

        string error = await RefusedAsync(() => SetAsync(workshop, bodies, false, (choice, problem) =>
        {
            Assert.Contains("6 to 8 digits", choice.Rules, StringComparison.Ordinal);
            problems.Add(problem);
            return (Secret(typed[asked]), Secret(typed[asked++]));
        }));

        Assert.Equal(ErrorIds.PinNotPermitted, error);
        Assert.Equal(3, problems.Count);
        Assert.Null(problems[0]);
        Assert.All(problems.Skip(1), Assert.NotNull);
        Assert.Equal(
            ErrorIds.PinNotPermitted, await RefusedAsync(() => SetAsync(workshop, bodies, false, (_, _) => null)));
        int times = 0;
        Assert.Equal(
            ErrorIds.PinNotPermitted,
            await RefusedAsync(() => SetAsync(
                workshop, bodies, false, (_, _) => times++ == 0 ? (Secret(New), Secret("482916")) : null)));
        Assert.NotNull((await ProductionAsync(workshop)).SealedPins);
        Assert.Empty(await EventsAsync(workshop, AuditKinds.PinSetting));
        Assert.Equal(6, (await ReadAsync(workshop, Of(Card))).Length);
    }

    [Fact]
    public async Task A_PUK_that_the_card_does_not_take_is_given_once()
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart: false);
        VirtualPivCard body = bodies.Touched.Single();
        string puk = await ReadAsync(workshop, Of(Card, SealedKind.Puk));
        Send(body, $"0024008110{Pad(puk)}{Pad("99887766")}");

        Assert.Equal(ErrorIds.PukNotUsable, await RefusedAsync(() => SetAsync(workshop, bodies, false, Type(New))));
        int commands = body.ApduCount;
        Assert.Equal(ErrorIds.PukNotUsable, await RefusedAsync(() => SetAsync(workshop, bodies, false, Type(New))));

        AuditEvent failed = (await EventsAsync(workshop, AuditKinds.PinSetFailed)).Single();
        Assert.Equal(ErrorIds.PukNotUsable, failed.ErrorId);
        // One try was spent, and no more: the second time only looked.
        Assert.Equal("9000", Send(body, $"0024008110{Pad("99887766")}{Pad(puk)}"));
        Assert.True(body.ApduCount > commands);
    }

    [Fact]
    public async Task The_last_try_of_a_PUK_is_left_alone()
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart: false);
        VirtualPivCard body = bodies.Touched.Single();
        for (int i = 0; i < 2; i++)
            Send(body, $"0024008110{Pad("11111111")}{Pad("99887766")}");

        Assert.Equal(ErrorIds.PukNotUsable, await RefusedAsync(() => SetAsync(workshop, bodies, false, Type(New))));

        Assert.NotNull((await ProductionAsync(workshop)).SealedPins);
        Assert.Empty(await EventsAsync(workshop, AuditKinds.PinSetting));
    }

    [Fact]
    public async Task A_card_that_is_pulled_in_the_middle_is_told_and_done_again()
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart: false);
        VirtualPivCard body = bodies.Touched.Single();

        string error = await RefusedAsync(() => SetAsync(workshop, bodies, false, (_, _) =>
        {
            body.Remove();
            return (Secret(New), Secret(New));
        }));

        Assert.Equal(ErrorIds.CardRemoved, error);
        Assert.Null((await ProductionAsync(workshop)).SealedPins);
        Assert.Equal(ErrorIds.CardRemoved, (await EventsAsync(workshop, AuditKinds.PinSetFailed)).Single().ErrorId);
        await SetAsync(workshop, bodies, false, Type(New));
        Assert.Equal("9000", Verify(body, New));
    }

    /// <summary>The process dies after each change of the store; done again, all is as it should be.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_store_that_goes_away_leaves_no_sealed_PIN_that_is_not_true(int atChange)
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart: false);
        VirtualPivCard body = bodies.Touched.Single();
        string old = await ReadAsync(workshop, Of(Card));
        var dying = new DyingStore(workshop.Session.Store, atChange);

        Assert.Equal(
            ErrorIds.StoreNotReady, await RefusedAsync(() => SetAsync(workshop, bodies, false, Type(New), dying)));

        bool isSealed = (await ProductionAsync(workshop)).SealedPins is not null;
        Assert.Equal(isSealed, Verify(body, old) == "9000");
        await SetAsync(workshop, bodies, false, Type(New));
        Assert.Equal("9000", Verify(body, New));
    }

    [Fact]
    public async Task Cards_that_are_not_in_use_are_refused()
    {
        using var bodies = new KeptBodies();
        await using Workshop workshop = await MadeAsync(bodies, isApart: false, isCompleted: false);
        Assert.Equal(ErrorIds.CardStateInvalid, await RefusedAsync(() => SetAsync(workshop, bodies, false, Type(New))));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = "B-000001" }, workshop, None);
        Assert.Equal(
            ErrorIds.CardNotOurs,
            await RefusedAsync(() => PlanAsync(workshop, bodies, Request with { CardNumber = Other })));
        Assert.Equal(
            ErrorIds.UsageInvalid, await RefusedAsync(() => PlanAsync(workshop, bodies, Request with { Reason = "" })));
        await (await workshop.Session.Life.PlanAsync(new LockRequest { CardNumber = Card }, None)).ActAsync(workshop, None);

        Assert.Equal(ErrorIds.PinNotAvailable, await RefusedAsync(() => SetAsync(workshop, bodies, false, Type(New))));
        bodies.Put(Desk, new VirtualPivCard(new VirtualCardOptions { Serial = 1 }));
        Assert.Equal(ErrorIds.CardNotOurs, await RefusedAsync(() => SetAsync(workshop, bodies, false, Type(New))));
    }

    private static async Task<Workshop> MadeAsync(KeptBodies bodies, bool isApart, bool isCompleted = true)
    {
        Workshop workshop = isApart ? Open(Apart) : Open();
        bodies.Fill(Desk, 1, _ => []);
        IssuanceContext context = workshop.Session.Context with { Stations = bodies };
        IssuancePlan plan = await context.Planner().PlanAsync(
            new IssuanceRequest { CardNumbers = await workshop.RequestAsync(1), Print = false }, workshop, None);
        CardBatch batch = await new BatchIssuance(context).StartAsync(plan, workshop, None);
        Assert.Equal(1, batch.Unassigned);
        if (isCompleted)
            await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        bodies.Put(Desk, bodies.Touched.Single());
        return workshop;
    }

    private static Task<PinSetPlan> PlanAsync(Workshop workshop, KeptBodies bodies, PinSetRequest request) =>
        Setting(workshop, bodies, workshop.Session.Store).PlanAsync(request, _ => { }, None);

    private static async Task<TemporaryCard> SetAsync(
        Workshop workshop, KeptBodies bodies, bool isApart, NewPinPrompt ask, ICardStore? store = null)
    {
        PinSetting setting = Setting(workshop, bodies, store ?? workshop.Session.Store);
        PinSetPlan plan = await setting.PlanAsync(Request, _ => { }, None);
        using ISecretOpener opener =
            PukKey(workshop, isApart).Open(workshop.Session.Configuration.Seal.Keys(), SealedKind.Puk);
        return await setting.ApplyAsync(plan, opener, ask, _ => { }, None);
    }

    private static PinSetting Setting(Workshop workshop, KeptBodies bodies, ICardStore store) => new(
        store, bodies, workshop.Session.Context.Sealer, workshop.Session.Settings, workshop.Session.Context.Actor);

    private static KeyChoice PukKey(Workshop workshop, bool isApart) => isApart ? Key(workshop, "puk") : Key(workshop);

    private static NewPinPrompt Type(string pin) => (_, _) => (Secret(pin), Secret(pin));

    private static SecretBytes Secret(string text) => new(Encoding.ASCII.GetBytes(text));

    private static void Block(VirtualPivCard body)
    {
        for (int i = 0; i < 3; i++)
            Verify(body, "111111");
        Assert.Equal("6983", Verify(body, "111111"));
    }

    private static string Verify(VirtualPivCard body, string pin) => Send(body, $"0020008008{Pad(pin)}");

    private static string Pad(string digits) => Convert.ToHexString(Encoding.ASCII.GetBytes(digits)).PadRight(16, 'F');

    /// <summary>A command to the PIV application, and the status word.</summary>
    private static string Send(VirtualPivCard body, string command)
    {
        body.Insert();
        using VirtualCardConnection connection = body.Connect();
        connection.Transmit(Convert.FromHexString("00A4040009A0000003080000100000"));
        return Convert.ToHexString(connection.Transmit(Convert.FromHexString(command)))[^4..];
    }
}
