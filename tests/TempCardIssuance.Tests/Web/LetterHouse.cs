using System.Net;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Composition.Pins;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Web;

/// <summary>Two cards that have PINs, a printer for letters, and the page.</summary>
internal static class LetterHouse
{
    public const string Letters = "/letters";

    /// <summary>The configuration names printer, key and password.</summary>
    public static (string Old, string New) To(QueuePrinter printer) => (
        "seal:\n",
        $"letters: {{ uri: '{printer.Uri}' }}\nseal:\n  key: secrets/pin-reader.pfx\n"
        + "  keyPassword: file:secrets/pin-reader.password\n");

    /// <summary>The same, but the password is typed.</summary>
    public static (string Old, string New) TypedTo(QueuePrinter printer) => (
        "seal:\n", $"letters: {{ uri: '{printer.Uri}' }}\nseal:\n  key: secrets/pin-reader.pfx\n");

    /// <summary>The password that is typed then.</summary>
    public static string Password(Workshop workshop) =>
        File.ReadAllText(Path.Combine(workshop.Folder, "secrets", "pin-reader.password")).Trim();

    /// <summary>Chooses cards, and gives where it is asked.</summary>
    public static Task<string> ChooseAsync(HttpClient client, string go, params (string, string)[] values) =>
        client.SubmitAsync(Letters, Letters, [("go", go), .. values]);

    /// <summary>Answers, and waits until nothing is printed any more.</summary>
    public static async Task<string> PrintAsync(HttpClient client, string check, params (string, string)[] values)
    {
        string run = await client.SubmitAsync(check, $"{check}/print", values);
        Assert.Equal(check, run);
        await OrderFormTests.WaitAsync(client, run);
        return await client.TextAsync(run);
    }

    /// <summary>Answers with something that is refused.</summary>
    public static async Task<(HttpStatusCode Code, string Text)> TryAsync(
        HttpClient client, string check, params (string, string)[] values)
    {
        Dictionary<string, string> hidden = PageForms.Hidden(await client.TextAsync(check), $"{check}/print");
        HttpResponseMessage answer = await client.PostAsync($"{check}/print", PageForms.Content(hidden, values));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Two cards of a batch that is completed.</summary>
    public static Task<Workshop> OpenAsync(params (string Old, string New)[] replace) => PinHouse.CompletedAsync(replace);
}
