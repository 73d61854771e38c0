using System.Text.Json;
using System.Text.Json.Serialization;

namespace TempCardIssuance.Benchmarks;

/// <summary>One number that was measured, and what it was compared with in the same run.</summary>
internal sealed record Measurement(string Name, double Value, string Unit)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public Comparison? ComparedWith { get; init; }

    /// <summary>Writes a measurement as a line of JSON on standard output.</summary>
    public static void Report(string name, double value, string unit) =>
        Write(new Measurement(name, Round(value), unit));

    /// <summary>Writes a measurement together with the ratio to another one of the same unit.</summary>
    public static void Report(string name, double value, string unit, string otherName, double otherValue) =>
        Write(new Measurement(name, Round(value), unit)
        {
            ComparedWith = new Comparison(otherName, Round(otherValue), unit, Round(value / otherValue)),
        });

    private static double Round(double value) => Math.Round(value, 3);

    private static void Write(Measurement measurement) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(measurement, Json));
}

/// <param name="Ratio">The measurement divided by this.</param>
internal sealed record Comparison(string Name, double Value, string Unit, double Ratio);
