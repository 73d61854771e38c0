using System.Text.Json.Nodes;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.Logon;

/// <summary><c>docs/hand-over.schema.json</c>, by Debian's python3-jsonschema.</summary>
internal static class HandOverSchema
{
    public const string Validator = "/usr/lib/python3/dist-packages/jsonschema/validators.py";

    private const string Script =
        """
        import json, jsonschema, sys
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        problems = jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin))
        sys.exit("\n".join(problem.message for problem in problems) or 0)

        """;

    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>What is wrong with an event; empty: nothing.</summary>
    public static async Task<string> ProblemsAsync(JsonNode happened)
    {
        using var folder = new TemporaryFolder();
        string script = folder.Write("check.py", Script);
        string schema = Path.Combine(OpenSslCa.Root(), "docs", "hand-over.schema.json");
        (int exitCode, string output) =
            await Program.RunAsync(Nothing, happened.ToJsonString(), "python3", script, schema);
        Assert.True(exitCode == 0 == (output.Trim().Length == 0), output);
        return output.Trim();
    }
}
