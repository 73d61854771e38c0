using System.Text.Json.Nodes;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A program of handOver that keeps what it gets, unless it is told to fail, and workshops that use it.</summary>
internal sealed class HandOverPlace : IDisposable
{
    private const string Program =
        """
        d=$(dirname "$0")
        if [ -e "$d/fail" ]; then echo "no such account: anna" >&2; exit 3; fi
        cat >> "$d/told.jsonl" && echo >> "$d/told.jsonl"
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-hand-over-");

    public HandOverPlace() => File.WriteAllText(Script, Program);

    /// <summary>What stands before the stations of a configuration, and takes the place of <c>stations:</c>.</summary>
    public string Section => $"handOver: {{ command: [sh, {Script}] }}\nstations:";

    private string Script => Path.Combine(_folder.FullName, "tell.sh");

    private string Failing => Path.Combine(_folder.FullName, "fail");

    public Task FailAsync() => File.WriteAllTextAsync(Failing, "");

    /// <summary>It does not fail any more.</summary>
    public void Work() => File.Delete(Failing);

    /// <summary>The events that it was told, in order.</summary>
    public JsonNode[] Told()
    {
        string file = Path.Combine(_folder.FullName, "told.jsonl");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonNode.Parse(line)!)] : [];
    }

    /// <summary>Two cards of a batch that is completed.</summary>
    /// <param name="replace">In the configuration; none: the program is told.</param>
    public async Task<Workshop> CompletedAsync(params (string Old, string New)[] replace)
    {
        var workshop = new Workshop(replace: replace.Length > 0 ? replace : [("stations:", Section)]);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, CancellationToken.None);
        return workshop;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
