using System.Text.Json.Nodes;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

/// <summary>
/// Puts something wrong into every place the schema knows; what the reader then says it would take must be what
/// the schema says.
/// </summary>
public sealed class ConfigurationSchemaTests : IDisposable
{
    private const string Wrong = "zzzzzzzzzzzz";

    private static readonly JsonObject Schema = JsonNode.Parse(Configurations.Schema())!.AsObject();

    private readonly TemporaryFolder _folder = new();

    /// <summary>Places of all objects, such as <c>printers.*</c> and <c>stations.[]</c>.</summary>
    public static TheoryData<string> Objects => [.. Walk("", Schema).Select(o => o.Place)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_takes_the_keys_of_the_schema(string place)
    {
        string[] expected = [.. Keys(place).Select(k => k.Key)];

        ConfigurationProblem problem = Problem(place, new JsonObject { [Wrong] = 1 }, p => IsAt(p, Wrong));

        Assert.Equal(expected.Order(), problem.Allowed.Order());
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_needs_the_keys_that_the_schema_requires(string place)
    {
        string[] required = [.. (ObjectAt(place)["required"]?.AsArray() ?? []).Select(k => (string)k!)];

        IReadOnlyList<ConfigurationProblem> problems = Check(place, []);

        Assert.All(
            required,
            key => Assert.Contains(problems, p =>
                p.Message.EndsWith($" needs '{key}'", StringComparison.Ordinal)
                || p.Message.StartsWith($"{key} must be a list", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_takes_the_words_of_the_schema(string place)
    {
        foreach ((string key, JsonNode? schema) in Keys(place).Where(k => k.Value!["enum"] is not null))
        {
            string[] expected = [.. schema!["enum"]!.AsArray().Select(w => (string)w!)];

            ConfigurationProblem problem = Problem(place, new JsonObject { [key] = Wrong }, p => IsAt(p, key));

            Assert.Equal(expected.Order(), problem.Allowed.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_takes_the_numbers_of_the_schema(string place)
    {
        foreach ((string key, JsonNode? schema) in Keys(place).Where(k => k.Value!["minimum"] is not null))
        {
            int min = (int)schema!["minimum"]!;
            int max = (int)schema["maximum"]!;
            foreach ((int value, bool valid) in new[] { (min - 1, false), (min, true), (max, true), (max + 1, false) })
            {
                // PINs must be long enough for as many different digits.
                var content = new JsonObject { [key] = value };
                if (key is "minDistinct")
                    content["length"] = 8;
                bool refused = Check(place, content).Any(p =>
                    IsAt(p, key) && !p.Message.Contains("is for", StringComparison.Ordinal));
                Assert.True(refused != valid, $"{place}.{key}: {value} should be {(valid ? "taken" : "refused")}");
            }
        }
    }

    private static bool IsAt(ConfigurationProblem problem, string key) =>
        problem.Path.Split('.')[^1] == key;

    private static JsonObject Keys(string place) => ObjectAt(place)["properties"]!.AsObject();

    private static JsonObject ObjectAt(string place) => Walk("", Schema).First(o => o.Place == place).Schema;

    private static IEnumerable<(string Place, JsonObject Schema)> Walk(string place, JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties)
            yield break;
        yield return (place, schema);
        foreach ((string key, JsonNode? value) in properties)
        {
            JsonObject child = Resolve(value!.AsObject());
            string childPlace = $"{place}.{key}".TrimStart('.');
            if (child["items"] is JsonObject items)
                (child, childPlace) = (Resolve(items), childPlace + ".[]");
            else if (child["additionalProperties"] is JsonObject named)
                (child, childPlace) = (Resolve(named), childPlace + ".*");
            foreach ((string Place, JsonObject Schema) found in Walk(childPlace, child))
                yield return found;
        }
    }

    private static JsonObject Resolve(JsonObject schema) =>
        (string?)schema["$ref"] is { } reference
            ? Schema["$defs"]![reference.Split('/')[^1]]!.AsObject()
            : schema;

    private ConfigurationProblem Problem(
        string place, JsonObject content, Func<ConfigurationProblem, bool> isMeant) =>
        Check(place, content).Single(isMeant);

    /// <summary>Checks a file that has the content at the place; YAML reads JSON too.</summary>
    private IReadOnlyList<ConfigurationProblem> Check(string place, JsonObject content)
    {
        JsonNode document = content;
        foreach (string step in place.Split('.', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            document = step switch
            {
                "[]" => new JsonArray(document),
                "*" => new JsonObject { ["x"] = document },
                _ => new JsonObject { [step] = document },
            };
        }

        return Configurations.Check(_folder.Write("tempcard.yaml", document.ToJsonString())).Problems;
    }
}
