using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.FaultHost;

/// <summary>
/// Authorities with a point before every order, question, look-up, order that is taken back, revocation and confirmation.
/// </summary>
internal sealed class WiredAuthorities(IAuthorityCatalog inner, Fuse fuse) : IAuthorityCatalog
{
    public IReadOnlyList<string> Names => inner.Names;

    public ICertificateAuthority Get(string name) => Tripwire.Before(
        inner.Get(name),
        fuse,
        result => result is Task<CertificateAnswer> answer ? WireAsync(answer) : result,
        nameof(ICertificateAuthority.IssueAsync),
        nameof(ICertificateAuthority.AskAgainAsync),
        nameof(ICertificateAuthority.CancelAsync),
        nameof(ICertificateAuthority.FindIssuedAsync),
        nameof(ICertificateAuthority.RevokeAsync));

    private async Task<CertificateAnswer> WireAsync(Task<CertificateAnswer> answering) => await answering switch
    {
        IssuedCertificate { Confirmation: { } confirmation } issued =>
            issued with { Confirmation = Tripwire.Before(confirmation, fuse) },
        var answer => answer,
    };
}
