using System.Globalization;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Operations.Production;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>The operations on cards after their production.</summary>
internal sealed partial class ModelRun
{
    private async Task<bool> GrantAsync(ModelProcess process, ModelStep step)
    {
        string number = One(step, c => _model.WhyNotLocked(c.Number) is null && c.State == CardState.Unassigned);
        string holder = string.Create(CultureInfo.InvariantCulture, $"holder-{step.Count}");
        return await LendAsync(
            process,
            new GrantRequest { CardNumber = number, Holder = holder, Days = step.Stations },
            holder,
            _model.WhyNotGranted(number, holder));
    }

    private async Task<bool> ExtendAsync(ModelProcess process, ModelStep step)
    {
        string number = One(step, c => c.State == CardState.Assigned);
        return await LendAsync(
            process,
            new ExtendRequest { CardNumber = number, Days = step.Stations },
            _model.Cards.GetValueOrDefault(number)?.Holder,
            _model.WhyNotExtended(number));
    }

    private async Task<bool> LendAsync(ModelProcess process, LifeRequest request, string? holder, string? error)
    {
        if (!await process.TryAsync(p => ChangeAsync(p, process, request), error))
            return false;
        TemporaryCard card = (await Store.GetCardAsync(request.CardNumber, default))!;
        Assert.Equal(CardState.Assigned, card.State);
        _model.Lend(card.CardNumber, holder!, card.EndsAt!.Value);
        return true;
    }

    private async Task<bool> EndLifeAsync(ModelProcess process, ModelStep step)
    {
        string number = One(step, c => c.EndsAt is not null || c.State is CardState.Locked or CardState.Returned);
        (LifeRequest request, string? error, CardState state) = step.Kind switch
        {
            StepKind.Lock => (
                (LifeRequest)new LockRequest { CardNumber = number }, _model.WhyNotLocked(number), CardState.Locked),
            StepKind.TakeBack => (
                new TakeBackRequest { CardNumber = number, NotSeen = "model" },
                _model.WhyNotTakenBack(number),
                CardState.Returned),
            _ => (
                new RevokeRequest { CardNumber = number, Reason = RevokeReason.Lost },
                _model.WhyNotRevoked(number),
                CardState.Revoked),
        };
        if (!await process.TryAsync(p => ChangeAsync(p, process, request), error))
            return false;
        _model.EndLife(number, state);
        return true;
    }

    private async Task<bool> RequestAgainAsync(ModelProcess process, ModelStep step)
    {
        bool isAnew = step.Kind == StepKind.MakeAnew;
        string number = One(
            step, c => (isAnew ? _model.WhyNotMadeAnew(c.Number) : _model.WhyNotMadeAgain(c.Number)) is null);
        string? error = isAnew ? _model.WhyNotMadeAnew(number) : _model.WhyNotMadeAgain(number);
        string? body = null;
        if (!await process.TryAsync(
            async p =>
            {
                CardsAgain again = p.Again();
                AgainPlan plan = await again.PlanAsync(number, isAnew ? "model" : null, default);
                body = plan.BodyId;
                await again.ApplyAsync(plan, process);
            },
            error))
        {
            return false;
        }

        Assert.Equal(isAnew, body is null);
        _model.MakeAgain(number, body);
        return true;
    }

    private string One(ModelStep step, Func<ModelCard, bool> isLegal) => Cards(step with { Count = 0 }, isLegal)[0];

    private static async Task ChangeAsync(
        IssuanceContext context, IProgress<IssuanceEvent> progress, LifeRequest request)
    {
        CardLife life = context.Life();
        await life.ApplyAsync(await life.PlanAsync(request, default), progress);
    }
}
