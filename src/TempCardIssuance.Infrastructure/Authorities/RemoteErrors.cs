using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities;

/// <summary>The errors that authorities of several sorts have.</summary>
internal static class RemoteErrors
{
    /// <summary>The authority surely issues nothing.</summary>
    /// <param name="order">What was ordered.</param>
    /// <param name="why">A clause.</param>
    public static TempCardException Refused(CertificateOrder order, string why) => new(
        ErrorIds.CertificateRefused,
        ErrorKind.InvalidData,
        $"The certificate '{order.Profile.Name}' for card {order.CardNumber} was refused: {why}.",
        "Correct the profile or the request's fields, or what the authority allows, then repeat the production.",
        order.CardNumber);

    /// <param name="name">The authority.</param>
    /// <param name="why">A clause.</param>
    public static TempCardException NoRevocation(string name, string why) => new(
        ErrorIds.RevocationUnsupported,
        ErrorKind.Unavailable,
        $"The authority '{name}' can't revoke: {why}.",
        "Name an authority that can with 'revoke' of this one, such as one of type command.",
        name);
}
