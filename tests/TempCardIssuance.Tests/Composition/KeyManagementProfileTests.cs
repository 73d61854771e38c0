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

    private static readonly (string, string) InKeyManagement =
        (Signature, Signature.Replace("9C", "9D", StringComparison.Ordinal));

    [Fact]
    public async Task The_local_authority_certifies_the_key_as_it_is()
    {
        await using var workshop = new Workshop(replace: InKeyManagement);

        CardBatch batch = await workshop.IssueAsync(Request(await workshop.RequestAsync(1)));

        Assert.Equal("9D", Assert.Single(Assert.Single(batch.Productions).Certificates).Slot);
        Assert.Equal(1, batch.Unassigned);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task With_an_authority_that_wants_signed_requests_it_is_refused_when_it_is_planned()
    {
        await using var workshop = new Workshop(replace: InKeyManagement);
        IssuanceRequest request = Request(await workshop.RequestAsync(1));
        IssuanceContext context = workshop.Session.Context with
        {
            Authorities = new FaultyAuthority(workshop.Session.Context.Authorities) { TakesPublicKeys = false },
        };

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => context.Planner().PlanAsync(request, workshop, CancellationToken.None));

        Assert.Equal((ErrorIds.ProfileNotSupported, "signature"), (error.ErrorId, error.Target));
    }

    private static IssuanceRequest Request(string[] cards) =>
        new() { CardNumbers = cards, Print = false, Certificates = ["signature"] };
}
