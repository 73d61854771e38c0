namespace TempCardIssuance.Devices.Virtual;

/// <summary>Where a card is touched.</summary>
internal sealed class TouchSensor(VirtualCardOptions options, CardPace pace)
{
    private static readonly TimeSpan CachedFor = TimeSpan.FromSeconds(15);

    private long? _touchedAt;

    /// <summary>How often it was waited for a touch.</summary>
    public int Wanted { get; private set; }

    /// <summary>Waits for a touch if the policy wants one now; whether the key may be used.</summary>
    public bool Allows(KeyTouchPolicy policy)
    {
        if (policy == KeyTouchPolicy.Never || (policy == KeyTouchPolicy.Cached && IsCached))
            return true;
        Wanted++;
        pace.WaitForTouch(options.Touch);
        if (options.Touch != CardTouch.Given)
            return false;
        _touchedAt = options.Clock.GetTimestamp();
        return true;
    }

    private bool IsCached => _touchedAt is { } then && options.Clock.GetElapsedTime(then) < CachedFor;
}
