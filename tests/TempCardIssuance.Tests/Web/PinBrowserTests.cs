using System.Text;
using Microsoft.Playwright;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.VirtualReader;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;
using Tool = TempCardIssuance.Tests.Printing.Tool;

namespace TempCardIssuance.Tests.Web;

/// <summary>A holder chooses the PIN of a card in a reader, on the page; another program tries it on the card.</summary>
[Collection(PcscdCollection.Name)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PinBrowserTests(PcscdFixture pcscd) : IAsyncLifetime
{
    /// <summary>Eight digits, which stand in no file by chance.</summary>
    private const string Pin = "48291739";

    private VirtualSlot Slot => pcscd.Slots[0];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact("yubico-piv-tool", "chromium")]
    public async Task A_PIN_that_a_holder_types_is_that_of_the_card_and_stands_nowhere()
    {
        await using Workshop workshop = await MadeAsync();
        var seen = new StringBuilder();
        PageServer server = await PageServer.StartAsync(workshop);
        await using (server)
        {
            await using Browser browser = await Browser.OpenAsync(server);
            IPage page = browser.Page;
            page.Request += (_, sent) => seen.AppendLine(sent.Url);
            await page.GetByRole(AriaRole.Link, new() { Name = "Cards", Exact = true }).ClickAsync();
            // The card lies in the reader: its page opens.
            await page.GetByRole(AriaRole.Button, new() { Name = "Read the card" }).ClickAsync();
            await page.GetByText("The reader has seen this card.").WaitForAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Set PIN" }).ClickAsync();
            await browser.JudgeAsync($"PIN of card {Card}");

            // Twice not the same is told, and nothing was changed.
            await TypeAsync(page, Pin, "48291730");
            await page.GetByText("TempCard.PinNotPermitted").WaitForAsync();
            seen.Append(await page.ContentAsync());
            Assert.Empty(await EventsAsync(workshop, AuditKinds.PinSetting));
            await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
            await TypeAsync(page, Pin, Pin);
            await page.GetByText("The card has its new PIN.").WaitForAsync();
            await browser.JudgeAsync($"Card {Card}");
            seen.Append(await page.ContentAsync());
            await page.ReloadAsync();
            seen.Append(await page.ContentAsync()).AppendJoin('\n', browser.Complaints);
        }

        // It ends with an error where the card does not take the PIN.
        await Tool.RunAsync("yubico-piv-tool", "--reader", Slot.Reader, "--action", "verify-pin", "--pin", Pin);
        Assert.Single(await EventsAsync(workshop, AuditKinds.PinSet));
        Assert.Null((await ProductionAsync(workshop)).SealedPins);
        seen.Append(await server.SaidAsync());
        seen.AppendJoin('\n', await workshop.Session.Store.ReadAuditAsync(new AuditQuery(), None).ToListAsync());
        Assert.DoesNotContain(Pin, seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.GetFiles(workshop.Folder, "*", SearchOption.AllDirectories),
            file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Pin)) >= 0);
    }

    private static async Task TypeAsync(IPage page, string first, string second)
    {
        await page.Locator("#reason").FillAsync("forgotten");
        await page.Locator("#first").FillAsync(first);
        await page.Locator("#second").FillAsync(second);
        await page.Locator("#second").PressAsync("Enter");
    }

    private async Task<Workshop> MadeAsync()
    {
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertBlankAsync(Slot);
        var workshop = new Workshop(
            ReaderAttendant.Stations([Slot]),
            ("seal:\n", "seal:\n  key: secrets/pin-reader.pfx\n  keyPassword: file:secrets/pin-reader.password\n"));
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest
        {
            CardNumbers = await workshop.RequestAsync(1),
            Print = false,
        });
        Assert.Equal(1, batch.Unassigned);
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        return workshop;
    }
}
