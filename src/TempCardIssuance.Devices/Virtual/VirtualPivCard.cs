using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// A PIV card in software, at APDU level, after SP 800-73-4 Part 2, with real cryptography: RSA, P-256,
/// P-384, Ed25519 and X25519 in 9A, 9C, 9D, 9E and 82 to 95; with what widespread cards have besides
/// (<see cref="CardExtensions"/>), and like them where it shall be (<see cref="VirtualCardProfile"/>). Its memory outlives removal; what was verified or selected does not.
/// </summary>
/// <remarks>
/// One connection at a time: a new one takes the card from the one before, as a reset by somebody else would.
/// Members may be called from several threads.
/// </remarks>
internal sealed class VirtualPivCard
{
    private readonly Lock _gate = new();
    private readonly CardMemory _memory;
    private readonly CardPace _pace;
    private readonly TouchSensor _touch;
    private CardSession? _session;

    /// <summary>The session that somebody else has ended by a reset; its connection has yet to take note.</summary>
    private CardSession? _wasReset;
    private int _apduCount;

    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationInvalid"/>: no such card.</exception>
    public VirtualPivCard(VirtualCardOptions options)
    {
        Check(options);
        Options = options;
        _memory = new CardMemory(options);
        _pace = new CardPace(options);
        _touch = new TouchSensor(options, _pace);
    }

    public VirtualCardOptions Options { get; }

    /// <summary>Whether it is in its reader; it is from the start.</summary>
    public bool IsInserted { get; private set; } = true;

    /// <summary>Command APDUs received so far, chained blocks and GET RESPONSE included.</summary>
    public int ApduCount
    {
        get
        {
            lock (_gate)
                return _apduCount;
        }
    }

    /// <summary>How often it has waited for a touch.</summary>
    public int TouchesWanted
    {
        get
        {
            lock (_gate)
                return _touch.Wanted;
        }
    }

    /// <summary>Powers the card up.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardRemoved"/>.</exception>
    public VirtualCardConnection Connect()
    {
        lock (_gate)
            return new VirtualCardConnection(this, PowerUp());
    }

    /// <summary>Pulls the card out of its reader; connections to it are dead from then on.</summary>
    public void Remove()
    {
        lock (_gate)
        {
            IsInserted = false;
            _session = null;
        }
    }

    /// <summary>Puts the card back, for new connections.</summary>
    public void Insert()
    {
        lock (_gate)
            IsInserted = true;
    }

    internal byte[] Exchange(CardSession session, ReadOnlySpan<byte> command)
    {
        lock (_gate)
        {
            CheckPower(session);
            _apduCount++;
            _pace.TakeApdu();
            switch (Options.Faults.FirstOrDefault(fault => fault.AtApdu == _apduCount))
            {
                case RemovalFault:
                    Remove();
                    throw Removed();
                case ResetFault:
                    _wasReset = session;
                    PowerUp();
                    throw WasReset();
                case StatusWordFault fault:
                    return session.Refuse((StatusWord)fault.StatusWord);
                default:
                    return session.Exchange(command);
            }
        }
    }

    internal CardSession Reset(CardSession session)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(session, _wasReset))
                CheckPower(session);
            _wasReset = null;
            return PowerUp();
        }
    }

    internal void PowerDown(CardSession session)
    {
        lock (_gate)
        {
            if (ReferenceEquals(session, _session))
                _session = null;
        }
    }

    private static void Check(VirtualCardOptions options)
    {
        string? problem = options switch
        {
            _ when !ReferenceData.IsPin(options.Pin.Span) => "its PIN is not 6 to 8 digits",
            { Puk.Length: > ReferenceData.Length } => "its PUK is longer than 8 bytes",
            { PinTries: < 1 or > ReferenceData.MostTries } or { PukTries: < 1 or > ReferenceData.MostTries } =>
                "it does not have 1 to 15 tries",
            _ when ManagementKey.KeyLength(options.ManagementAlgorithm) != options.ManagementKey.Length =>
                $"its management key has not the length of {options.ManagementAlgorithm}",
            _ => null,
        };
        if (problem is not null)
        {
            throw new TempCardException(
                ErrorIds.ConfigurationInvalid,
                ErrorKind.InvalidArgument,
                $"There is no virtual card like that: {problem}.",
                "Correct what virtual blanks come with.");
        }
    }

    private CardSession PowerUp()
    {
        if (!IsInserted)
            throw Removed();
        return _session = new CardSession(new CardApplication(Options, _memory, _pace, _touch), Options.ExtendedLength);
    }

    private void CheckPower(CardSession session)
    {
        if (!ReferenceEquals(session, _session))
            throw ReferenceEquals(session, _wasReset) ? WasReset() : Removed();
    }

    private TempCardException WasReset() => new(
        ErrorIds.CardReset,
        ErrorKind.Device,
        $"The virtual card {Options.Serial:X8} was reset by somebody else.",
        "Repeat the production.",
        $"{Options.Serial:X8}");

    private TempCardException Removed() => new(
        ErrorIds.CardRemoved,
        ErrorKind.Device,
        $"The virtual card {Options.Serial:X8} was removed while it was being worked on.",
        "Repeat the production on another body.",
        $"{Options.Serial:X8}");
}
