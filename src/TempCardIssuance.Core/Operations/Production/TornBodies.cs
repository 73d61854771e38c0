using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// Checks a body, and recognizes one that was torn out after it had got its management key and before it could tell who
/// it is: nothing but its key tells it from a blank, and the key was made for a production that is on record.
/// </summary>
internal sealed class TornBodies(IssuanceContext context, ProductionRecorder recorder)
{
    /// <summary>How many are tried. A management key has no counter of tries; guessing is not what this is for.</summary>
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
            if (await RecognizeAsync(body) is not { } torn)
                throw;
            progress.Report(new ChipStep("recognized", torn.Id));
            await recorder.RecognizeAsync(production, torn);
        }
    }

    private async Task<CardProduction?> RecognizeAsync(ICardBody body)
    {
        IReadOnlyList<CardProduction> failed = await context.Store.FindTornAsync(
            body.Id, body.ManagementKey, body.Id is null ? MostTried : 1, CancellationToken.None);
        BodyIdentity? found =
            await body.RecognizeAsync([.. failed.Select(p => BodyIdentity.Parse(p.BodyId!))], CancellationToken.None);
        return found is null ? null : failed.First(p => BodyIdentity.Parse(p.BodyId!) == found);
    }
}
