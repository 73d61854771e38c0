using System.Text.RegularExpressions;

namespace TempCardIssuance.HelpBuilder.Packaging;

/// <summary>The manifest of the module, as far as the description of its package needs it.</summary>
internal sealed partial class Manifest
{
    private const string Name = "TempCardIssuance.psd1";
    private const string NoCmdlets = "CmdletsToExport      = @()";
    private const string Licence = "            LicenseUri                 = ";

    private readonly string _text;

    private Manifest(string text) => _text = text;

    public string Version =>
        Optional("Prerelease") is { } label ? $"{this["ModuleVersion"]}-{label}" : this["ModuleVersion"];

    public IEnumerable<string> Tags => List("Tags");

    public IEnumerable<string> Cmdlets => List("CmdletsToExport");

    /// <summary>Null: nobody said where the project is.</summary>
    public string? Project => Optional("ProjectUri");

    /// <exception cref="InvalidDataException">There is no such key.</exception>
    public string this[string key] => Optional(key) ?? throw new InvalidDataException($"{Name} has no {key}.");

    public static Manifest Read(string folder) => new(File.ReadAllText(Path.Combine(folder, Name)));

    /// <summary>Names the cmdlets that are compiled where the manifest names none.</summary>
    /// <exception cref="InvalidDataException">It names some.</exception>
    public static void WriteCmdlets(string folder, IEnumerable<string> names)
    {
        string file = Path.Combine(folder, Name);
        string text = File.ReadAllText(file);
        if (!text.Contains(NoCmdlets, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"{Name} has to say '{NoCmdlets}': the build lists those that are compiled.");
        }

        string list = string.Concat(names.Order(StringComparer.Ordinal).Select(name => $"        '{name}'\n"));
        File.WriteAllText(
            file, text.Replace(NoCmdlets, $"CmdletsToExport      = @(\n{list}    )", StringComparison.Ordinal));
    }

    /// <summary>Says where the project is.</summary>
    public static void WriteProject(string folder, Uri project)
    {
        string file = Path.Combine(folder, Name);
        string text = File.ReadAllText(file);
        if (!text.Contains(Licence, StringComparison.Ordinal))
            throw new InvalidDataException($"{Name} has no LicenseUri, beside which ProjectUri stands.");
        string line = $"            ProjectUri                 = '{project.AbsoluteUri}'\n";
        File.WriteAllText(file, text.Replace(Licence, line + Licence, StringComparison.Ordinal));
    }

    private string? Optional(string key) =>
        Regex.Match(_text, $@"\b{key}\s+= '(?<value>[^']+)'", RegexOptions.ExplicitCapture, Limit) is { Success: true } found
            ? found.Groups["value"].Value
            : null;

    private IEnumerable<string> List(string key)
    {
        Match list = Regex.Match(_text, $@"\b{key}\s+= @\((?<items>[^)]*)\)", RegexOptions.ExplicitCapture, Limit);
        return Quoted().Matches(list.Groups["items"].Value).Select(item => item.Groups["text"].Value);
    }

    private static TimeSpan Limit => TimeSpan.FromSeconds(1);

    [GeneratedRegex("'(?<text>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
