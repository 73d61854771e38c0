using SkiaSharp;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Queues of CUPS that print for one account, over TLS with a CA of one's own.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class IppQueueAccessTests : IDisposable
{
    private const string User = "clerk";
    private const string Password = "s3cret-of-the-queue";

    private readonly TestFolder _folder = new();
    private readonly TestPki _pki = new();
    private readonly DriverServices _services = new(TimeProvider.System);

    [ToolTheory("cupsd", "lpadmin", "lpstat", "rsvg-convert")]
    [InlineData(CupsDoor.QueueName)] // whoever asks anything has to log in
    [InlineData("open")] // whoever prints
    public async Task Account_prints_over_tls_with_a_ca_of_its_own(string queue)
    {
        await using CupsServer cups = await StartAsync();
        IppPrinterSettings settings = Settings(cups, queue);

        ICardPrinter printer = settings.Make(_services);
        await printer.CheckAsync(CancellationToken.None);
        await printer.PrintAsync(Faces.Make(), CancellationToken.None);

        Assert.Single(cups.Documents);
        Assert.Matches($"^{queue}-1 +{User} ", await cups.RunAsync("lpstat", "-W", "completed", "-o"));
    }

    /// <summary>CUPS refuses before it has read what is to be printed, which is more than a connection holds.</summary>
    [ToolTheory("cupsd", "lpadmin", "rsvg-convert")]
    [InlineData(CupsDoor.QueueName)]
    [InlineData("open")]
    public async Task Large_face_is_printed_once(string queue)
    {
        await using CupsServer cups = await StartAsync();
        ICardPrinter printer = (Settings(cups, queue) with { Layout = LargeLayout() }).Make(_services);

        await printer.PrintAsync(Faces.Make(), CancellationToken.None);

        Assert.True(new FileInfo(Assert.Single(cups.Documents)).Length > 1024 * 1024);
    }

    [ToolTheory("cupsd", "lpadmin", "rsvg-convert")]
    [InlineData(CupsDoor.QueueName, "password", "does not take the name or the password")]
    [InlineData("open", "password", "does not take the name or the password")]
    [InlineData(CupsDoor.QueueName, "user", "does not take the name or the password")]
    [InlineData(CupsDoor.QueueName, "none", "wants us to log in")]
    [InlineData("open", "none", "wants us to log in")]
    [InlineData(CupsDoor.QueueName, "plain", "wants the password in the clear")]
    public async Task Who_is_not_let_in_is_told_why_and_nothing_is_printed(string queue, string fault, string told)
    {
        await using CupsServer cups = await StartAsync();
        IppPrinterSettings settings = Settings(cups, queue);
        settings = fault switch
        {
            "password" => settings with { Credentials = Login(User, "wrong") },
            "user" => settings with { Credentials = Login("nobody-else", Password) },
            "none" => settings with { Credentials = null },
            _ => settings with { Uri = cups.Queue(queue), Ca = [] },
        };
        ICardPrinter printer = settings.Make(_services);

        TempCardException before = await FailsAsync(() => printer.CheckAsync(CancellationToken.None));
        TempCardException error = await FailsAsync(
            () => printer.PrintAsync(Faces.Make(), CancellationToken.None));

        Assert.Contains(told, before.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, $"{before}{error}", StringComparison.Ordinal);
        Assert.Empty(cups.Documents);
    }

    /// <summary>Before a PIN is opened.</summary>
    [ToolFact("cupsd", "lpadmin")]
    public async Task Letters_for_a_queue_that_does_not_print_for_us_are_told_before()
    {
        await using CupsServer cups = await StartAsync();
        await cups.AddQueueAsync("letters");
        Task CheckAsync(string queue) =>
            new IppLetterPrinter(cups.Queue(queue), _services.Http, TimeProvider.System).CheckAsync(CancellationToken.None);

        await CheckAsync("letters");
        TempCardException error = await FailsAsync(() => CheckAsync("open"));

        Assert.Contains("wants us to log in", error.Message, StringComparison.Ordinal);
    }

    [ToolFact("cupsd", "lpadmin", "rsvg-convert")]
    public async Task Server_of_another_ca_gets_no_password()
    {
        using var other = new TestPki("CN=Other authority");
        await using CupsServer cups = await StartAsync();
        IppPrinterSettings settings = Settings(cups, CupsDoor.QueueName) with { Ca = [_folder.Write("other.pem", other.Pem)] };

        TempCardException error = await FailsAsync(() => settings.Make(_services).CheckAsync(CancellationToken.None));

        Assert.Contains("CN=TLS authority", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/printers/", await File.ReadAllTextAsync(Path.Combine(cups.Folder, "access")), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _services.Dispose();
        _pki.Dispose();
        _folder.Dispose();
    }

    private async Task<CupsServer> StartAsync()
    {
        Assert.SkipWhen(CupsDoor.Missing is not null, CupsDoor.Missing ?? "");
        var door = new CupsDoor(User, Password, _pki.Issue("CN=localhost", hosts: "localhost"));
        CupsServer cups = await CupsServer.StartAsync(door);
        await cups.AddQueueAsync(CupsDoor.QueueName);
        await cups.AddQueueAsync("open", "-o", $"printer-op-policy={CupsDoor.PolicyName}");
        return cups;
    }

    /// <summary>With a picture that can't be made smaller.</summary>
    private string LargeLayout()
    {
        using var picture = new SKBitmap(900, 560);
        var random = new Random(1);
        picture.Pixels = [.. Enumerable.Range(0, 900 * 560).Select(_ => (SKColor)(0xFF000000 | (uint)random.Next(0x1000000)))];
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(_folder.Combine("noise.png"), png.ToArray());
        return _folder.Write(
            "large.svg", Faces.Svg("<image href='noise.png' width='85.6' height='53.98'/><text x='5' y='20'>{cardNumber}</text>"));
    }

    private IppCredentials Login(string user, string password) =>
        new(user, new SecretReference(SecretSource.File, _folder.Write($"password-{password.Length}", password)));

    private IppPrinterSettings Settings(CupsServer cups, string queue) => new()
    {
        Uri = cups.SecureQueue(queue),
        Back = SvgLayout.NoBack,
        Credentials = Login(User, Password),
        Ca = [_folder.Write("ca.pem", _pki.Pem)],
    };

    private static Task<TempCardException> FailsAsync(Func<Task> act) => Assert.ThrowsAsync<TempCardException>(act);
}
