using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>How a card is shared with other programs.</summary>
public enum CardSharing
{
    /// <summary>
    /// Nobody else can reach the card. For production: Windows resets a card whose transaction is idle for five
    /// seconds, and the answer of an authority may take longer.
    /// </summary>
    Exclusive,

    /// <summary>
    /// Others may be connected, but wait until this connection is closed: it is one transaction. For a quick look.
    /// </summary>
    Shared,
}

/// <summary>A connection to the card in a PC/SC reader.</summary>
public sealed class PcscCardConnection : ICardConnection
{
    /// <summary>An extended response of 65536 bytes and its status word (ISO/IEC 7816-4, 5.1).</summary>
    private const int MaxResponseLength = 65536 + 2;

    private readonly PcscContext _context;
    private readonly string _reader;
    private readonly CardSharing _sharing;
    private readonly byte[] _response = new byte[MaxResponseLength];
    private readonly nint _card;
    private SCardProtocol _protocol;
    private bool _disposed;

    private PcscCardConnection(PcscContext context, string reader, CardSharing sharing)
    {
        _context = context;
        _reader = reader;
        _sharing = sharing;
        PcscError.Check(
            Api.Connect(context.Handle, reader, ShareMode, SCardProtocol.Any, out _card, out _protocol), reader);
        try
        {
            if (sharing == CardSharing.Shared)
                PcscError.Check(Api.BeginTransaction(_card), reader);
            PcscError.Check(Api.Status(_card, out byte[] atr), reader);
            Atr = atr;
            SupportsExtendedLength = _protocol != SCardProtocol.T0
                && AnswerToReset.AnnouncesExtendedLength(atr)
                && ReaderProperties.TakesExtendedLength(Api, _card);
        }
        catch
        {
            Api.Disconnect(_card, SCardDisposition.Leave);
            throw;
        }
    }

    public ReadOnlyMemory<byte> Atr { get; }

    /// <summary>
    /// True only where the card says so in its ATR and the reader in its properties: command chaining works
    /// everywhere, and an extended command that gets lost halfway costs a body.
    /// </summary>
    public bool SupportsExtendedLength { get; }

    private ISCardApi Api => _context.Api;

    private SCardShareMode ShareMode =>
        _sharing == CardSharing.Exclusive ? SCardShareMode.Exclusive : SCardShareMode.Shared;

    /// <summary>Connects to the card that is in a reader.</summary>
    /// <param name="reader">The exact name.</param>
    /// <param name="sharing">Who else may use the card.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardRemoved"/>: no card there; <see cref="ErrorIds.StationNotReady"/>: no such reader, or
    /// the card is in use; <see cref="ErrorIds.CardError"/>: the card does not answer.
    /// </exception>
    public static PcscCardConnection Open(string reader, CardSharing sharing) =>
        Open(SCardApi.System, reader, sharing);

    public byte[] Transmit(ReadOnlySpan<byte> command)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ReadOnlySpan<byte> sent = _protocol == SCardProtocol.T0 ? WithoutLe(command) : command;
        PcscError.Check(Api.Transmit(_card, _protocol, sent, _response, out int length), _reader);

        // A driver may report success and no bytes when the card is pulled out while it works (vpcd does).
        if (length < 2)
            throw PcscError.From(SCardError.RemovedCard, _reader);
        Span<byte> response = _response.AsSpan(0, length);
        byte[] copy = response.ToArray();
        CryptographicOperations.ZeroMemory(response);
        return copy;
    }

    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        PcscError.Check(
            Api.Reconnect(_card, ShareMode, SCardProtocol.Any, SCardDisposition.Reset, out _protocol), _reader);
    }

    /// <summary>
    /// Lets go of the card. After exclusive use it loses power, and with it every verified PIN and key; a card that
    /// was only looked at stays as it is for the others.
    /// </summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_sharing == CardSharing.Shared)
            Api.EndTransaction(_card, SCardDisposition.Leave);
        Api.Disconnect(
            _card, _sharing == CardSharing.Exclusive ? SCardDisposition.Unpower : SCardDisposition.Leave);
        _context.Dispose();
    }

    internal static PcscCardConnection Open(ISCardApi api, string reader, CardSharing sharing)
    {
        var context = new PcscContext(api);
        try
        {
            return new PcscCardConnection(context, reader, sharing);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>
    /// T=0 can't carry Lc with data and Le in one command (ISO/IEC 7816-3, 12.2.1): the card says 61xx.
    /// </summary>
    private static ReadOnlySpan<byte> WithoutLe(ReadOnlySpan<byte> command) =>
        command.Length > 5 && command[4] != 0 && command.Length == 5 + command[4] + 1 ? command[..^1] : command;
}
