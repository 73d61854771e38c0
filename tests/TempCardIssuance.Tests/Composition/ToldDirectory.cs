using System.Globalization;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.HandOver;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A directory, as a hand-over program keeps it: what it was told, in order, whoever ran it.</summary>
internal sealed class ToldDirectory : IDisposable
{
    /// <summary>It does nothing with half a message: who told it is dead. A number decides which run fails.</summary>
    private const string Program =
        """
        d=$(dirname "$0")
        echo $$ > "$d/begun.new" && mv "$d/begun.new" "$d/begun"
        message=$(cat)
        case $message in *\}) ;; *) exit 4;; esac
        if [ -e "$d/seed" ]; then
          n=$(( ($(cat "$d/seed") * 1103515245 + 12345) % 2147483648 ))
          echo $n > "$d/seed"
          if [ $(( n / 65536 % 5 )) -eq 0 ]; then echo "not now" >&2; exit 1; fi
        fi
        printf '%s\n' "$message" >> "$d/told.jsonl"
        """;

    private static readonly string[] Lasting = ["granted", "extended", "endingSoon"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-directory-");

    /// <param name="seed">Of a program that fails one time in five; null: it always works.</param>
    public ToldDirectory(int? seed = null)
    {
        File.WriteAllText(Script, Program);
        if (seed is { } number)
            File.WriteAllText(Path.Combine(_folder.FullName, "seed"), number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What stands before the stations of a configuration, and takes the place of <c>stations:</c>.</summary>
    public string Section => $"handOver: {{ command: [sh, {Script}] }}\nstations:";

    /// <summary>Stands there as soon as the program has begun, with its process id.</summary>
    public string Begun => Path.Combine(_folder.FullName, "begun");

    private string Script => Path.Combine(_folder.FullName, "tell.sh");

    /// <summary>As the program is told it.</summary>
    public static string Id(CardHandOver handOver) => handOver.Number.ToString(CultureInfo.InvariantCulture);

    public JsonNode[] Told()
    {
        string file = Path.Combine(_folder.FullName, "told.jsonl");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonNode.Parse(line)!)] : [];
    }

    /// <summary>The cards that log somebody on.</summary>
    public IReadOnlySet<string> Mapped()
    {
        HashSet<string> mapped = new(StringComparer.Ordinal);
        foreach (JsonNode told in Told())
        {
            string card = (string)told["card"]!["number"]!;
            string what = (string)told["event"]!;
            if (Lasting.Contains(what))
                mapped.Add(card);
            else if (what != "overdue")
                mapped.Remove(card);
        }

        return mapped;
    }

    /// <summary>Until a program is done whose caller was killed.</summary>
    public async Task WaitAsync()
    {
        if (!File.Exists(Begun))
            return;
        string process = $"/proc/{(await File.ReadAllTextAsync(Begun)).Trim()}";
        while (Directory.Exists(process))
            await Task.Delay(5);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
