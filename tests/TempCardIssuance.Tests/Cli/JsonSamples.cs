using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TempCardIssuance.Tests.Cli;

/// <summary>What <see cref="JsonScenario"/> gives today, and what was approved.</summary>
public sealed class JsonSamples : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Layout =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private readonly Dictionary<string, string> _today = new(StringComparer.Ordinal);

    /// <summary>
    /// Set to anything, what is given today is approved: it is written over the samples of the source.
    /// </summary>
    private static bool Approves => Environment.GetEnvironmentVariable("TEMPCARD_APPROVE") is { Length: > 0 };

    private static string Folder { get; } = Path.Combine(Here(), "Samples");

    public static IEnumerable<string> Approved =>
        Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    public string Today(string name) => _today[name];

    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(Folder, $"{name}.json")).ReplaceLineEndings("\n");

    public async ValueTask InitializeAsync()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(0);
        workplace.Write("requests.csv", JsonScenario.Requests);
        workplace.Write("broken.yaml", "version: 1\nstore: { provider: paper }\n");
        await File.AppendAllTextAsync(
            Path.Combine(workplace.Folder, "tempcard.yaml"), "\npage: { program: nowhere }\n");
        workplace.Write("counted.txt", "T-00002\nNOPE\n");
        workplace.Write("wrong.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/>\n<text>{x</text></svg>");
        foreach (JsonStep step in JsonScenario.Steps)
        {
            string[] arguments = step.Arguments.Split(' ');
            Outcome outcome = await workplace.RunAsync(
                [.. arguments.Select(a => a.Replace("{folder}", workplace.Folder, StringComparison.Ordinal)), "--json"]);
            var shape = new JsonShape(workplace.Folder);
            var sample = new JsonObject
            {
                ["command"] = step.Arguments,
                ["exitCode"] = outcome.ExitCode,
                ["out"] = shape.Of(outcome.Out),
                ["error"] = shape.OfLines(outcome.Error),
            };
            _today.Add(step.Name, sample.ToJsonString(Layout) + "\n");
        }

        if (Approves)
            Write();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write()
    {
        Directory.CreateDirectory(Folder);
        foreach (string old in Directory.GetFiles(Folder, "*.json"))
            File.Delete(old);
        foreach ((string name, string sample) in _today)
            File.WriteAllText(Path.Combine(Folder, $"{name}.json"), sample);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
