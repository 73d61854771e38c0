using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>
/// PC/SC as Windows documents it, with one reader and no card: the number of readers is in the upper half of the state
/// of their list, and who does not know it is told at once.
/// </summary>
internal sealed class WindowsPcsc : ISCardApi
{
    private const int CountShift = 16;

    public const string Reader = "Example Reader 0";

    /// <summary>What each context says to the first question after how a reader is; later ones are answered.</summary>
    public Queue<SCardError> Faults { get; } = [];

    /// <summary>Is run when somebody waits for the list of readers to change.</summary>
    public Action Waiting { get; init; } = () => { };

    /// <summary>Is run when somebody asks for what has changed already.</summary>
    public Action AnsweringAtOnce { get; init; } = () => { };

    public int Contexts { get; private set; }

    public bool TellsReaderListChanges => true;

    public SCardError EstablishContext(out nint context)
    {
        context = ++Contexts;
        return SCardError.Success;
    }

    public SCardError ReleaseContext(nint context) => SCardError.Success;

    public SCardError ListReaders(nint context, out IReadOnlyList<string> readers)
    {
        readers = [Reader];
        return SCardError.Success;
    }

    public SCardError GetStatusChange(nint context, uint timeout, IReadOnlyList<SCardReaderState> states)
    {
        SCardReaderState state = states[0];
        if (state.Reader != SCardReaderState.ReaderListChange)
        {
            state.Event = SCardStates.Empty | SCardStates.Changed;
            return Faults.TryDequeue(out SCardError fault) ? fault : SCardError.Success;
        }

        if ((uint)state.Current >> CountShift == 1)
        {
            Waiting();
            return SCardError.Timeout;
        }

        AnsweringAtOnce();
        state.Event = (SCardStates)(1u << CountShift) | SCardStates.Changed;
        return SCardError.Success;
    }

    public SCardError Cancel(nint context) => SCardError.Success;

    public SCardError Connect(
        nint context,
        string reader,
        SCardShareMode share,
        SCardProtocol protocols,
        out nint card,
        out SCardProtocol active)
    {
        (card, active) = (0, SCardProtocol.None);
        return SCardError.NoSmartcard;
    }

    public SCardError Reconnect(
        nint card,
        SCardShareMode share,
        SCardProtocol protocols,
        SCardDisposition initialization,
        out SCardProtocol active)
    {
        active = SCardProtocol.None;
        return SCardError.NoSmartcard;
    }

    public SCardError Disconnect(nint card, SCardDisposition disposition) => SCardError.Success;

    public SCardError BeginTransaction(nint card) => SCardError.NoSmartcard;

    public SCardError EndTransaction(nint card, SCardDisposition disposition) => SCardError.NoSmartcard;

    public SCardError Status(nint card, out byte[] atr)
    {
        atr = [];
        return SCardError.NoSmartcard;
    }

    public SCardError Transmit(
        nint card, SCardProtocol active, ReadOnlySpan<byte> command, Span<byte> response, out int length)
    {
        length = 0;
        return SCardError.NoSmartcard;
    }

    public SCardError Control(nint card, SCardControl function, Span<byte> output, out int length)
    {
        length = 0;
        return SCardError.NoSmartcard;
    }
}
