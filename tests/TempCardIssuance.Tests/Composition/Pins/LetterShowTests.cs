using System.Text;
using System.Text.RegularExpressions;
using TempCardIssuance.Cli;
using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Tests.Cli;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.Tests.Printing;
using TempCardIssuance.VirtualReader;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;
using Tool = TempCardIssuance.Tests.Printing.Tool;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>
/// A card that was made in a reader, its letter through a real print server, and the PIN on the paper tried on the card
/// by another program.
/// </summary>
[Collection(PcscdCollection.Name)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed partial class LetterShowTests(PcscdFixture pcscd) : IAsyncLifetime
{
    /// <summary>But for links, by which the server has the system's filters.</summary>
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    private VirtualSlot Slot => pcscd.Slots[0];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact("yubico-piv-tool")]
    public async Task The_PIN_on_the_paper_verifies_on_the_card_and_is_in_no_file()
    {
        Assert.SkipUnless(
            File.Exists("/usr/sbin/cupsd") && File.Exists("/usr/bin/pdftotext") && File.Exists("/usr/bin/rsvg-convert"),
            "needs cups, poppler-utils and librsvg2-bin");
        await using CupsServer cups = await CupsServer.StartAsync("PreserveJobFiles No");
        await cups.AddQueueAsync("letters");
        await using Workshop workshop = await MadeAsync(cups);

        using TemporaryFolder scratch = new();
        PinLetter letter = Assert.Single(await PrintAsync(workshop, scratch.Path));

        string paper = Assert.Single(cups.Documents);
        string text = await Tool.RunAsync("pdftotext", "-layout", paper, "-");
        string pin = Digits().Match(text).Value;
        Assert.Equal(LetterState.Printed, letter.State);
        Assert.DoesNotContain(Card, text, StringComparison.Ordinal);
        // It ends with an error where the card does not take the PIN.
        await Tool.RunAsync("yubico-piv-tool", "--reader", Slot.Reader, "--action", "verify-pin", "--pin", pin);
        Assert.Equal([paper], FilesWith(pin, workshop.Folder, cups.Folder, scratch.Path));
    }

    [PcscFact("yubico-piv-tool")]
    public async Task A_holder_types_a_PIN_on_a_terminal_and_nothing_of_it_is_shown()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "needs python3");
        await using Workshop workshop = await MadeAsync();
        KeyChoice key = Key(workshop);
        string[] command =
        [
            "pin", "set", "--station", "desk-1", "--reason", "forgotten", "--yes", "--config", workshop.Folder,
            "--key", key.Key!, "--key-password", $"file:{Path.Combine(workshop.Folder, "secrets", "pin-reader.password")}",
        ];

        // Twice not the same, then a slip of the finger that is taken back.
        (int exitCode, string shown) = await TypedTerminal.RunAsync(
            [
                ("New PIN: ", "48291573\r"),
                ("The same again: ", "48291574\r"),
                ("New PIN: ", "4829157\u007f\u007f739\r"),
                ("The same again: ", "48291739\r"),
            ],
            command);

        Assert.True(exitCode == 0, shown);
        Assert.Contains("A PIN has ", shown, StringComparison.Ordinal);
        Assert.Contains("That is not taken: ", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("4829", shown, StringComparison.Ordinal);
        await Tool.RunAsync("yubico-piv-tool", "--reader", Slot.Reader, "--action", "verify-pin", "--pin", "48291739");
    }

    /// <summary>Files with the PIN in plain, and PDF files, where it may be compressed.</summary>
    private static string[] FilesWith(string pin, params string[] folders) =>
    [
        .. folders
            .SelectMany(folder => Directory.GetFiles(folder, "*", Everywhere))
            .Where(file => Has(File.ReadAllBytes(file), pin)),
    ];

    private static bool Has(ReadOnlySpan<byte> content, string pin) =>
        content.IndexOf("%PDF"u8) >= 0
        || content.IndexOf(Encoding.ASCII.GetBytes(pin)) >= 0
        || content.IndexOf(Encoding.Unicode.GetBytes(pin)) >= 0;

    private async Task<Workshop> MadeAsync(CupsServer? cups = null)
    {
        (string, string)[] letters = cups is null
            ? []
            : [("seal:\n", $"letters: {{ uri: '{cups.Queue("letters")}' }}\nseal:\n")];
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertBlankAsync(Slot);
        var workshop = new Workshop(ReaderAttendant.Stations([Slot]), letters);
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(1),
            Print = false,
            // Six digits may stand in a file by chance.
            PinLength = 8,
        });
        Assert.Equal(1, batch.Unassigned);
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        return workshop;
    }

    /// <param name="workshop">Whose cards.</param>
    /// <param name="scratch">Where the process of the letter has its temporary files.</param>
    private static async Task<IReadOnlyList<PinLetter>> PrintAsync(Workshop workshop, string scratch)
    {
        string[] program = [$"TMPDIR={scratch}", "dotnet", typeof(CommandLineApplication).Assembly.Location];
        var choice = new LetterChoice { Program = new LetterProgram("env", [.. program, "letter-worker"]) };
        return await (await workshop.Session.Letters.PlanAsync(
            new LetterRequest { NotPrinted = true }, choice, Key(workshop), None)).ActAsync(workshop, None);
    }

    [GeneratedRegex(@"(?<=PIN\s+)\d{8}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();
}
