using System.Text.Json;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Cli;

/// <summary>A new configuration with a virtual station, and <c>tempcard</c> to work with it.</summary>
internal sealed class Workplace : IDisposable
{
    /// <summary>The files of a new configuration; making its keys takes longer than most tests.</summary>
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Template = new(MakeTemplateAsync);

    private readonly TemporaryFolder _folder = new();

    private Workplace()
    {
    }

    public string Folder => _folder.Path;

    /// <summary>A workplace where this many cards are requested, T-00001 and so on.</summary>
    public static async Task<Workplace> WithRequestsAsync(int amount)
    {
        var workplace = new Workplace();
        foreach ((string name, byte[] content) in await Template.Value)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(workplace._folder[name])!);
            await File.WriteAllBytesAsync(workplace._folder[name], content);
        }

        if (amount > 0)
        {
            await workplace.DoneAsync(
                "request", "new", "--amount", $"{amount}", "--pattern", "T-{0:00000}", "--site", "Oslo");
        }

        return workplace;
    }

    public void Dispose() => _folder.Dispose();

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Adds this configuration to a command line.</summary>
    public IReadOnlyList<string> Here(params IReadOnlyList<string> arguments) => [.. arguments, "--config", Folder];

    public Task<Outcome> RunAsync(params IReadOnlyList<string> arguments) => Tempcard.RunAsync([.. Here(arguments)]);

    /// <summary>Runs a command with --json that must end well, and gives its result.</summary>
    public async Task<JsonElement> DoneAsync(params IReadOnlyList<string> arguments)
    {
        Outcome outcome = await Tempcard.RunAsync([.. Here(arguments), "--json"]);
        Assert.True(outcome.ExitCode == 0, $"{string.Join(' ', arguments)}: {outcome.ExitCode} {outcome.Error}");
        return outcome.Json;
    }

    /// <summary>The numbers of the cards that are in a state.</summary>
    public async Task<IReadOnlyList<string>> CardsAsync(string state)
    {
        JsonElement cards = await DoneAsync("cards", "--state", state, "--order", "number");
        return [.. cards.EnumerateArray().Select(c => c.GetProperty("cardNumber").GetString()!)];
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> MakeTemplateAsync()
    {
        using var made = new Workplace();
        JsonElement configuration = await made.DoneAsync("config", "new", made.Folder);
        return configuration.GetProperty("files").EnumerateArray().Select(f => f.GetString()!)
            .ToDictionary(f => Path.GetRelativePath(made.Folder, f), File.ReadAllBytes, StringComparer.Ordinal);
    }
}
