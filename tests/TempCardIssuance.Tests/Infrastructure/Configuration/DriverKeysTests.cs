using System.Text.Json.Nodes;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Configuration.Schema;
using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

/// <summary>Sections that several drivers share, with drivers of our own.</summary>
public sealed class DriverKeysTests
{
    private static readonly Driver<Lamp>[] Lamps =
    [
        Driver.Of<Lamp, Candle>("candle", "burns", Candle.Bind),
        Driver.Of<Lamp, Bulb>("bulb", "glows", Bulb.Bind),
        Driver.Of<Lamp, Laser>("laser", "shines", Laser.Bind),
    ];

    [Theory]
    [InlineData("{ driver: candle, power: 3, wick: 1 }", null)]
    [InlineData("{ driver: bulb, power: 60 }", null)]
    [InlineData("{ driver: candle, power: 60, wick: 1 }", "power is 60; it must be from 1 to 5")]
    [InlineData("{ driver: candle, power: 3 }", "the file needs 'wick'")]
    [InlineData("{ driver: laser, wick: 1 }", "wick can't be used with driver: laser, only with driver: candle")]
    [InlineData(
        "{ driver: laser, power: 3 }",
        "power can't be used with driver: laser, only with driver: candle or driver: bulb")]
    [InlineData("{ driver: laser, powre: 3 }", "unknown key 'powre'")]
    [InlineData("{ driver: lazer, color: red }", "driver can't be 'lazer'")]
    [InlineData("{ power: 3 }", "the file needs 'driver'")]
    public void A_section_is_read_for_its_driver_alone(string yaml, string? problem)
    {
        Lamp? lamp =
            YamlConfiguration.Read<Lamp>(yaml, "/lamp.yaml", Bind, out IReadOnlyList<ConfigurationProblem>? problems);

        Assert.Equal(problem is null ? [] : [problem], problems.Select(p => p.Message));
        Assert.Equal(problem is null, lamp is not null);
    }

    [Fact]
    public void What_was_read_is_written_with_its_word()
    {
        string yaml = YamlConfiguration.Write<Lamp>(new Candle(Power: 3, Wick: 2), Bind);

        Assert.Equal(new Candle(3, 2), YamlConfiguration.Read<Lamp>(yaml, "/lamp.yaml", Bind, out _));
    }

    [Fact]
    public void The_schema_says_of_a_key_what_it_is_to_each_driver()
    {
        JsonObject schema = JsonSchema.Describe<Lamp>("urn:lamp", "lamp", "A lamp.", Bind);

        Assert.Equal(["driver", "power", "wick"], schema["properties"]!.AsObject().Select(p => p.Key));
        Assert.Equal(5, (int?)Then(schema, "candle")["properties"]!["power"]!["maximum"]);
        Assert.Equal(100, (int?)Then(schema, "bulb")["properties"]!["power"]!["maximum"]);
        Assert.Equal("wick", (string?)Then(schema, "candle")["required"]![0]);
        Assert.False((bool)Then(schema, "laser")["properties"]!["power"]!);
    }

    private static JsonNode Then(JsonObject schema, string word) => schema["allOf"]!.AsArray()
        .Single(rule => (string?)rule!["if"]!["properties"]!["driver"]!["const"] == word)!["then"]!;

    private static Lamp Bind(Keys keys, Lamp? value) => keys.Driver("driver", value, Lamps);

    private abstract record Lamp;

    private sealed record Candle(int Power, int Wick) : Lamp
    {
        public static Candle Bind(Keys keys, Candle? value) => new(
            keys.Number("power", "How many candles.", value?.Power, 1, 5, fallback: 1),
            keys.RequiredNumber("wick", "Which wick.", value?.Wick, 1, 9));
    }

    private sealed record Bulb(int Power) : Lamp
    {
        public static Bulb Bind(Keys keys, Bulb? value) =>
            new(keys.Number("power", "How many watts.", value?.Power, 1, 100, fallback: 40));
    }

    private sealed record Laser : Lamp
    {
        public static Laser Bind(Keys keys, Laser? value) => new();
    }
}
