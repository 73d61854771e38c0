using System.Diagnostics;

namespace TempCardIssuance.Benchmarks;

/// <summary>
/// Times of things done in turn, so that whatever else the machine does falls on all of them alike.
/// </summary>
internal static class Samples
{
    /// <returns>The median of each, in milliseconds, in the order given.</returns>
    public static async Task<double[]> MediansAsync(int rounds, params Func<Task>[] actions)
    {
        double[][] times = [.. actions.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
                times[i][round] = await TimeAsync(actions[i]);
        }

        return [.. times.Select(Median)];
    }

    /// <summary>How long it takes, in milliseconds.</summary>
    public static async Task<double> TimeAsync(Func<Task> action)
    {
        long start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
