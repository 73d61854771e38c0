using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Waits at a PC/SC that does as Windows documents it.</summary>
public sealed class WindowsWaitTests
{
    [Fact]
    public async Task Reader_that_is_not_there_is_waited_for_and_not_asked_for_all_the_time()
    {
        using var end = new CancellationTokenSource();
        int waits = 0;
        int atOnce = 0;
        var windows = new WindowsPcsc
        {
            Waiting = () => EndAfter(ref waits, 3),
            AnsweringAtOnce = () => EndAfter(ref atOnce, 100),
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new ReaderMonitor(windows, new ReaderPattern("No such reader")).WaitAsync(_ => false, end.Token));

        Assert.Equal((3, 1), (waits, atOnce));

        void EndAfter(ref int count, int most)
        {
            if (++count == most)
                end.Cancel();
        }
    }

    [Theory]
    [InlineData(SCardError.WindowsInvalidHandle)]
    [InlineData(SCardError.WindowsBrokenPipe)]
    [InlineData(SCardError.WindowsNoRpcServer)]
    [InlineData(SCardError.WindowsRpcFailed)]
    [InlineData(SCardError.SystemCancelled)]
    [InlineData(SCardError.Shutdown)]
    internal async Task Service_that_went_away_is_waited_out_with_a_new_context(SCardError error)
    {
        var windows = new WindowsPcsc();
        windows.Faults.Enqueue(error);

        ReaderView view = await new ReaderMonitor(windows, new ReaderPattern(WindowsPcsc.Reader))
            .WaitAsync(found => found.Reader is not null, CancellationToken.None);

        Assert.Equal((WindowsPcsc.Reader, 2), (view.Reader, windows.Contexts));
    }
}
