using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

public sealed class VirtualCardTimingTests
{
    [Fact]
    public void RSA_generation_takes_5_2_seconds_on_average_and_scatters_widely()
    {
        var timing = new VirtualCardTiming();
        var random = new Random(1);

        double[] seconds = [.. Enumerable.Range(0, 20_000)
            .Select(_ => timing.DrawRsa2048Generation(random).TotalSeconds)
            .Order()];

        Assert.InRange(seconds.Average(), 5.1, 5.3);
        Assert.InRange(seconds[1_000], 0.5, 2);
        Assert.InRange(seconds[19_000], 10, 15);
    }
}
