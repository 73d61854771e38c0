using System.Text.Json.Nodes;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.Logon;

/// <summary>A program of <c>examples/handover</c>, run as the product runs it.</summary>
/// <param name="script">Below that folder.</param>
/// <param name="environment">What it finds its server by.</param>
internal sealed class HandOverProgram(string script, IReadOnlyDictionary<string, string> environment)
{
    private readonly string _script = Path.Combine(OpenSslCa.Root(), "examples", "handover", script);

    /// <summary>An event as <c>docs/hand-over.md</c> describes it.</summary>
    public static JsonObject Event(
        string what, string holder, string cardNumber, IReadOnlyList<CardIdentityMapping> certificates) => new()
        {
            ["schema"] = 1,
            ["id"] = Guid.NewGuid().ToString(),
            ["event"] = what,
            ["at"] = "2026-11-29T10:00:00Z",
            ["card"] = new JsonObject
            {
                ["number"] = cardNumber,
                ["site"] = "Berlin",
                ["validUntil"] = "2096-12-31T22:59:59Z",
            },
            ["body"] = new JsonObject
            {
                ["guid"] = "0123456789abcdef0123456789abcdef",
                ["serialNumber"] = "0012AB34",
            },
            ["holder"] = holder,
            ["until"] = "2096-12-13T22:59:59Z",
            ["reason"] = null,
            ["certificates"] = JsonNode.Parse(
                Json.Document(certificates, shapes => shapes.IReadOnlyListCardIdentityMapping)),
        };

    public Task<(int ExitCode, string Output)> RunAsync(JsonNode happened) =>
        Program.RunAsync(environment, happened.ToJsonString(), "python3", _script);

    /// <summary>Hands over what has to be in force then; and once more, as after a crash.</summary>
    public async Task TellAsync(JsonNode happened)
    {
        for (int times = 0; times < 2; times++)
        {
            (int exitCode, string output) = await RunAsync(happened);
            Assert.True(exitCode == 0, output);
        }
    }
}
