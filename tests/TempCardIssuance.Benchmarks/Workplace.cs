using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Benchmarks;

/// <summary>A configuration in a temporary folder: new keys, a local authority, a SQLite store, no printing.</summary>
internal sealed class Workplace : IDisposable
{
    private const string Training = "- { name: training, reader: virtual, cards: 1000, printer: files }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-bench-");

    /// <param name="stations">The items of <c>stations</c>, in YAML's flow style.</param>
    public Workplace(params IEnumerable<string> stations)
    {
        ConfigurationFile =
            Configurations.Create(_folder.FullName, new ConfigurationTemplateOptions()).ConfigurationFile;
        string yaml = File.ReadAllText(ConfigurationFile)
            .Replace(Training, string.Join("\n  ", stations.Select(s => $"- {s}")), StringComparison.Ordinal)
            .Replace("print: true", "print: false", StringComparison.Ordinal);
        File.WriteAllText(ConfigurationFile, yaml);
    }

    public string ConfigurationFile { get; }

    /// <summary>Changes the YAML that a new configuration has.</summary>
    public void Replace(string old, string with) => File.WriteAllText(
        ConfigurationFile, File.ReadAllText(ConfigurationFile).Replace(old, with, StringComparison.Ordinal));

    public string Folder => _folder.FullName;

    public IssuanceSession Open() => IssuanceSession.Open(ConfigurationFile);

    /// <summary>Puts cards into state Requested and gives their numbers.</summary>
    public static async Task<IReadOnlyList<string>> RequestAsync(IssuanceSession session, int amount)
    {
        var model = new CardRequest { CardNumber = "", Site = "Berlin" };
        IReadOnlyList<TemporaryCard> cards =
            await session.Intake.NewAsync(amount, "T-{0:000000}", model, CancellationToken.None);
        return [.. cards.Select(card => card.CardNumber)];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
