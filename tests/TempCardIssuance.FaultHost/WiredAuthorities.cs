using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.FaultHost;

/// <summary>Authorities with a point before every order, look-up and revocation.</summary>
internal sealed class WiredAuthorities(IAuthorityCatalog inner, Fuse fuse) : IAuthorityCatalog
{
    public IReadOnlyList<string> Names => inner.Names;

    public ICertificateAuthority Get(string name) => Tripwire.Before(
        inner.Get(name),
        fuse,
        nameof(ICertificateAuthority.IssueAsync),
        nameof(ICertificateAuthority.FindIssuedAsync),
        nameof(ICertificateAuthority.RevokeAsync));
}
