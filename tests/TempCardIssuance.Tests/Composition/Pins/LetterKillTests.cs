using System.Globalization;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Cli;
using TempCardIssuance.Tests.Printing;
using static TempCardIssuance.Tests.Composition.Pins.PinHouse;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>
/// tempcard is killed while it has letters printed, at everything that the printer is asked. A letter that was begun is
/// finished by the process that makes it, or not at all; what is on record afterwards is never less than what came out.
/// </summary>
/// <remarks>Every point where TEMPCARD_SOAK is set (./build.sh soak), else every <see cref="Stride"/>th.</remarks>
[Trait("Category", "Soak")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LetterKillTests
{
    private const int Cards = 2;
    private const int Stride = 4;

    private static bool IsSoak => Environment.GetEnvironmentVariable("TEMPCARD_SOAK") is { Length: > 0 };

    [ToolFact("rsvg-convert")]
    public async Task What_came_out_is_on_record_and_is_not_printed_again()
    {
        int step = IsSoak ? 1 : Stride;
        int point = step;
        while (await KillAsync(point))
            point += step;

        Assert.True(point > step, "Nothing was killed.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Letters: killed at {(point / step) - 1} of {point - 1} points."));
    }

    /// <returns>Whether it was killed, and not done before.</returns>
    private static async Task<bool> KillAsync(int point)
    {
        await using var printer = new QueuePrinter();
        await using Workshop workshop = await CompletedAsync(("seal:\n", $"letters: {{ uri: '{printer.Uri}' }}\nseal:\n"));
        int called = 0;
        var started = new TaskCompletionSource<TempcardProcess>();
        printer.Called = async () =>
        {
            if (Interlocked.Increment(ref called) == point)
                await (await started.Task).SendAsync("KILL");
        };
        using (TempcardProcess process = Start(workshop))
        {
            started.SetResult(process);
            await process.EndAsync();
        }

        bool isKilled = called >= point;
        IReadOnlyList<PinLetter> letters = await LettersAsync(workshop);
        Assert.All(Numbers(printer), number => Assert.Contains(number, letters.Select(letter => letter.Number)));
        Assert.True(
            letters.Count(letter => letter.State != LetterState.Printed) <= (isKilled ? 1 : 0),
            string.Create(CultureInfo.InvariantCulture, $"At {point}: {string.Join(", ", letters)}"));

        using (TempcardProcess again = Start(workshop))
            await again.EndAsync();
        letters = await LettersAsync(workshop);
        Assert.Equal(Cards, letters.Count);
        Assert.Equal(Cards, letters.Select(letter => letter.CardNumber).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Numbers(printer).Distinct(StringComparer.Ordinal), Numbers(printer));
        Assert.All(
            letters.Where(letter => letter.State == LetterState.Printed),
            letter => Assert.Contains(letter.Number, Numbers(printer)));
        return isKilled;
    }

    private static TempcardProcess Start(Workshop workshop) => TempcardProcess.Start("", [
        "letter", "--not-printed", "--yes", "--config", workshop.Folder,
        "--key", Key(workshop).Key!,
        "--key-password", $"file:{Path.Combine(workshop.Folder, "secrets", "pin-reader.password")}",
    ]);

    private static string[] Numbers(QueuePrinter printer) =>
        [.. printer.Printed.Select(job => job.Split(": ")[1])];

    private static async Task<IReadOnlyList<PinLetter>> LettersAsync(Workshop workshop)
    {
        var letters = new List<PinLetter>();
        foreach (string card in (string[])[Card, Other])
        {
            string production = (await workshop.Session.Store.GetProductionsAsync(card, None))[^1].Id;
            letters.AddRange(await workshop.Session.Store.GetLettersAsync(
                new LetterQuery { ProductionId = production }, None));
        }

        return letters;
    }
}
