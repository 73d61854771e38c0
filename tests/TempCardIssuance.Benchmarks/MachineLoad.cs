using System.Globalization;

namespace TempCardIssuance.Benchmarks;

/// <summary>What else the machine does while it is measured: numbers of a busy machine say little.</summary>
internal static class MachineLoad
{
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Writes the load average of the last minute; nothing where the system keeps none.</summary>
    public static async Task ReportAsync(string when)
    {
        if (!File.Exists(LoadFile))
            return;
        string text = await File.ReadAllTextAsync(LoadFile);
        double load = double.Parse(text.AsSpan(0, text.IndexOf(' ')), CultureInfo.InvariantCulture);
        Measurement.Report($"load average ({when})", load, $"of {Environment.ProcessorCount} processors");
    }
}
