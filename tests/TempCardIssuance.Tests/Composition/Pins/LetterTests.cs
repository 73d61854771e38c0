using TempCardIssuance.Cli;
using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Tests.Printing;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>Letters that tell holders their PINs, each made by a process of its own.</summary>
public sealed class LetterTests
{
    [ToolFact("rsvg-convert", "pdftotext")]
    public async Task A_letter_tells_the_PIN_and_not_the_card_and_only_its_owner_reads_it()
    {
        await using Workshop workshop = await CompletedAsync();
        string pin = await ReadAsync(workshop, Of(Card));

        PinLetter letter = Assert.Single(await MakeAsync(workshop, new LetterRequest { CardNumbers = [Card] }));

        Assert.Equal((LetterState.Printed, 1, Card), (letter.State, letter.Copy, letter.CardNumber));
        string file = Path.Combine(Letters(workshop), $"{letter.Number}.pdf");
        string text = await Tool.RunAsync("pdftotext", "-layout", file, "-");
        Assert.Contains(pin, text, StringComparison.Ordinal);
        Assert.Contains(letter.Number, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Card, text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            pin, await ReadAsync(workshop, new PinRequest { Letter = letter.Number, Reason = "by its letter" }));
        Assert.Single(await EventsAsync(workshop, AuditKinds.LetterBegun));
        Assert.Single(await EventsAsync(workshop, AuditKinds.LetterPrinted));
        Assert.True((await workshop.Session.Audit.VerifyAsync(None)).IsAgreed);
    }

    [ToolFact("rsvg-convert", "pdftotext")]
    public async Task PIN_and_PUK_go_on_letters_of_their_own_or_on_one()
    {
        await using Workshop workshop = await CompletedAsync();
        string puk = await ReadAsync(workshop, Of(Card, SealedKind.Puk));
        string pin = await ReadAsync(workshop, Of(Card));

        foreach (LetterKind kind in Enum.GetValues<LetterKind>())
        {
            var request = new LetterRequest { CardNumbers = [Card], Kind = kind };
            PinLetter letter = Assert.Single(await MakeAsync(workshop, request, layout: "mailer"));
            string text = await Tool.RunAsync(
                "pdftotext", "-layout", Path.Combine(Letters(workshop), $"{letter.Number}.pdf"), "-");
            Assert.Equal(kind != LetterKind.Puk, text.Contains(pin, StringComparison.Ordinal));
            Assert.Equal(kind != LetterKind.Pin, text.Contains(puk, StringComparison.Ordinal));
        }
    }

    [ToolFact("rsvg-convert")]
    public async Task A_letter_is_printed_once_and_again_only_with_a_reason()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await CompletedAsync(To(printer));

        IReadOnlyList<PinLetter> first = await PrintAsync(workshop, new LetterRequest { BatchId = "B-000001" });
        IReadOnlyList<PinLetter> second = await PrintAsync(workshop, new LetterRequest { BatchId = "B-000001" });
        IReadOnlyList<PinLetter> none = await PrintAsync(workshop, new LetterRequest { NotPrinted = true });
        IReadOnlyList<PinLetter> named = await PrintAsync(workshop, new LetterRequest { CardNumbers = [Card] });
        string reason = await RefusedAsync(
            () => PrintAsync(workshop, new LetterRequest { CardNumbers = [Card], Again = true }));
        PinLetter again = Assert.Single(await PrintAsync(
            workshop, new LetterRequest { CardNumbers = [Card], Again = true, Reason = "torn" }));

        Assert.Equal(2, first.Count);
        Assert.Empty(second.Concat(none).Concat(named));
        Assert.Equal(ErrorIds.LetterExists, Assert.Single(workshop.Events<CardRefused>()).Error.ErrorId);
        Assert.Equal(ErrorIds.UsageInvalid, reason);
        Assert.Equal((LetterState.Printed, 2), (again.State, again.Copy));
        Assert.Equal(3, printer.Printed.Count);
        Assert.Equal($"3: {again.Number}", printer.Printed[^1]);
        Assert.NotNull(again.Job);
        Assert.Equal(again, (await OfAsync(workshop)).All[^1]);
        Assert.EndsWith(
            ": torn", (await EventsAsync(workshop, AuditKinds.LetterBegun))[^1].Detail, StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public async Task A_printer_that_is_away_prints_nothing_and_the_rest_is_made_later()
    {
        var printer = new QueuePrinter();
        await using Workshop workshop = await CompletedAsync(To(printer));
        await printer.DisposeAsync();

        Assert.Equal(
            ErrorIds.PrinterNotReady,
            await RefusedAsync(() => PrintAsync(workshop, new LetterRequest { NotPrinted = true })));
        IReadOnlyList<PinLetter> later = await MakeAsync(workshop, new LetterRequest { NotPrinted = true });

        Assert.Equal(2, later.Count);
    }

    [ToolFact("rsvg-convert")]
    public async Task Of_a_printer_that_goes_away_in_the_middle_it_is_known_what_came_out()
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await CompletedAsync(To(printer));
        bool isBack = false;
        printer.Called = () => printer.Printed.Count == 1 && !isBack ? throw new IOException("away") : Task.CompletedTask;

        IReadOnlyList<PinLetter> first = await PrintAsync(workshop, new LetterRequest { NotPrinted = true });
        isBack = true;
        IReadOnlyList<PinLetter> later = await PrintAsync(workshop, new LetterRequest { NotPrinted = true });
        PinLetter again = Assert.Single(await PrintAsync(
            workshop, new LetterRequest { CardNumbers = [first[1].CardNumber], Again = true, Reason = "looked: not there" }));

        // The second was on its way when the printer went, so somebody has to look before it is printed again.
        Assert.Equal([LetterState.Printed, LetterState.Unknown], first.Select(letter => letter.State));
        Assert.Empty(later);
        Assert.Equal((LetterState.Printed, 2), (again.State, again.Copy));
        Assert.Equal([$"1: {first[0].Number}", $"2: {again.Number}"], printer.Printed);
    }

    [ToolFact("rsvg-convert")]
    public async Task What_to_do_about_an_error_of_the_process_is_said_in_the_words_of_who_asked()
    {
        await using Workshop workshop = await CompletedAsync();
        Execute(workshop, "UPDATE productions SET sealed_pins = replace(sealed_pins, 'A', 'B')");
        var words = new OperationWords(operation => $"my {operation.Name}", parameter => parameter.Name, value => value);

        await MakeAsync(workshop, new LetterRequest { CardNumbers = [Card] });

        TempCardException error = Assert.Single(workshop.Events<CardRefused>()).Error;
        Assert.Equal(ErrorIds.SealBroken, error.ErrorId);
        Assert.Contains("(my Test-CardAuditTrail)", error.Remedy!.In(words), StringComparison.Ordinal);
    }

    [ToolFact("rsvg-convert")]
    public async Task A_process_that_dies_leaves_a_letter_of_which_nobody_knows()
    {
        await using Workshop workshop = await CompletedAsync();

        PinLetter lost = Assert.Single(await MakeAsync(
            workshop, new LetterRequest { CardNumbers = [Card] }, program: new LetterProgram("false", [])));
        IReadOnlyList<PinLetter> rest = await MakeAsync(workshop, new LetterRequest { NotPrinted = true });

        Assert.Equal(LetterState.Unknown, lost.State);
        Assert.Single(await EventsAsync(workshop, AuditKinds.LetterUnknown));
        Assert.Equal(Other, Assert.Single(rest).CardNumber);
        await MakeAsync(workshop, new LetterRequest { CardNumbers = [Card] });
        Assert.Equal(ErrorIds.LetterExists, Assert.Single(workshop.Events<CardRefused>()).Error.ErrorId);
    }

    /// <summary>The ordering process dies before the letter is begun, and before its end is on record.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public async Task A_letter_whose_end_is_not_on_record_counts_as_one_that_may_be_about(int atChange, int expected)
    {
        await using Workshop workshop = await CompletedAsync();
        var store = new DyingStore(workshop.Session.Store, atChange);
        var printing = new LetterPrinting(store, workshop.Session.Context.Actor);
        LetterPlan plan = await printing.PlanAsync(new LetterRequest { CardNumbers = [Card] }, None);

        await RefusedAsync(() => printing.RunAsync(plan, new Maker(), workshop, None));

        CardProductionLetters letters = await OfAsync(workshop);
        Assert.Equal(expected, letters.All.Count);
        Assert.All(letters.All, letter => Assert.Equal(LetterState.Begun, letter.State));
        LetterPlan next = await new LetterPrinting(workshop.Session.Store, workshop.Session.Context.Actor)
            .PlanAsync(new LetterRequest { CardNumbers = [Card] }, None);
        Assert.Equal(expected, next.Refused.Count);
    }

    [ToolFact("rsvg-convert")]
    public async Task Layouts_and_keys_that_do_not_fit_are_told_before_anything_is_begun()
    {
        await using Workshop workshop = await CompletedAsync();
        string layout = Path.Combine(workshop.Folder, "letter.svg");
        const string Svg = "<svg xmlns='http://www.w3.org/2000/svg' width='210mm' height='297mm'><text y='9'>{0}</text></svg>";
        File.WriteAllText(layout, Svg.Replace("{0}", "no place", StringComparison.Ordinal));
        var request = new LetterRequest { CardNumbers = [Card] };

        Assert.Equal(ErrorIds.LayoutInvalid, await RefusedAsync(() => MakeAsync(workshop, request, layout)));
        File.WriteAllText(layout, Svg.Replace("210mm", "20mm", StringComparison.Ordinal).Replace("{0}", "{pin}", StringComparison.Ordinal));
        Assert.Equal(ErrorIds.LayoutInvalid, await RefusedAsync(() => MakeAsync(workshop, request, layout)));
        Assert.Equal(
            ErrorIds.RecipientKeyInvalid,
            await RefusedAsync(() => MakeAsync(workshop, request, key: Key(workshop) with { Password = null })));
        Assert.Equal(ErrorIds.LetterPrinterMissing, await RefusedAsync(() => PrintAsync(workshop, request)));
        Assert.Equal(ErrorIds.UsageInvalid, await RefusedAsync(() => MakeAsync(workshop, new LetterRequest())));
        Assert.Equal(
            ErrorIds.BatchNotFound, await RefusedAsync(() => MakeAsync(workshop, new LetterRequest { BatchId = "B-9" })));
        Assert.Empty((await OfAsync(workshop)).All);
        Assert.Empty(await EventsAsync(workshop, AuditKinds.LetterBegun));
    }

    [Fact]
    public async Task Cards_without_a_PIN_get_none()
    {
        await using Workshop workshop = Open();
        await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(1),
            Encode = false,
            Certificates = [],
        });
        var printing = new LetterPrinting(workshop.Session.Store, workshop.Session.Context.Actor);

        LetterPlan batch = await printing.PlanAsync(new LetterRequest { BatchId = "B-000001" }, None);
        LetterPlan named = await printing.PlanAsync(new LetterRequest { CardNumbers = [Card] }, None);

        Assert.Empty(batch.Letters.Concat(named.Letters));
        Assert.Empty(batch.Refused);
        Assert.Equal(ErrorIds.PinNotAvailable, Assert.Single(named.Refused).Error.ErrorId);
    }

    [Fact]
    public async Task What_a_letter_says_is_void_when_the_card_came_back()
    {
        await using Workshop workshop = await CompletedAsync();
        var printing = new LetterPrinting(workshop.Session.Store, workshop.Session.Context.Actor);
        LetterPlan plan = await printing.PlanAsync(new LetterRequest { CardNumbers = [Card] }, None);
        PinLetter letter = Assert.Single(await printing.RunAsync(plan, new Maker(), workshop, None));

        var back = new TakeBackRequest { CardNumber = Card, NotSeen = "test" };
        await (await workshop.Session.Life.PlanAsync(back, None)).ActAsync(workshop, None);

        Assert.NotNull(Assert.Single((await OfAsync(workshop)).All).VoidAt);
        Assert.Equal(
            ErrorIds.PinNotAvailable,
            await RefusedAsync(() => ReadAsync(workshop, new PinRequest { Letter = letter.Number, Reason = "test" })));
    }

    private static (string Old, string New) To(QueuePrinter printer) =>
        ("seal:\n", $"letters: {{ uri: '{printer.Uri}' }}\nseal:\n");

    private static string Letters(Workshop workshop) => Path.Combine(workshop.Folder, "letters");

    private static Task<IReadOnlyList<PinLetter>> PrintAsync(Workshop workshop, LetterRequest request) =>
        RunAsync(workshop, request, new LetterChoice { Program = Program() }, Key(workshop));

    private static Task<IReadOnlyList<PinLetter>> MakeAsync(
        Workshop workshop,
        LetterRequest request,
        string? layout = null,
        LetterProgram? program = null,
        KeyChoice? key = null)
    {
        Directory.CreateDirectory(Letters(workshop));
        var choice = new LetterChoice
        {
            Program = program ?? Program(),
            Layout = layout,
            Folder = Letters(workshop),
        };
        return RunAsync(workshop, request, choice, key ?? Key(workshop));
    }

    private static async Task<IReadOnlyList<PinLetter>> RunAsync(
        Workshop workshop, LetterRequest request, LetterChoice choice, KeyChoice key) =>
        await (await workshop.Session.Letters.PlanAsync(request, choice, key, None)).ActAsync(workshop, None);

    private static LetterProgram Program() =>
        new("dotnet", [typeof(CommandLineApplication).Assembly.Location, "letter-worker"]);

    private static async Task<CardProductionLetters> OfAsync(Workshop workshop) =>
        new(await workshop.Session.Store.GetLettersAsync(
            new LetterQuery { ProductionId = (await ProductionAsync(workshop)).Id }, None));

    private sealed record CardProductionLetters(IReadOnlyList<PinLetter> All);

    private sealed class Maker : ILetterMaker
    {
        public string Printer => "test";

        public string Recipient => "CN=test";

        public Task CheckAsync(LetterKind kind, CancellationToken stop) => Task.CompletedTask;

        public Task<PrintedFace> MakeAsync(LetterOrder order, IPrintWatch watch, CancellationToken stop) =>
            Task.FromResult(new PrintedFace([order.Letter.Number]));
    }
}
