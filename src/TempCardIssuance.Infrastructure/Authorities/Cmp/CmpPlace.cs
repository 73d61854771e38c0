using System.Globalization;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>
/// How far a transaction got, so that it can go on, be it in another process: its id, the number of the request in it,
/// and what the server said last.
/// </summary>
internal sealed record CmpPlace(string TransactionId, int RequestId, string ServerNonce)
{
    public CmpPlace(CmpTransaction transaction, int requestId)
        : this(transaction.Id, requestId, transaction.ServerNonce)
    {
    }

    /// <summary>Of an order that waits; what another process left is read from its id.</summary>
    public static CmpPlace Of(PendingCertificate pending)
    {
        if (pending.State is CmpPlace place)
            return place;
        string[] parts = pending.Id.Split('/');
        return new CmpPlace(
            parts[0],
            parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int id) ? id : 0,
            parts.Length > 2 ? parts[2] : "");
    }

    public CmpTransaction Resume(CmpConnection connection) => new(
        connection,
        Convert.FromHexString(TransactionId),
        ServerNonce.Length > 0 ? Convert.FromHexString(ServerNonce) : null);

    /// <summary>The id of the transaction first: by that it is found in the log of the server.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TransactionId}/{RequestId}/{ServerNonce}");
}
