using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Tests.Core.Cards;

public sealed class CardTransitionsTests
{
    [Fact]
    public void Allows_exactly_the_table_of_the_design()
    {
        IEnumerable<string> allowed =
            from CardTransition transition in Enum.GetValues<CardTransition>()
            from CardState state in Enum.GetValues<CardState>()
            let target = CardTransitions.Target(transition, state)
            where target is not null
            select $"{state} {transition} {target}";
        Assert.Equal(
            [
                "Assigned Extend Assigned",
                "Assigned Lock Locked",
                "Assigned Reset Returned",
                "Assigned Revoke Revoked",
                "Expired Extend Assigned",
                "Expired Lock Locked",
                "Expired MakeAnew Requested",
                "Expired Reset Returned",
                "Expired Revoke Revoked",
                "Failed Cancel Requested",
                "Failed Release Requested",
                "Failed Repeat InProduction",
                "InProduction Cancel Requested",
                "InProduction Fail Failed",
                "InProduction Succeed Unassigned",
                "Locked MakeAnew Requested",
                "Locked Reset Returned",
                "Locked Revoke Revoked",
                "Requested Claim InProduction",
                "Requested MakeAnew Requested",
                "Requested Remove Aborted",
                "Returned MakeAgain Requested",
                "Returned MakeAnew Requested",
                "Returned Revoke Revoked",
                "Revoked MakeAnew Requested",
                "Revoked Reset Returned",
                "Unassigned Cancel Requested",
                "Unassigned Grant Assigned",
                "Unassigned Lock Locked",
                "Unassigned Repeat InProduction",
                "Unassigned Reset Returned",
                "Unassigned Revoke Revoked",
            ],
            allowed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Says_what_can_be_done_instead()
    {
        var card = new TemporaryCard
        {
            CardNumber = "T-1",
            State = CardState.Failed,
            BatchId = "B-000007",
            RequestedAt = DateTimeOffset.UnixEpoch,
            StateSince = DateTimeOffset.UnixEpoch,
        };
        TempCardException error =
            Assert.Throws<TempCardException>(() => CardTransitions.Apply(CardTransition.Claim, card));
        Assert.Equal(ErrorIds.CardStateInvalid, error.ErrorId);
        Assert.Contains("Failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("Repeat-CardProduction B-000007", error.Remedy?.ToString(), StringComparison.Ordinal);
    }
}
