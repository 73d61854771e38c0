using System.Runtime.CompilerServices;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>Tells what other systems have to know of cards.</summary>
public sealed class IdentityMappings(ICardStore store)
{
    /// <summary>The mapping of each certificate of each of these cards, card by card.</summary>
    /// <param name="cards">The cards.</param>
    /// <param name="states">The states of certificates to give; empty means those that are Active.</param>
    /// <param name="stop">Ends the search.</param>
    public async IAsyncEnumerable<CardIdentityMapping> OfAsync(
        IAsyncEnumerable<TemporaryCard> cards,
        IReadOnlyList<CertificateState> states,
        [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (TemporaryCard card in cards.WithCancellation(stop))
        {
            foreach (CardIdentityMapping mapping in await OfAsync(card.CardNumber, states, stop))
                yield return mapping;
        }
    }

    /// <summary>The mapping of each certificate of one card, in the order in which they were recorded.</summary>
    /// <param name="cardNumber">The card; no wildcards.</param>
    /// <param name="states">The states of certificates to give; empty means those that are Active.</param>
    /// <param name="stop">Ends the search.</param>
    public async Task<IReadOnlyList<CardIdentityMapping>> OfAsync(
        string cardNumber, IReadOnlyList<CertificateState> states, CancellationToken stop)
    {
        var query = new CertificateQuery
        {
            CardNumbers = [cardNumber],
            States = states.Count > 0 ? states : [CertificateState.Active],
        };
        return await store.FindCertificatesAsync(query, stop).Select(CardIdentityMapping.Of).ToListAsync(stop);
    }
}
