using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>The readers of this computer.</summary>
public static class PcscReaders
{
    /// <summary>Names of the readers that are connected now; may be empty.</summary>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.StationNotReady"/>: PC/SC is not installed or its service does not run.
    /// </exception>
    public static IReadOnlyList<string> List()
    {
        using var context = new PcscContext(SCardApi.System);
        return context.ListReaders();
    }

    /// <summary>
    /// Waits until a card is in the reader, or none (which a reader that was unplugged has not either).
    /// </summary>
    /// <param name="reader">Exact name, or a pattern with <c>*</c> and <c>?</c> that fits one reader.</param>
    /// <param name="present">What to wait for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task WaitForCardAsync(string reader, bool present, CancellationToken cancellationToken) =>
        new ReaderMonitor(SCardApi.System, new ReaderPattern(reader))
            .WaitAsync(view => view.CardPresent == present, cancellationToken);
}
