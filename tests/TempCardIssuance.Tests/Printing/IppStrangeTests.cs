using System.Globalization;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Tests.Core.Programs;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Printers whose answers no standard has.</summary>
public sealed class IppStrangeTests
{
    private const int PrintJob = 0x0002;
    private const int CancelJob = 0x0008;
    private const int GetPrinterAttributes = 0x000B;
    private const string Address = "ipp://p.example/7";

    private static readonly (string Name, string Value)[] Ready =
    [
        ("printer-state", "3"), ("document-format-supported", "application/pdf"), ("sides-supported", "two-sided-short-edge"),
    ];

    [ToolTheory("true")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("ipp://p.example/\u001b[31m7")]
    [InlineData("ipp://p.example/\u202e7")]
    public async Task Job_that_was_taken_and_has_no_address_is_to_be_looked_at(string? address)
    {
        using var device = new ScriptedPrinter(_ => ScriptedPrinter.Answer(
            [("job-state", "5"), .. address is null ? Array.Empty<(string, string)>() : [("job-uri", address)]]));
        var watch = new WatchedPrint();

        PrintedFace printed = await Printer(device).PrintAsync(Faces.Make(), watch, CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
        Assert.DoesNotContain(printed.NeedsLook, c => char.IsControl(c) || c == '\u202e');
        Assert.Empty(watch.Jobs);
        Assert.Equal([PrintJob], device.Operations);
    }

    [ToolFact("true")]
    public async Task Job_whose_number_another_one_has_by_now_is_to_be_looked_at()
    {
        int looks = 0;
        using var device = new ScriptedPrinter(operation => operation switch
        {
            PrintJob => Job("5"),
            _ when ++looks == 1 => Job("5", ("job-name", "T-00001-1")),
            _ => Job("9", ("job-name", "a letter of somebody")),
        });

        PrintedFace printed = await Printer(device).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
        Assert.DoesNotContain(CancelJob, device.Operations);
    }

    [ToolFact("true")]
    public async Task Job_that_goes_back_to_waiting_is_followed_to_its_end()
    {
        string[] states = ["5", "3", "5", "3", "9"];
        int looks = 0;
        using var device = new ScriptedPrinter(operation => operation switch
        {
            PrintJob => Job("5"),
            GetPrinterAttributes => ScriptedPrinter.Answer(("printer-state", "4")),
            _ => Job(states[looks++]),
        });

        await Printer(device).PrintAsync(Faces.Make(), CancellationToken.None);

        Assert.Equal(states.Length, looks);
    }

    [ToolFact("true")]
    public async Task Job_without_a_state_is_to_be_looked_at_when_its_time_is_over()
    {
        using var device = new ScriptedPrinter(_ => ScriptedPrinter.Answer(("job-uri", Address)));

        PrintedFace printed = await Printer(device).PrintAsync(Faces.Make(), new WatchedPrint(), CancellationToken.None);

        Assert.NotNull(printed.NeedsLook);
    }

    [ToolFact("true")]
    public async Task A_great_many_reasons_do_not_become_a_great_text()
    {
        var many = new List<byte>(ScriptedPrinter.Answer(("job-uri", Address), ("job-state", "8"))[..^1]);
        Append(many, 0x44, "job-state-reasons", "r0"u8);
        for (int i = 1; i < 50_000; i++)
            Append(many, 0x44, "", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"r{i}")));
        using var device = new ScriptedPrinter(_ => [.. many, 3]);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.InRange(error.Message.Length, 20, 1000);
    }

    [ToolFact("true")]
    public async Task Class_of_a_great_many_printers_is_refused_before_each_is_asked()
    {
        var many = new List<byte>(ScriptedPrinter.Answer(Ready)[..^1]);
        Append(many, 0x45, "member-uris", "ipp://p.example/printers/a"u8);
        for (int i = 0; i < 1000; i++)
            Append(many, 0x45, "", "ipp://p.example/printers/a"u8);
        using var device = new ScriptedPrinter(_ => [.. many, 3]);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).CheckAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.PrinterNotReady, error.ErrorId);
        Assert.Single(device.Requests);
    }

    /// <summary>Unknown tags and groups, values of wrong lengths, attributes that come twice, and text that is no UTF-8.</summary>
    [ToolFact("true")]
    public async Task What_is_not_understood_is_passed_over()
    {
        var odd = new List<byte>(ScriptedPrinter.Answer(Ready)[..^1]);
        Append(odd, 0x23, "printer-state", [0, 5]);
        Append(odd, 0x23, "printer-state", [0, 0, 0, 5]);
        Append(odd, 0x7F, "x-extension", [1, 2, 3]);
        Append(odd, 0x13, "printer-location", []);
        Append(odd, 0x22, "x-flag", []);
        Append(odd, 0x32, "x-resolution", [1]);
        Append(odd, 0x33, "x-range", [1, 2, 3]);
        Append(odd, 0x34, "media-col-default", []);
        Append(odd, 0x4A, "", "media-size"u8);
        Append(odd, 0x37, "", []);
        Append(odd, 0x41, "printer-info", [0xC3, 0x28, 0xFF]);
        odd.Add(0x0F);
        using var device = new ScriptedPrinter(_ => [.. odd, 3, 1, 2, 3]);

        await Printer(device).CheckAsync(CancellationToken.None);

        Assert.NotEmpty(device.Requests);
    }

    [ToolTheory("true")]
    [InlineData(0, 0x45)] // an attribute of which there is no name
    [InlineData(0, 0x45, 0, 9, 1)] // a name that ends too early
    [InlineData(0, 0x35, 0, 1, 65, 0, 3, 0, 9, 1)] // a text whose language is longer than itself
    [InlineData('<' - 1)] // a page
    public async Task Answer_that_is_none_is_told(int version, params int[] rest)
    {
        byte[] answer = [(byte)(version + 1), 1, 0, 0, 0, 0, 0, 1, 1, .. rest.Select(b => (byte)b)];
        using var device = new ScriptedPrinter(_ => answer);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Printer(device).CheckAsync(CancellationToken.None));

        Assert.Contains("can't be reached: the answer", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Job(string state, params (string, string)[] more) =>
        ScriptedPrinter.Answer([("job-uri", Address), ("job-state", state), .. more]);

    private static void Append(List<byte> answer, byte type, string name, ReadOnlySpan<byte> value)
    {
        answer.AddRange([type, 0, (byte)name.Length]);
        answer.AddRange(Encoding.ASCII.GetBytes(name));
        answer.AddRange([(byte)(value.Length >> 8), (byte)value.Length]);
        answer.AddRange(value);
    }

    private static IppPrinter Printer(ScriptedPrinter device) => new(
        "front-desk",
        new Uri("ipp://p.example/ipp/print"),
        SvgLayout.Default,
        new RsvgConverter("true", TimeSpan.FromSeconds(30), TimeProvider.System) { Compares = false },
        new HttpClient(device, disposeHandler: false),
        new HandClock { Leap = TimeSpan.FromSeconds(10) })
    {
        PollInterval = TimeSpan.FromSeconds(10),
    };
}
