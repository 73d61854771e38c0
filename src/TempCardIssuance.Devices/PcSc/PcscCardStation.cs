using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>A station whose cards come in a PC/SC reader, by hand or by a feeder.</summary>
/// <remarks>
/// Bodies are opened for exclusive use (see <see cref="CardSharing"/>). The body worked on last is known by the
/// reader's count of insertions while it stays in, and by its identity when it is put back; it is not used again.
/// </remarks>
internal sealed class PcscCardStation : ICardStation
{
    private const string Blank = "the next blank";

    private static readonly TimeSpan SharingRetry = TimeSpan.FromMilliseconds(100);

    private readonly PcscStationOptions _options;
    private readonly CardDriver _driver;
    private readonly Action<string>? _trace;
    private readonly ReaderMonitor _monitor;
    private readonly FeederProgram? _feeder;
    private string _wanted = Blank;
    private ReaderView? _used;
    private BodyIdentity? _lastBody;

    /// <param name="options">How it is set up.</param>
    /// <param name="driver">For the cards; stays the caller's.</param>
    /// <param name="time">What time-outs of the feeder are measured with.</param>
    /// <param name="trace">See <see cref="CardDriver.Open"/>.</param>
    public PcscCardStation(
        PcscStationOptions options, CardDriver driver, TimeProvider time, Action<string>? trace = null)
    {
        _options = options;
        _driver = driver;
        _trace = trace;
        _monitor = new ReaderMonitor(SCardApi.System, new ReaderPattern(options.Reader));
        _feeder = options.Feeder is null ? null : new FeederProgram(options.Name, options.Feeder, time);
    }

    public string Name => _options.Name;

    public ChipCapabilities Capabilities => _driver.Capabilities;

    public async Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        ReaderView view = await _monitor.LookAsync(cancellationToken);
        var status = new StationStatus
        {
            Name = Name,
            Reader = view.Reader ?? _options.Reader,
            Ready = view.Reader is not null,
            CardPresent = view.CardPresent,
            Problem = view.Problem is null ? null : Explain(view.Problem),
        };
        if (!view.CardPresent)
            return status;
        try
        {
            using var connection = PcscCardConnection.Open(view.Reader!, CardSharing.Shared);
            CardLook look = _driver.Inspect(connection, _trace);
            return status with { CardKind = look.Kind, Card = look.Details };
        }
        catch (TempCardException e)
        {
            bool inUse = e.Kind == ErrorKind.Busy;
            return status with { Ready = !inUse, CardKind = "Unknown", Problem = Explain(e) };
        }
    }

    public Task<ICardBody> LoadAsync(BodyWish wish, Action<string> prompt, CancellationToken cancellationToken)
    {
        _feeder?.Card = (wish.CardNumber, wish.Attempt);
        _wanted = wish.BodyId is null ? Blank : $"card {wish.CardNumber}, which came back,";
        return LoadNextAsync(prompt, cancellationToken);
    }

    public Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken)
    {
        _feeder?.Card = null;
        _wanted = Blank;
        return LoadNextAsync(prompt, cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ICardBody> LoadNextAsync(Action<string> prompt, CancellationToken cancellationToken)
    {
        using var wait = new StationWait(_options, _monitor, prompt, cancellationToken);
        return _feeder is null ? await LoadByHandAsync(wait) : await LoadByFeederAsync(_feeder, wait);
    }

    private async Task<ICardBody> LoadByHandAsync(StationWait wait)
    {
        while (true)
        {
            await wait.UntilAsync(
                view => _used is null || view.Reader is null || !view.CardPresent || view.Events != _used.Events,
                reader => $"Take the card out of reader '{reader}'.");
            _used = null;
            ReaderView view = await wait.UntilAsync(
                static view => view.CardPresent,
                reader => $"Put {_wanted} into reader '{reader}'.");
            _used = view;
            ICardBody? body = await TryOpenAsync(view.Reader!, wait.CancellationToken);
            if (body is null)
            {
                wait.Tell("The card was taken out before it could be read.");
                _used = null;
                continue;
            }

            if (!IsLastBody(body))
                return Remember(body);
            await body.DisposeAsync();
            wait.Tell("This card was just worked on and can't be used again.");
        }
    }

    private async Task<ICardBody> LoadByFeederAsync(FeederProgram feeder, StationWait wait)
    {
        await wait.UntilAsync(static view => view.Reader is not null, static _ => "");
        await feeder.LoadAsync(wait.CancellationToken);
        ReaderView view = await wait.UntilAsync(static view => view.CardPresent, static _ => "");
        ICardBody? body = null;
        try
        {
            body = await TryOpenAsync(view.Reader!, wait.CancellationToken)
                ?? throw PcscError.From(SCardError.RemovedCard, view.Reader);
            if (!IsLastBody(body))
                return Remember(body);
        }
        catch (TempCardException)
        {
            await feeder.EjectAsync(CardTray.Reject, wait.CancellationToken);
            throw;
        }

        await body.DisposeAsync();
        throw new TempCardException(
            ErrorIds.StationNotReady,
            ErrorKind.Device,
            $"The feeder of station '{Name}' brought the card that was just worked on once more.",
            "See that its eject programs take the card out of the encoder station.",
            Name);
    }

    private bool IsLastBody(ICardBody body) => body.Id is not null && body.Id == _lastBody;

    private ICardBody Remember(ICardBody body)
    {
        _lastBody = body.Id;
        return body;
    }

    /// <summary>Opens the body in the reader; null if it was taken out again.</summary>
    private async Task<ICardBody?> TryOpenAsync(string reader, CancellationToken cancellationToken)
    {
        long retryUntil = Environment.TickCount64 + (long)_options.SharingTimeout.TotalMilliseconds;
        while (true)
        {
            try
            {
                return Open(reader);
            }
            catch (TempCardException e) when (e.Kind == ErrorKind.Busy && Environment.TickCount64 < retryUntil)
            {
                await Task.Delay(SharingRetry, cancellationToken);
            }
            catch (TempCardException e)
                when (e.ErrorId is ErrorIds.CardRemoved or ErrorIds.CardReset)
            {
                return null;
            }
        }
    }

    private ICardBody Open(string reader)
    {
        var connection = PcscCardConnection.Open(reader, CardSharing.Exclusive);
        try
        {
            return _driver.Open(
                connection, (tray, cancellationToken) => EjectAsync(connection, tray, cancellationToken), _trace);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private Task EjectAsync(PcscCardConnection connection, CardTray tray, CancellationToken cancellationToken)
    {
        connection.Dispose();
        return _feeder is null ? Task.CompletedTask : _feeder.EjectAsync(tray, cancellationToken);
    }

    private static string Explain(TempCardException e) => e.Remedy is null ? e.Message : $"{e.Message} {e.Remedy}";
}
