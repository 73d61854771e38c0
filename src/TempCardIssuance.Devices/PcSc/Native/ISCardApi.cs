namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>
/// The functions of PC/SC that this driver needs, in their own terms and without any decision; one implementation
/// for each operating system, because sizes and names differ.
/// </summary>
internal interface ISCardApi
{
    /// <summary>Whether <see cref="SCardReaderState.ReaderListChange"/> is known; Apple never built it.</summary>
    bool TellsReaderListChanges { get; }

    SCardError EstablishContext(out nint context);

    SCardError ReleaseContext(nint context);

    SCardError ListReaders(nint context, out IReadOnlyList<string> readers);

    /// <param name="context">From <see cref="EstablishContext"/>.</param>
    /// <param name="timeout">Milliseconds; 0xFFFFFFFF: no end.</param>
    /// <param name="states">What is known and, on return, what is.</param>
    SCardError GetStatusChange(nint context, uint timeout, IReadOnlyList<SCardReaderState> states);

    /// <summary>Ends a wait in <see cref="GetStatusChange"/>; from any thread.</summary>
    SCardError Cancel(nint context);

    SCardError Connect(
        nint context,
        string reader,
        SCardShareMode share,
        SCardProtocol protocols,
        out nint card,
        out SCardProtocol active);

    SCardError Reconnect(
        nint card,
        SCardShareMode share,
        SCardProtocol protocols,
        SCardDisposition initialization,
        out SCardProtocol active);

    SCardError Disconnect(nint card, SCardDisposition disposition);

    SCardError BeginTransaction(nint card);

    SCardError EndTransaction(nint card, SCardDisposition disposition);

    SCardError Status(nint card, out byte[] atr);

    SCardError Transmit(
        nint card, SCardProtocol active, ReadOnlySpan<byte> command, Span<byte> response, out int length);

    /// <param name="card">From Connect.</param>
    /// <param name="function">The number that SCARD_CTL_CODE is made from on this system.</param>
    /// <param name="output">Room for the answer.</param>
    /// <param name="length">How long the answer is.</param>
    SCardError Control(nint card, SCardControl function, Span<byte> output, out int length);
}

/// <summary>
/// A control code: a function number, made a code by this system's SCARD_CTL_CODE, or a code as it is.
/// </summary>
internal readonly record struct SCardControl(uint Value, bool IsFunction)
{
    /// <summary>CM_IOCTL_GET_FEATURE_REQUEST (PC/SC Part 10, 2.2).</summary>
    public static SCardControl GetFeatures { get; } = new(3400, IsFunction: true);
}
