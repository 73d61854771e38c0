using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// Checks a body, and recognizes one that was torn out after it had got its management key and before it could tell who
/// it is: nothing but its key tells it from a blank, and the key was made for a production that is on record.
/// </summary>
internal sealed class TornBodies(IssuanceContext context, ProductionRecorder recorder)
{
    /// <summary>How many are tried. A management key has no counter of tries, but this is no place to guess.</summary>
    private const int MostTried = 5;

    /// <exception cref="TempCardException">The body can't be made into a card.</exception>
    public async Task CheckAsync(CardProduction production, ICardBody body, IProgress<ChipStep> progress)
    {
        try
        {
            await body.CheckBlankAsync(CancellationToken.None);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.ManagementKeyWrong)
        {
            IReadOnlyList<CardProduction> failed = await FindAsync(body);
            CardProduction torn = await RecognizeAsync(body, failed) ?? throw IssuanceErrors.NotRecognized(e, failed);
            progress.Report(new ChipStep("recognized", torn.Id));
            await recorder.RecognizeAsync(production, torn);
        }
    }

    private Task<IReadOnlyList<CardProduction>> FindAsync(ICardBody body) => context.Store.FindTornAsync(
        body.Id, body.ManagementKey, body.Id is null ? MostTried : 1, CancellationToken.None);

    private static async Task<CardProduction?> RecognizeAsync(ICardBody body, IReadOnlyList<CardProduction> failed)
    {
        BodyIdentity? found =
            await body.RecognizeAsync([.. failed.Select(p => BodyIdentity.Parse(p.BodyId!))], CancellationToken.None);
        return found is null ? null : failed.First(p => BodyIdentity.Parse(p.BodyId!) == found);
    }
}
