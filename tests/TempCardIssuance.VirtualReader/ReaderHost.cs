namespace TempCardIssuance.VirtualReader;

/// <summary>A pcscd that ends once, whoever ends it: a signal can come at any time.</summary>
internal sealed class ReaderHost(ReaderOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private PcscDaemon? _daemon;
    private bool _isOver;

    public IReadOnlyList<VirtualSlot> Slots => _daemon?.Slots ?? [];

    public void Start()
    {
        lock (_gate)
        {
            if (!_isOver)
                _daemon = PcscDaemon.Start(options.Readers, options.Name);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            _daemon?.Dispose();
        }
    }
}
