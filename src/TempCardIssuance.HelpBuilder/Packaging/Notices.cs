using System.Reflection;
using System.Text;

namespace TempCardIssuance.HelpBuilder.Packaging;

/// <summary>THIRD-PARTY-NOTICES.txt: what is shipped of others, by whom, and under which terms.</summary>
internal static class Notices
{
    public const string Name = "THIRD-PARTY-NOTICES.txt";

    private const string Resources = "Licences/";

    private static readonly Assembly Own = typeof(Notices).Assembly;
    private static readonly string Line = new('-', 100);

    public static void Write(IReadOnlyList<ShippedPackage> packages, string folder)
    {
        var text = new StringBuilder(
            "TempCardIssuance is shipped with the packages below, each under the terms of its authors.\n");
        var standard = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ShippedPackage package in packages)
        {
            Section(text, $"{package.Name} {package.Version}", package.Copyright);
            if (package.Licence is { } licence)
                text.Append("Licence: ").Append(licence).Append('\n');
            foreach (string own in package.Texts)
                text.Append('\n').Append(own).Append('\n');
            if (package.Licence is { } expression)
                standard.UnionWith(Known(package, expression));
        }

        foreach (string licence in standard)
            Section(text, $"The licence {licence}", "", Read(licence));
        File.WriteAllText(Path.Combine(folder, Name), text.ToString());
    }

    private static void Section(StringBuilder text, params IEnumerable<string> lines) =>
        text.Append('\n').Append(Line).Append('\n').AppendJoin('\n', lines).Append('\n');

    /// <summary>The licences of an SPDX expression that there is a text of; one is enough.</summary>
    private static string[] Known(ShippedPackage package, string expression)
    {
        string[] known =
        [
            .. expression.Split([' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
                .Where(id => Own.GetManifestResourceInfo($"{Resources}{id}.txt") is not null),
        ];
        if (known.Length == 0)
        {
            MissingTexts.Note(
                $"{package.Name} is under {expression}, of which there is no text in HelpBuilder/Licences.");
        }

        return known;
    }

    private static string Read(string licence)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream($"{Resources}{licence}.txt")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
