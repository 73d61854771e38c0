using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>What an authority that is asked by CMP can't do, in the words of this product.</summary>
/// <param name="authority">Its name in the configuration.</param>
internal sealed class CmpErrors(string authority)
{
    private static readonly Remedy AskOperator = Remedy.Of(
        "Ask who runs the authority; what its log says of this transaction helps. Somebody may be between the two.");

    /// <summary>It can't work, or what it says can't be believed.</summary>
    /// <param name="what">Goes on after its name, without a full stop.</param>
    /// <param name="remedy">What to do next.</param>
    /// <param name="kind">What sort of trouble it is.</param>
    /// <param name="inner">What was caught.</param>
    public TempCardException NotReady(
        string what, Remedy remedy, ErrorKind kind = ErrorKind.Unavailable, Exception? inner = null) => new(
            ErrorIds.AuthorityNotReady, kind, $"The authority '{authority}' {what}.", remedy, authority, inner);

    /// <summary>Nothing can be sent, since a certificate or a key can't be used.</summary>
    public TempCardException Unusable(Exception e, string id) => Unsent(
        id,
        "can't be asked: what certificate:, key: or trust: name can't be used "
            + $"({ForeignText.OneLine(e.Message).TrimEnd('.')})",
        "Check these files and the password, and that the account that issues cards may read them.",
        e);

    /// <summary>Nothing is sent, since our certificate is not valid.</summary>
    public TempCardException NotValid(string subject, DateTimeOffset from, DateTimeOffset to, string id) => Unsent(
        id,
        string.Create(
            CultureInfo.InvariantCulture,
            $"can't be asked: the certificate '{subject}' in certificate: is valid from {from:u} to {to:u}, not now"),
        "Check the clock; if it is right, get a new certificate for this registration authority.");

    /// <summary>What came can't be read.</summary>
    public TempCardException Garbage(string why, Exception? inner = null) => NotReady(
        $"answered with something that is no message of CMP: {why}",
        "Check that url: is the address for CMP, the alias or profile of the server included.",
        ErrorKind.InvalidData,
        inner);

    /// <summary>What came is a message, but not the answer to ours.</summary>
    public TempCardException NotOurs(string why) => NotReady(
        $"gave an answer that is not accepted: {why}", AskOperator, ErrorKind.Security);

    /// <summary>It is not shown that the server said it.</summary>
    public TempCardException NotProtected(string why, Remedy? remedy = null) => NotReady(
        $"gave an answer whose protection is not accepted: {why}", remedy ?? AskOperator, ErrorKind.Security);

    /// <summary>The server said no to a message as such, or can't work.</summary>
    public TempCardException Said(CmpStatus status) => NotReady($"says: {status}", status.Remedy);

    /// <summary>An error that anybody can have sent: nothing is known.</summary>
    public TempCardException Unprotected(CmpStatus status) => NotReady(
        $"answered with an error that is not protected, so that anybody can have said it: {status}",
        status.Remedy,
        ErrorKind.Security);

    /// <summary>The server said no to an order.</summary>
    /// <param name="profile">Name of the profile.</param>
    /// <param name="card">Number of the card; null: it is not known.</param>
    /// <param name="status">In the words of the server.</param>
    public TempCardException Refused(string profile, string? card, CmpStatus status) => new(
        ErrorIds.CertificateRefused,
        ErrorKind.InvalidData,
        $"The authority '{authority}' refused the certificate '{profile}'"
            + $"{(card is null ? "" : $" for card {card}")}: {status}.",
        status.Remedy,
        card);

    private TempCardException Unsent(string id, string what, Remedy remedy, Exception? inner = null) => new(
        id, ErrorKind.Security, $"The authority '{authority}' {what}.", remedy, authority, inner);
}
