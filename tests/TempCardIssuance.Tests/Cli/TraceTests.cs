using System.Text;
using System.Text.Json;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Cli;

public sealed class TraceTests
{
    private const int Cards = 30;

    [Fact]
    public async Task A_trace_shows_what_went_to_the_card_and_came_back()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(1);

        Outcome outcome = await workplace.RunAsync("issue", "T-00001", "--trace");

        Assert.Contains("training: > 00 A4 04 00 A00000030800001000 Le 256", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("training: > 00 20 00 80 (8 bytes masked) Le 0", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("training: >", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("training: >", (await workplace.RunAsync("stations")).Error, StringComparison.Ordinal);
        Assert.Contains(
            "training: >", (await workplace.RunAsync("stations", "--trace")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_in_trace_result_errors_or_history_of_a_batch_with_failures()
    {
        using Workplace workplace = await Workplace.WithRequestsAsync(Cards);
        string faults = string.Join(", ", Enumerable.Range(1, Cards).Select(n => $"{{ card: {n}, apdu: {n} }}"));
        Replace(workplace, "cards: 1000,", $"cards: 1000, faults: [{faults}],");

        // Eight digits, so that none turns up in a trace by chance.
        Outcome issued = await workplace.RunAsync(
            "issue", "--number", "T-*", "--pin-length", "8", "--no-print", "--trace", "--json");
        Replace(workplace, $" faults: [{faults}],", "");
        Outcome repeated = await workplace.RunAsync("repeat", "B-000001", "--trace", "--json");
        Outcome history = await workplace.RunAsync("history", "T-00005", "--json");

        Assert.Equal((1, 0), (issued.ExitCode, repeated.ExitCode));
        Assert.True(issued.Events.Count(e => e.GetProperty("event").GetString() == "trace") > 20 * Cards);
        string shown = string.Concat(
            issued.Out, issued.Error, repeated.Out, repeated.Error, history.Out + history.Error).ToUpperInvariant();
        List<string> secrets = Secrets(workplace, repeated.Json);
        Assert.True(secrets.Count > 6 * Cards);
        Assert.All(
            secrets, secret => Assert.DoesNotContain(secret.ToUpperInvariant(), shown, StringComparison.Ordinal));
    }

    private static void Replace(Workplace workplace, string old, string with)
    {
        string file = Path.Combine(workplace.Folder, "tempcard.yaml");
        string yaml = File.ReadAllText(file);
        Assert.Contains(old, yaml, StringComparison.Ordinal);
        File.WriteAllText(file, yaml.Replace(old, with, StringComparison.Ordinal));
    }

    private static List<string> Secrets(Workplace workplace, JsonElement batch)
    {
        string folder = Path.Combine(workplace.Folder, "secrets");
        string master = File.ReadAllText(Path.Combine(folder, "master.key")).Trim();
        var secrets = new List<string> { master };
        secrets.AddRange(Directory.GetFiles(folder, "*.password").Select(f => File.ReadAllText(f).Trim()));
        secrets.AddRange(Forms(WellKnown.ManagementKey));
        secrets.Add(Convert.ToHexString(WellKnown.Pin));
        secrets.AddRange(Forms(WellKnown.Puk));
        using var reader = new PinReader(workplace.Folder);
        using var keys = new DerivedManagementKey(new SecretBytes(Convert.FromHexString(master)));
        foreach (JsonElement production in batch.GetProperty("productions").EnumerateArray())
        {
            if (production.GetProperty("bodyId").GetString() is not { } bodyId)
                continue;
            using SecretBytes key = keys.GetKey(BodyIdentity.Parse(bodyId), PivAlgorithm.Aes192)!;
            secrets.AddRange(Forms(key.Span));
            if (production.GetProperty("sealedPins").GetString() is not { } message)
                continue;
            (string _, string pin, string puk) = reader.Read(message);
            secrets.AddRange(Forms(Encoding.ASCII.GetBytes(pin)));
            secrets.AddRange(Forms(Encoding.ASCII.GetBytes(puk)));
        }

        return secrets;
    }

    /// <summary>How a value could be written; as text only what is digits.</summary>
    private static IEnumerable<string> Forms(ReadOnlySpan<byte> value)
    {
        string hex = Convert.ToHexString(value), base64 = Convert.ToBase64String(value);
        return value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            ? [Encoding.ASCII.GetString(value), hex, base64]
            : [hex, base64];
    }
}
