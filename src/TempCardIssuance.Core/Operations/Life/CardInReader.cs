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
        await using ProductionStation opened = stations.Open(station);
        await using ICardBody body = await opened.Cards.LoadAsync(prompt, cancellationToken);
        CardProduction? live = body.Id is null && body.CardGuid is null
            ? null
            : await store.FindLiveBodyAsync(body.Id, body.CardGuid, cancellationToken);
        await body.EjectAsync(live is null ? CardTray.Reject : CardTray.Good, CancellationToken.None);
        return live?.CardNumber ?? throw LifeErrors.NotOurs(station, body.Id, body.CardGuid);
    }
}
