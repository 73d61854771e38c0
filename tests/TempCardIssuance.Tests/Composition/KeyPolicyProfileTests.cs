using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Profiles that say what a card asks for before it uses a key.</summary>
public sealed class KeyPolicyProfileTests
{
    private const string Old = "- { name: desk-1, reader: virtual, cards: 10, printer: files, card: { version: 5.2.7 } }";

    private static readonly (string, string) WithPolicies = (
        "{ slot: 9C, key: ECCP256,", "{ slot: 9C, key: ECCP256, pinPolicy: once, touchPolicy: always,");

    [Fact]
    public async Task An_operator_is_told_of_each_touch()
    {
        await using var workshop = new Workshop(replace: WithPolicies);

        CardBatch batch = await workshop.IssueAsync(Request(await workshop.RequestAsync(2)));

        Assert.Equal(2, batch.Unassigned);
        CertificateProfile profile = workshop.Session.Context.Settings.Profiles["signature"];
        Assert.Equal((PinUse.Once, TouchPolicy.Always), (profile.PinPolicy, profile.TouchPolicy));
        // For the request, and to prove the key.
        Assert.Equal(2 * 2, workshop.Events<OperatorWanted>().Count());
    }

    [Fact]
    public async Task Cards_without_policies_fail_and_stay_blank()
    {
        await using var workshop = new Workshop(Old, WithPolicies);

        CardBatch batch = await workshop.IssueAsync(Request(await workshop.RequestAsync(1)));

        Assert.Equal(ErrorIds.ProfileNotSupported, Assert.Single(batch.Productions).ErrorId);
        Assert.Empty(batch.Productions[0].Certificates);
    }

    private static IssuanceRequest Request(string[] cards) =>
        new() { CardNumbers = cards, Print = false, Certificates = ["signature"] };
}
