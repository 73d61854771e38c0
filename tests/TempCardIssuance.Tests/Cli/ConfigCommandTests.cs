using System.Text.Json;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Cli;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "tempcard.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_configuration_passes_the_test()
    {
        Outcome made = await Tempcard.RunAsync("config", "new", _folder.Path, "--json");
        Outcome tested = await Tempcard.RunAsync("config", "test", _folder.Path, "--json");

        Assert.Equal((0, 0), (made.ExitCode, tested.ExitCode));
        Assert.Equal(File, made.Json.GetProperty("configurationFile").GetString());
        Assert.All(
            made.Json.GetProperty("files").EnumerateArray(),
            file => Assert.True(System.IO.File.Exists(file.GetString())));
        Assert.True(tested.Json.GetProperty("valid").GetBoolean());
        Assert.Equal(0, tested.Json.GetProperty("problems").GetArrayLength());
    }

    [Fact]
    public async Task What_everybody_can_write_is_warned_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no modes.");
        string folder = Path.Combine(_folder.Path, "above", "site");
        string file = Path.Combine(folder, "tempcard.yaml");
        await Tempcard.RunAsync("config", "new", folder);
        await TestAsync(folder, 0);
        Allow(file);
        await TestAsync(folder, 1);
        Allow(folder);
        await TestAsync(folder, 2);
        Allow(Path.GetDirectoryName(folder)!);
        await TestAsync(folder, 3);
        Allow(Path.GetDirectoryName(folder)!, UnixFileMode.StickyBit);
        await TestAsync(folder, 2);

        static void Allow(string path, UnixFileMode more = UnixFileMode.None)
        {
            if (!OperatingSystem.IsWindows())
                System.IO.File.SetUnixFileMode(path, System.IO.File.GetUnixFileMode(path) | UnixFileMode.OtherWrite | more);
        }

        static async Task TestAsync(string folder, int warnings)
        {
            Outcome tested = await Tempcard.RunAsync("config", "test", folder, "--json");
            Assert.Equal(0, tested.ExitCode);
            Assert.Equal(
                Enumerable.Repeat("Warning", warnings),
                tested.Json.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("severity").GetString()!));
        }
    }

    [Fact]
    public async Task A_configuration_that_is_there_is_overwritten_only_by_force()
    {
        await Tempcard.RunAsync("config", "new", _folder.Path);
        await System.IO.File.AppendAllTextAsync(File, "# mine");

        Outcome refused = await Tempcard.RunAsync("config", "new", _folder.Path);
        string kept = await System.IO.File.ReadAllTextAsync(File);
        Outcome forced = await Tempcard.RunAsync("config", "new", _folder.Path, "--force");

        Assert.Equal((2, 0), (refused.ExitCode, forced.ExitCode));
        Assert.Contains($"[{ErrorIds.ConfigurationExists}]", refused.Error, StringComparison.Ordinal);
        Assert.EndsWith("# mine", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("# mine", await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_tells_every_problem_with_its_place()
    {
        await System.IO.File.WriteAllTextAsync(File, "version: 1\nstoer: {}\nissuance: { encode: perhaps }\n");

        Outcome text = await Tempcard.RunAsync("config", "test", "--config", File);
        Outcome json = await Tempcard.RunAsync("config", "test", "--config", File, "--json");

        Assert.Equal((2, 2), (text.ExitCode, json.ExitCode));
        Assert.Contains($"{File}:2:1: ", text.Out, StringComparison.Ordinal);
        Assert.Contains($"{File}:3:21: ", text.Out, StringComparison.Ordinal);
        Assert.False(json.Json.GetProperty("valid").GetBoolean());
        JsonElement typo = json.Json.GetProperty("problems").EnumerateArray()
            .Single(p => p.GetProperty("line").GetInt32() == 2);
        Assert.Equal(1, typo.GetProperty("column").GetInt32());
        Assert.Equal("store", typo.GetProperty("suggestion").GetString());
    }

    [Fact]
    public async Task A_broken_configuration_is_told_by_whatever_needs_it()
    {
        await System.IO.File.WriteAllTextAsync(File, "version: 1\nstoer: {}\n");

        Outcome outcome = await Tempcard.RunAsync("requests", "--config", File, "--json");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal(ErrorIds.ConfigurationInvalid, outcome.JsonError.GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_is_shown_is_a_configuration_with_its_defaults_and_no_secrets()
    {
        await Tempcard.RunAsync("config", "new", _folder.Path);
        string secret = await System.IO.File.ReadAllTextAsync(Path.Combine(_folder.Path, "secrets", "ca.password"));

        Outcome shown = await Tempcard.RunAsync("config", "show", _folder.Path);

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("minDistinct: 3", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(secret.Trim(), shown.Out, StringComparison.Ordinal);
    }
}
