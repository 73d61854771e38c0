using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>Finds out which card is in a reader, by what the store knows of its body; writes nothing to it.</summary>
public sealed class CardInReader(ICardStore store, IStationCatalog stations)
{
    /// <summary>Waits for a card and gives its number.</summary>
    /// <param name="station">The name of the station.</param>
    /// <param name="prompt">Is told when a person has to do something.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.StationNotFound"/>, <see cref="ErrorIds.StationNotReady"/>,
    /// <see cref="ErrorIds.CardNotOurs"/>.
    /// </exception>
    public async Task<string> RecognizeAsync(
        string station, Action<string> prompt, CancellationToken cancellationToken)
    {
        await using RecognizedCard card = await OpenAsync(station, prompt, cancellationToken);
        await card.Body.EjectAsync(CardTray.Good, CancellationToken.None);
        return card.Production.CardNumber;
    }

    /// <summary>The same, and keeps the card in hand. To be disposed of.</summary>
    /// <inheritdoc cref="RecognizeAsync"/>
    public async Task<RecognizedCard> OpenAsync(
        string station, Action<string> prompt, CancellationToken cancellationToken)
    {
        ProductionStation opened = stations.Open(station);
        ICardBody? body = null;
        try
        {
            body = await opened.Cards.LoadAsync(prompt, cancellationToken);
            CardProduction? live = body.Id is null && body.CardGuid is null
                ? null
                : await store.FindLiveBodyAsync(body.Id, body.CardGuid, cancellationToken);
            if (live is not null)
                return new RecognizedCard(opened, body, live);
            await body.EjectAsync(CardTray.Reject, CancellationToken.None);
            throw LifeErrors.NotOurs(station, body.Id, body.CardGuid);
        }
        catch
        {
            if (body is not null)
                await body.DisposeAsync();
            await opened.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A card of ours in a reader.</summary>
/// <param name="Station">The station, open.</param>
/// <param name="Body">The card.</param>
/// <param name="Production">What was made of it.</param>
public sealed record RecognizedCard(
    ProductionStation Station, ICardBody Body, CardProduction Production) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync();
        await Station.DisposeAsync();
    }
}
