using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>
/// Brings the lists of an authority to where they are read, apart from the folder with the keys. What does not work is
/// kept, to be told, and tried again the next time; it never fails a revocation that has happened. For the holder of
/// the lock.
/// </summary>
internal sealed class ListPublication(LocalAuthoritySettings options, AuthorityFiles files)
{
    /// <summary>Less than others wait for the lock.</summary>
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(15);

    private readonly ProgramRunner _runner = new(TimeProvider.System);

    /// <summary>What did not work the last time, and where.</summary>
    public static IReadOnlyList<PublishedTo> ReadFailures(AuthorityFiles files) =>
        [.. Read(files).Where(target => target.Error is not null)];

    public async Task PublishAsync()
    {
        if (options.Publish.Count == 0 && options.PublishCommand.Count == 0)
        {
            File.Delete(files.Publication);
            return;
        }

        PublishedTo[] before = Read(files);
        var now = new List<PublishedTo>();
        foreach (string folder in options.Publish)
            now.Add(ToFolder(folder));
        if (options.PublishCommand.Count > 0)
            now.Add(await ToProgramAsync(before));
        byte[] json = JsonSerializer.SerializeToUtf8Bytes([.. now], PublicationJson.Default.PublishedToArray);
        if (!File.Exists(files.Publication) || !File.ReadAllBytes(files.Publication).AsSpan().SequenceEqual(json))
            PrivateFile.Replace(files.Publication, json, forAll: true);
    }

    private IEnumerable<KeyFiles> Lists() =>
        Enumerable.Range(1, files.CountKeys()).Select(files.Of).Where(key => File.Exists(key.ListDer));

    /// <summary>A folder that is not there may be a disk that is away, and is not made.</summary>
    private PublishedTo ToFolder(string folder)
    {
        try
        {
            foreach (KeyFiles key in Lists())
            {
                string name = Path.Combine(folder, key.NameOf(Name));
                Copy(key.ListDer, name);
                Copy(key.ListPem, Path.ChangeExtension(name, ".pem"));
            }

            return new PublishedTo(folder, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PublishedTo(folder, e.Message);
        }
    }

    /// <summary>As the certificates name it; DER (RFC 5280, 4.2.1.13).</summary>
    private string Name => options.CrlUrl is { } url
        && url.Scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        && url.Segments[^1] is var last && !last.EndsWith('/')
            ? Uri.UnescapeDataString(last)
            : "crl.der";

    private static void Copy(string from, string to)
    {
        byte[] content = File.ReadAllBytes(from);
        if (!File.Exists(to) || !File.ReadAllBytes(to).AsSpan().SequenceEqual(content))
            PrivateFile.Replace(to, content, forAll: true);
    }

    private async Task<PublishedTo> ToProgramAsync(PublishedTo[] before)
    {
        string target = string.Join(' ', options.PublishCommand);
        HashSet<string> known = [.. Array.Find(before, t => t.Target == target)?.Lists ?? []];
        var done = new List<string>();
        string? error = null;
        foreach (KeyFiles key in Lists())
        {
            string hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(key.ListDer)));
            string? problem = known.Contains(hash) ? null : await RunAsync(key.ListDer);
            error ??= problem;
            if (problem is null)
                done.Add(hash);
        }

        return new PublishedTo(target, error) { Lists = done };
    }

    private async Task<string?> RunAsync(string list)
    {
        var call = new ProgramCall
        {
            Program = options.PublishCommand[0],
            Arguments = [.. options.PublishCommand.Skip(1), list],
            TimeOut = TimeOut,
        };
        ProgramResult result = await _runner.RunAsync(call, CancellationToken.None);
        return result switch
        {
            { Succeeded: true } => null,
            { End: ProgramEnd.NotStarted } => $"it can't be started{result.ErrorClause}",
            { End: ProgramEnd.TimedOut } => $"it took longer than {TimeOut.TotalSeconds:0} seconds{result.ErrorClause}",
            _ => $"it ended with code {result.ExitCode}{result.ErrorClause}",
        };
    }

    private static PublishedTo[] Read(AuthorityFiles files)
    {
        try
        {
            return File.Exists(files.Publication)
                ? JsonSerializer.Deserialize(
                    File.ReadAllBytes(files.Publication), PublicationJson.Default.PublishedToArray) ?? []
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

/// <summary>What became of the lists in one place.</summary>
/// <param name="Target">A folder; or a program with its arguments.</param>
/// <param name="Error">Why it did not work the last time; null: it did.</param>
internal sealed record PublishedTo(string Target, string? Error)
{
    /// <summary>SHA-256 of the lists that the program has taken.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PublishedTo[]))]
internal sealed partial class PublicationJson : JsonSerializerContext;
