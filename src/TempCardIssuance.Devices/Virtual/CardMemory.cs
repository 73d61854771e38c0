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
        ManagementKeyTouch = FactoryTouch;
        Attestation = new CardAttestation(options, this);
        Objects = new Dictionary<int, byte[]>(options.Objects);
    }

    public ReferenceData Pin { get; }

    public ReferenceData Puk { get; }

    public ManagementKey ManagementKey { get; private set; }

    public KeyTouchPolicy ManagementKeyTouch { get; private set; }

    /// <summary>What it attests keys with.</summary>
    public CardAttestation Attestation { get; }

    /// <summary>Such cards say so only of a key that wants no touch.</summary>
    public bool HasUsualManagementKey =>
        ManagementKeyTouch == KeyTouchPolicy.Never
        && ManagementKey.Algorithm == _options.ManagementAlgorithm
        && ManagementKey.Matches(VirtualCardOptions.UsualManagementKey);

    /// <summary>Contents of data objects by tag.</summary>
    public Dictionary<int, byte[]> Objects { get; }

    /// <summary>Keys by key reference.</summary>
    public Dictionary<byte, CardKey> Keys { get; } = [];

    private KeyTouchPolicy FactoryTouch => _options.ManagementKeyTouch ? KeyTouchPolicy.Always : KeyTouchPolicy.Never;

    public void SetManagementKey(ManagementKey key, KeyTouchPolicy touch)
    {
        ManagementKeyTouch = touch;
        ManagementKey.Clear();
        ManagementKey = key;
    }

    /// <summary>Key F9 and its certificate stay.</summary>
    public void ResetToFactory()
    {
        foreach (int tag in Objects.Keys.Where(tag => tag != CardAttestation.ObjectTag).ToArray())
            Objects.Remove(tag);
        foreach ((int tag, byte[] content) in _options.Objects)
            Objects[tag] = content;
        foreach (byte reference in Keys.Keys.Where(reference => reference != KeyReference.Attestation).ToArray())
            Keys.Remove(reference);
        Pin.ResetToFactory(_options.PinTries);
        Puk.ResetToFactory(_options.PukTries);
        SetManagementKey(FactoryKey(), FactoryTouch);
    }

    private ManagementKey FactoryKey() => new(_options.ManagementAlgorithm, _options.ManagementKey.Span);
}
