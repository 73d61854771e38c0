using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Benchmarks;

/// <summary>A configuration in a temporary folder: new keys, a local authority, a SQLite store, no printing.</summary>
internal sealed class Workplace : IDisposable
{
    private const string Training = "- { name: training, reader: virtual, cards: 1000, printer: files }";
    private const string Sqlite = "{ provider: sqlite, path: tempcard.db }";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-bench-");

    private Workplace()
    {
    }

    /// <param name="stations">The items of <c>stations</c>, in YAML's flow style.</param>
    public Workplace(params IEnumerable<string> stations)
    {
        Configurations.Create(_folder.FullName, new ConfigurationTemplateOptions());
        Replace(Training, string.Join("\n  ", stations.Select(s => $"- {s}")));
        Replace("print: true", "print: false");
    }

    /// <summary>A copy of one that was kept, store and authority included.</summary>
    public static Workplace CopyOf(string kept)
    {
        var workplace = new Workplace();
        Copy(kept, workplace.Folder);
        return workplace;
    }

    public string ConfigurationFile => Path.Combine(Folder, "tempcard.yaml");

    public string Folder => _folder.FullName;

    /// <summary>The file of the store, unless it is in PostgreSQL.</summary>
    public string Database => Path.Combine(Folder, "tempcard.db");

    /// <summary>The local authority.</summary>
    public string Authority => Path.Combine(Folder, "ca");

    /// <summary>Changes the YAML that a new configuration has.</summary>
    public void Replace(string old, string with)
    {
        string yaml = File.ReadAllText(ConfigurationFile);
        if (!yaml.Contains(old, StringComparison.Ordinal))
            throw new InvalidOperationException($"{ConfigurationFile} has no '{old}'.");
        File.WriteAllText(ConfigurationFile, yaml.Replace(old, with, StringComparison.Ordinal));
    }

    /// <summary>Puts the store into PostgreSQL.</summary>
    /// <param name="variable">The variable of the environment that has the connection string.</param>
    public void UsePostgres(string variable) =>
        Replace(Sqlite, $"{{ provider: postgresql, connection: env:{variable} }}");

    public IssuanceSession Open() => IssuanceSession.Open(ConfigurationFile);

    /// <summary>Puts cards into state Requested and gives their numbers.</summary>
    public static async Task<IReadOnlyList<string>> RequestAsync(
        IssuanceSession session, int amount, string pattern = "T-{0:000000}", string site = "Berlin")
    {
        var model = new CardRequest { CardNumber = "", Site = site };
        IReadOnlyList<TemporaryCard> cards =
            await session.Intake.NewAsync(amount, pattern, model, CancellationToken.None);
        return [.. cards.Select(card => card.CardNumber)];
    }

    public void CopyTo(string folder) => Copy(Folder, folder);

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string folder in Directory.GetDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
