using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>
/// Sees to it that two operators order what one alone must not: the first order is kept, and done when another operator
/// gives the same within a day.
/// </summary>
internal sealed class SecondOperator(ICardStore store, IssuanceSettings settings, Actor actor)
{
    /// <summary>How long the first order counts.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromHours(24);

    /// <summary>Whether two operators are needed for these.</summary>
    public bool IsNeeded(IReadOnlyCollection<LifeRequest> requests) =>
        requests.OfType<GrantRequest>().Any(grant => IsProtected(grant.Holder))
        || requests.OfType<RevokeRequest>().Count() > (settings.RevokeTogether ?? int.MaxValue);

    /// <summary>Gives the name of the other operator.</summary>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.SecondOperatorNeeded"/>.</exception>
    public async Task<string> RequireAsync(IReadOnlyCollection<LifeRequest> requests)
    {
        string order = Hash(requests);
        string first = await store.OrderAsync(
            order, actor.Name, actor.Now, actor.Now - Term, CancellationToken.None);
        string what = requests.First() is GrantRequest
            ? $"Card {requests.First().CardNumber} for a protected holder"
            : $"Giving up {requests.Count} cards at once";
        if (OperatorName.MayBeSame(first, actor.Name))
        {
            await store.ApplyAsync(
                new ChangeSet([], [actor.Event(AuditKinds.SecondOperatorWanted, CardOf(requests), detail: what)]),
                CancellationToken.None);
            throw LifeErrors.SecondOperatorNeeded(what, Term);
        }

        await store.ApplyAsync(new ChangeSet([new DropOrder(order)], []), CancellationToken.None);
        return first;
    }

    private bool IsProtected(string holder) => settings.ProtectedHolders.Any(pattern =>
        FileSystemName.MatchesSimpleExpression(HolderName.Key(pattern), HolderName.Key(holder), ignoreCase: true));

    private static string? CardOf(IReadOnlyCollection<LifeRequest> requests) =>
        requests.Count == 1 ? requests.First().CardNumber : null;

    /// <summary>The same where the same is done to the same cards.</summary>
    private static string Hash(IEnumerable<LifeRequest> requests)
    {
        IEnumerable<string> lines = requests
            .Select(request => request switch
            {
                GrantRequest grant => $"grant\t{grant.CardNumber.ToUpperInvariant()}\t{HolderName.Key(grant.Holder)}",
                RevokeRequest revoke =>
                    $"revoke\t{revoke.CardNumber.ToUpperInvariant()}\t{revoke.Reason}\t{revoke.KeepCertificates}",
                _ => $"{request.GetType().Name}\t{request.CardNumber.ToUpperInvariant()}",
            })
            .Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
