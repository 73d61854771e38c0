using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>Tells the server that a certificate is on its card, or never will be (RFC 9810, 5.3.18).</summary>
internal sealed class CmpConfirmation(CmpAuthority authority, CmpPlace place, CmpIssued issued)
    : ICertificateConfirmation
{
    public Task AcceptAsync(CancellationToken cancellationToken) => ConfirmAsync(isTaken: true, cancellationToken);

    public Task RejectAsync(CancellationToken cancellationToken) => ConfirmAsync(isTaken: false, cancellationToken);

    private async Task ConfirmAsync(bool isTaken, CancellationToken cancellationToken)
    {
        using CmpAccess access = authority.Open(ErrorIds.AuthorityNotReady);
        var enrollment = new CmpEnrollment(access.Connection, place.Resume(access.Connection));
        await enrollment.ConfirmAsync(issued, isTaken, cancellationToken);
    }
}
