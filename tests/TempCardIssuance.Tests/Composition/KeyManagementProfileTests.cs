using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A certificate for a key in 9D on a curve, which can sign no request.</summary>
public sealed class KeyManagementProfileTests
{
    private const string Signature =
        "{ slot: 9C, key: ECCP256, authority: local, subject: 'CN=Temporary card {cardNumber}' }";

    private static (string, string) InKeyManagement(string key) => (
        Signature,
        Signature.Replace("9C", "9D", StringComparison.Ordinal).Replace("ECCP256", key, StringComparison.Ordinal));

    [Theory]
    [InlineData("ECCP256")]
    [InlineData("X25519")]
    public async Task The_local_authority_certifies_the_key_as_it_is(string key)
    {
        await using var workshop = new Workshop(replace: InKeyManagement(key));

        CardBatch batch = await workshop.IssueAsync(Request(await workshop.RequestAsync(1)));

        Assert.Equal("9D", Assert.Single(Assert.Single(batch.Productions).Certificates).Slot);
        Assert.Equal(1, batch.Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    [Theory]
    [InlineData("ECCP256")]
    [InlineData("X25519")]
    public async Task With_an_authority_that_wants_signed_requests_it_is_refused_when_it_is_planned(string key)
    {
        await using var workshop = new Workshop(replace: InKeyManagement(key));
        IssuanceRequest request = Request(await workshop.RequestAsync(1));
        IssuanceContext context = workshop.Session.Context with
        {
            Authorities = new FaultyAuthority(workshop.Session.Context.Authorities) { TakesPublicKeys = false },
        };

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => context.Planner().PlanAsync(request, workshop, CancellationToken.None));

        Assert.Equal((ErrorIds.ProfileNotSupported, "signature"), (error.ErrorId, error.Target));
    }

    [Theory]
    [InlineData("ED25519", "9D", "signs only")]
    [InlineData("X25519", "9C", "signs nothing")]
    public async Task A_key_that_the_slot_is_not_for_is_refused_when_it_is_planned(string key, string slot, string why)
    {
        await using var workshop = new Workshop(replace: (
            Signature,
            Signature.Replace("9C", slot, StringComparison.Ordinal).Replace("ECCP256", key, StringComparison.Ordinal)));
        IssuanceRequest request = Request(await workshop.RequestAsync(1));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => workshop.Session.Planner.PlanAsync(request, workshop, CancellationToken.None));

        Assert.Equal((ErrorIds.ProfileNotSupported, "signature"), (error.ErrorId, error.Target));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static IssuanceRequest Request(string[] cards) =>
        new() { CardNumbers = cards, Print = false, Certificates = ["signature"] };
}
