using System.Globalization;

namespace TempCardIssuance.Benchmarks;

/// <summary>What it costs to start programs, measured in turn.</summary>
/// <param name="Wall">Median of the time it took, in milliseconds.</param>
/// <param name="Processor">
/// Median of the processor time in milliseconds, which other programs on the machine hardly change; 0 where the
/// system does not tell.
/// </param>
internal sealed record ColdStart(double Wall, double Processor)
{
    private const string StatFile = "/proc/self/stat";

    /// <summary>USER_HZ, in which Linux gives times to programs.</summary>
    private const double MillisecondsPerTick = 10;

    /// <param name="rounds">How often all of them are run.</param>
    /// <param name="commands">Path and arguments of each.</param>
    public static async Task<ColdStart[]> MeasureAsync(int rounds, params string[][] commands)
    {
        double[][] wall = [.. commands.Select(_ => new double[rounds])];
        double[][] processor = [.. commands.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < commands.Length; i++)
            {
                double before = ReadProcessorTime();
                wall[i][round] = await Samples.TimeAsync(() => ChildProcess.RunAsync(commands[i]));
                processor[i][round] = ReadProcessorTime() - before;
            }
        }

        return [.. wall.Zip(processor, (w, p) => new ColdStart(Samples.Median(w), Samples.Median(p)))];
    }

    /// <summary>Reports both times against those of another program.</summary>
    public void Report(string name, ColdStart other, string otherName)
    {
        Measurement.Report(name, Wall, "ms", otherName, other.Wall);
        if (other.Processor > 0)
            Measurement.Report($"{name}, processor time", Processor, "ms", otherName, other.Processor);
    }

    /// <summary>Reports how much more it costs than another program.</summary>
    public void ReportDifference(string name, ColdStart other)
    {
        Measurement.Report(name, Wall - other.Wall, "ms");
        if (other.Processor > 0)
            Measurement.Report($"{name}, processor time", Processor - other.Processor, "ms");
    }

    /// <summary>Of all children that have ended: cutime and cstime of proc(5).</summary>
    private static double ReadProcessorTime()
    {
        if (!File.Exists(StatFile))
            return 0;
        string text = File.ReadAllText(StatFile);
        // The second field is the program's name in brackets, which may hold anything.
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[13..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) * MillisecondsPerTick;
    }
}
