namespace TempCardIssuance.Devices.Virtual;

/// <summary>What survives the loss of power. Each command changes it only once nothing can go wrong any more.</summary>
internal sealed class CardMemory
{
    private readonly VirtualCardOptions _options;

    public CardMemory(VirtualCardOptions options)
    {
        _options = options;
        Pin = new ReferenceData(options.Pin.Span, options.PinTries);
        Puk = new ReferenceData(options.Puk.Span, options.PukTries);
        ManagementKey = FactoryKey();
        ManagementKeyTouch = options.ManagementKeyTouch;
        Objects = new Dictionary<int, byte[]>(options.Objects);
    }

    public ReferenceData Pin { get; }

    public ReferenceData Puk { get; }

    public ManagementKey ManagementKey { get; private set; }

    /// <summary>Whether the management key wants a touch.</summary>
    public bool ManagementKeyTouch { get; private set; }

    /// <summary>Such cards say so only of a key that wants no touch.</summary>
    public bool HasUsualManagementKey =>
        !ManagementKeyTouch
        && ManagementKey.Algorithm == _options.ManagementAlgorithm
        && ManagementKey.Matches(VirtualCardOptions.UsualManagementKey);

    /// <summary>Contents of data objects by tag.</summary>
    public Dictionary<int, byte[]> Objects { get; }

    /// <summary>Key pairs by key reference.</summary>
    public Dictionary<byte, CardKeyPair> Keys { get; } = [];

    public void SetManagementKey(ManagementKey key, bool touch)
    {
        ManagementKeyTouch = touch;
        ManagementKey.Clear();
        ManagementKey = key;
    }

    public void ResetToFactory()
    {
        Objects.Clear();
        foreach ((int tag, byte[] content) in _options.Objects)
            Objects[tag] = content;
        Keys.Clear();
        Pin.ResetToFactory(_options.PinTries);
        Puk.ResetToFactory(_options.PukTries);
        SetManagementKey(FactoryKey(), _options.ManagementKeyTouch);
    }

    private ManagementKey FactoryKey() => new(_options.ManagementAlgorithm, _options.ManagementKey.Span);
}
