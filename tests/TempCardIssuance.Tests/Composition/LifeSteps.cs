using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Upkeep;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What is done with cards after their production.</summary>
internal static class LifeSteps
{
    public static async Task<TemporaryCard> DoAsync(this Workshop workshop, LifeRequest request) =>
        await (await workshop.Session.Life.PlanAsync(request, CancellationToken.None)).ActAsync(
            workshop, CancellationToken.None);

    /// <summary>Requests cards again, on their bodies or, with what became of these, on others.</summary>
    public static async Task AgainAsync(this Workshop workshop, string[] cards, string? newBody)
    {
        foreach (string card in cards)
        {
            await (await workshop.Session.Requests.AgainAsync(card, newBody, CancellationToken.None)).ActAsync(
                workshop, CancellationToken.None);
        }
    }

    public static async Task<UpkeepResult> UpkeepAsync(this Workshop workshop) =>
        await (await workshop.Session.Upkeep.PlanAsync(CancellationToken.None)).ActAsync(
            workshop, CancellationToken.None);

    public static async Task<CardHandOver[]> HandOversAsync(this Workshop workshop) =>
        await workshop.Session.Upkeep.FindHandOversAsync(new HandOverQuery(), CancellationToken.None).ToArrayAsync();

    /// <summary>The only certificate of a card that was made once.</summary>
    public static async Task<CardCertificate> CertificateAsync(this Workshop workshop, string card) => Assert.Single(
        Assert.Single(
            await workshop.Session.Store.GetProductionsAsync(card, CancellationToken.None)).Certificates);
}
