using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>The errors about certificates that were ordered.</summary>
internal static class CertificateErrors
{
    public static TempCardException Unreadable(string authority) => new(
        ErrorIds.AuthorityNotReady,
        ErrorKind.Unavailable,
        $"What the authority '{authority}' gave can't be read as a certificate.",
        "Check the settings of the authority, and what it writes about this.",
        authority);

    /// <param name="authority">Who gave it.</param>
    /// <param name="order">What was asked for.</param>
    /// <param name="difference">In what it differs, as a clause.</param>
    public static TempCardException NotAsOrdered(string authority, CertificateOrder order, string difference) => new(
        ErrorIds.CertificateNotAsOrdered,
        ErrorKind.Unavailable,
        $"The authority '{authority}' gave something else for the certificate '{order.Profile.Name}' of card "
            + $"{order.CardNumber}: {difference}.",
        "Correct what the authority is set up to do for this profile. What it may decide itself, the profile's "
            + "authorityDecides says.",
        order.CardNumber);

    /// <summary>What an operator is told while a card waits.</summary>
    public static string Waiting(string authority, string requestId, DateTimeOffset until) =>
        $"Somebody has to approve the request {Named(requestId)} at the authority '{authority}'; the card waits "
            + $"until {until.ToLocalTime():T}.";

    /// <param name="authority">Who has not answered.</param>
    /// <param name="order">What was asked for.</param>
    /// <param name="requestId">By what the authority knows the order.</param>
    /// <param name="trouble">Why it could not be asked the last time; null: it could.</param>
    public static TempCardException Pending(
        string authority, CertificateOrder order, string requestId, TempCardException? trouble) => new(
        ErrorIds.CertificatePending,
        ErrorKind.Unavailable,
        $"The authority '{authority}' has not answered the request {Named(requestId)} for the certificate "
            + $"'{order.Profile.Name}' of card {order.CardNumber} in time"
            + (trouble is null ? "." : $"; when it was asked last: {trouble.Message}"),
        $"Have it rejected there, or approved faster, and give a card more time (pendingSeconds). What it may still "
            + $"issue, {Operation.FindCertificates.With(Parameter.Unsettled)} shows until it is settled.",
        order.CardNumber,
        trouble);

    /// <inheritdoc cref="Pending"/>
    public static TempCardException TakenBack(string authority, CertificateOrder order, string requestId) => new(
        ErrorIds.CertificatePending,
        ErrorKind.Unavailable,
        $"The authority '{authority}' has not answered the request {Named(requestId)} for the certificate "
            + $"'{order.Profile.Name}' of card {order.CardNumber} in time; the request was taken back.",
        "Have requests approved faster there, or give a card more time (pendingSeconds), and repeat the production.",
        order.CardNumber);

    private static string Named(string requestId) => $"'{ControlCharacters.Shown(requestId)}'";
}
