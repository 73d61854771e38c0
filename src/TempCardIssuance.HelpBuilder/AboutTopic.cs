namespace TempCardIssuance.HelpBuilder;

/// <summary>A topic that Get-Help finds by its name.</summary>
internal static class AboutTopic
{
    public static void Write(
        string folder, string name, string about, IEnumerable<string> lines, IEnumerable<string> seeAlso)
    {
        string[] text =
        [
            "TOPIC", $"    {name}", "",
            "SHORT DESCRIPTION", .. DocumentationText.Wrap(about, "    "), "",
            "LONG DESCRIPTION", .. lines,
            "SEE ALSO", .. seeAlso.Select(link => $"    {link}"),
        ];
        File.WriteAllText(Path.Combine(folder, $"{name}.help.txt"), string.Join('\n', text) + "\n");
    }
}
