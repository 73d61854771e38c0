using System.Text.Json.Nodes;
using TempCardIssuance.Composition.Settings;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

/// <summary>
/// What the schema says holds without a key is what the reader takes then: naming it changes nothing.
/// </summary>
public sealed class ConfigurationDefaultsTests : IDisposable
{
    /// <summary>Every object of the schema is in it, with as few keys as it can have.</summary>
    private const string Short = """
        {
          "version": 1,
          "store": {},
          "issuance": { "pin": {}, "puk": {}, "operatorMay": {} },
          "page": {
            "access": {
              "hosts": ["cards.example"], "certificate": "page.pfx", "roles": {},
              "openId": { "authority": "https://login.example", "clientId": "page" }
            }
          },
          "seal": { "recipients": ["reader.pem"] },
          "grant": { "check": ["ask"] },
          "handOver": { "command": ["tell"] },
          "retention": {},
          "letters": { "uri": "ipps://letters.example/ipp/print" },
          "card": { "transport": {}, "managementKey": { "diversify": "env:MASTER" } },
          "stations": [
            { "name": "desk-1", "reader": "ACS*" },
            { "name": "training", "reader": "virtual", "card": {} },
            {
              "name": "feeder-1", "reader": "Zebra 0", "feeder": "command",
              "commands": { "load": ["feed"], "good": ["feed"], "reject": ["feed"] }
            }
          ],
          "printers": {
            "files": { "driver": "file", "path": "faces" },
            "queue": { "driver": "ipp", "uri": "ipp://printer.example/ipp/print" },
            "kit": { "driver": "command", "print": ["print", "{document}"] }
          },
          "authorities": {
            "local": { "type": "local", "path": "ca", "password": "env:CA" },
            "remote": { "type": "cmp", "url": "http://ca.example/cmp", "reference": "desk", "secret": "env:CMP" },
            "programs": { "type": "command", "issue": ["issue"] },
            "est": { "type": "est", "url": "https://est.example" }
          },
          "certificates": {
            "authentication": { "slot": "9A", "key": "eccp256", "authority": "local", "subject": "CN={cardNumber}" }
          }
        }
        """;

    private static readonly JsonObject Schema = JsonNode.Parse(Configurations.Schema())!.AsObject();

    private readonly TemporaryFolder _folder = new();

    /// <summary>Keys with a default, such as <c>stations.[].cards</c>.</summary>
    public static TheoryData<string> Keys =>
        [.. Defaults(Schema, "").Select(d => d.Key).Distinct(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Keys))]
    public void Naming_the_default_of_a_key_changes_nothing(string key)
    {
        string[] place = key.Split('.')[..^1];
        string name = key.Split('.')[^1];
        JsonNode value = Defaults(Schema, "").First(d => d.Key == key).Value;
        int compared = 0;
        for (int i = 0; i < Objects(Parse(), place).Count(); i++)
        {
            string? without = Read(i, place, found => found.Remove(name));
            string? with = Read(i, place, found => found[name] = value.DeepClone());
            // Some keys are for some kinds of station alone.
            if (with is null)
                continue;
            compared++;
            Assert.Equal(without, with);
        }

        Assert.NotEqual(0, compared);
    }

    private static JsonObject Parse() => JsonNode.Parse(Short)!.AsObject();

    private static IEnumerable<JsonObject> Objects(JsonNode from, string[] place) => place switch
    {
        [] => [from.AsObject()],
        ["[]", .. string[] rest] => from.AsArray().SelectMany(item => Objects(item!, rest)),
        ["*", .. string[] rest] => from.AsObject().SelectMany(item => Objects(item.Value!, rest)),
        [string step, .. string[] rest] => from[step] is { } found ? Objects(found, rest) : [],
    };

    private static IEnumerable<(string Key, JsonNode Value)> Defaults(JsonObject schema, string prefix)
    {
        foreach ((string name, JsonNode? value) in schema["properties"]?.AsObject() ?? [])
        {
            JsonObject reference = value!.AsObject();
            JsonObject child = Resolve(reference);
            string key = $"{prefix}{name}";
            if ((reference["default"] ?? child["default"]) is { } given)
                yield return (key, given);
            // What is said beside a reference is laid over it.
            foreach ((string below, JsonNode? over) in reference["properties"]?.AsObject() ?? [])
            {
                if (child != reference && over!["default"] is { } special)
                    yield return ($"{key}.{below}", special);
            }

            (child, key) =
                child["items"] is JsonObject items ? (Resolve(items), key + ".[]")
                : child["additionalProperties"] is JsonObject named ? (Resolve(named), key + ".*")
                : (child, key);
            foreach ((string Key, JsonNode Value) found in Defaults(child, key + "."))
                yield return found;
        }
    }

    private static JsonObject Resolve(JsonObject schema) => (string?)schema["$ref"] is { } reference
        ? Schema["$defs"]![reference.Split('/')[^1]]!.AsObject()
        : schema;

    /// <summary>What holds when one object of a place is changed; null where that is no valid configuration.</summary>
    private string? Read(int index, string[] place, Action<JsonObject> change)
    {
        JsonObject document = Parse();
        change(Objects(document, place).ElementAt(index));
        // YAML reads JSON too.
        ConfigurationReport report = Configurations.Check(_folder.Write("tempcard.yaml", document.ToJsonString()));
        return report.Configuration is { } configuration ? Configurations.ToYaml(configuration) : null;
    }
}
