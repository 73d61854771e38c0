using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition.Operations;

/// <summary>How a card came out.</summary>
/// <param name="Sides">Front first: the name of the side, and its picture as SVG, which is not to be trusted.</param>
/// <param name="Note">What has to be said of the pictures; null: they are what was printed.</param>
public sealed record CardPictures(IReadOnlyList<(string Name, byte[] Svg)> Sides, string? Note);

/// <summary>Pictures of cards that were made, for front ends that can show them.</summary>
public sealed class PictureDesk
{
    private readonly ICardStore _store;
    private readonly FaceSettings _settings;

    internal PictureDesk(ICardStore store, FaceSettings settings)
    {
        _store = store;
        _settings = settings;
    }

    /// <summary>Makes pictures for the cards of a batch, with the layouts as they are now.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="cards">The cards, each with its tries in this batch.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>By card number; a card of which nothing was printed is not there.</returns>
    public async Task<IReadOnlyDictionary<string, CardPictures>> OfAsync(
        CardBatch batch,
        IReadOnlyList<(TemporaryCard Card, IReadOnlyList<CardProduction> Tries)> cards,
        CancellationToken stop)
    {
        var faces = new PrintedFaces(_settings);
        var calendar = CardCalendar.Of(await _store.GetTimeZonesAsync(stop));
        var pictures = new Dictionary<string, CardPictures>(CardNumber.Comparer);
        foreach ((TemporaryCard card, IReadOnlyList<CardProduction> tries) in cards)
        {
            stop.ThrowIfCancellationRequested();
            CardProduction[] own = [.. tries.Where(t => t.BatchId == batch.Id).OrderByDescending(t => t.Attempt)];
            if (own.Length > 0 && faces.Of(batch, own, card, calendar) is { } face)
                pictures[card.CardNumber] = new CardPictures(face.Sides, face.Note);
        }

        return pictures;
    }
}
