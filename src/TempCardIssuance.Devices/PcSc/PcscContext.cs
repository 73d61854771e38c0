using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>
/// A context of the PC/SC service. Calls in one context wait for each other, so everyone has their own.
/// </summary>
internal sealed class PcscContext : IDisposable
{
    private bool _disposed;

    public PcscContext(ISCardApi api)
    {
        Api = api;
        try
        {
            PcscError.Check(api.EstablishContext(out nint handle));
            Handle = handle;
        }
        catch (DllNotFoundException e)
        {
            throw PcscError.NotInstalled(e);
        }
    }

    public ISCardApi Api { get; }

    public nint Handle { get; }

    /// <summary>The readers that are connected now; none is no error.</summary>
    public IReadOnlyList<string> ListReaders()
    {
        SCardError error = Api.ListReaders(Handle, out IReadOnlyList<string> readers);
        if (error == SCardError.NoReadersAvailable)
            return [];
        PcscError.Check(error);
        return readers;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Api.ReleaseContext(Handle);
    }
}
