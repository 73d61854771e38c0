using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What profiles ask for stands in the certificates, and nothing else.</summary>
public sealed class NamedCertificateTests
{
    private const string Sid = "S-1-5-21-1004336348-1177238915-682003330-512";
    private const string SecurityExtension = "1.3.6.1.4.1.311.25.2";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_column_of_a_request_goes_into_no_certificate_by_itself()
    {
        await using var workshop = new Workshop();

        using X509Certificate2 certificate = await IssueAsync(workshop);

        Assert.Empty(SubjectNames.Read(certificate.Extensions));
        Assert.Null(certificate.Extensions[SecurityExtension]);
    }

    [Fact]
    public async Task Names_policies_and_SID_are_those_of_the_profile()
    {
        await using Workshop workshop = Named(
            "names: { upn: '{upn}', uri: 'urn:uuid:{cardGuid}', principal: '{cardNumber}@EXAMPLE.ORG' }, sid: '{sid}', "
            + "policies: [2.16.840.1.101.3.2.1.48.11]");

        using X509Certificate2 certificate = await IssueAsync(workshop);

        CardBatch batch = (await workshop.Session.Store.GetBatchAsync("B-000001", withProductions: true, None))!;
        CertificateName[] expected =
        [
            new(NameKind.Upn, "pool7@example.org"),
            new(NameKind.Uri, $"urn:uuid:{batch.Productions[0].CardGuid:D}"),
            new(NameKind.Principal, "T-00001@EXAMPLE.ORG"),
        ];
        Assert.Equal(
            SubjectNames.Read([SubjectNames.Encode(expected)]).Order(StringComparer.Ordinal),
            SubjectNames.Read(certificate.Extensions).Order(StringComparer.Ordinal));
        Assert.NotNull(certificate.Extensions[SecurityExtension]);
        Assert.NotNull(certificate.Extensions["2.5.29.32"]);
    }

    /// <summary>Whoever passes a reader of doors must not learn who the card is for: 9E needs no PIN.</summary>
    [Theory]
    [InlineData("", false)]
    [InlineData("names: { uri: 'urn:uuid:{cardGuid}' }, ", true)]
    public async Task Names_are_in_the_certificate_of_card_authentication_only_where_they_are_asked_for(
        string keys, bool areAsked)
    {
        await using var workshop = new Workshop(
            replace: [
                ("certificates: [authentication]", "certificates: [authentication, door]"),
                ("{ slot: 9A, key: ECCP256,", "{ slot: 9A, key: ECCP256, names: { upn: '{upn}' }, sid: '{sid}',"),
                ("  signature:", $"  door: {{ slot: 9E, key: ECCP256, {keys}authority: local, subject: 'CN={{cardNumber}}' }}\n  signature:")]);
        using X509Certificate2 authentication = await IssueAsync(workshop);

        CardBatch batch = (await workshop.Session.Store.GetBatchAsync("B-000001", withProductions: true, None))!;
        using var door = X509Certificate2.CreateFromPem(
            batch.Productions[0].Certificates.Single(c => c.Slot == "9E").Pem);

        Assert.Single(SubjectNames.Read(authentication.Extensions));
        Assert.Equal(areAsked ? 1 : 0, SubjectNames.Read(door.Extensions).Count);
        Assert.Null(door.Extensions[SecurityExtension]);
    }

    [Theory]
    [InlineData("names: { upn: '{account}' }", ErrorIds.FieldMissing)]
    [InlineData("names: { email: '{upn} ' }", ErrorIds.SubjectInvalid)]
    [InlineData("names: { uri: '{cardNumber}' }", ErrorIds.SubjectInvalid)]
    [InlineData("names: { principal: '{cardNumber}' }", ErrorIds.SubjectInvalid)]
    [InlineData("sid: '{upn}'", ErrorIds.SubjectInvalid)]
    public async Task A_name_that_can_not_be_made_is_an_error_before_anything_is_claimed(string keys, string errorId)
    {
        await using Workshop workshop = Named(keys);
        await RequestAsync(workshop);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => workshop.IssueAsync(["T-00001"]));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Equal(CardState.Requested, await workshop.StateAsync("T-00001"));
    }

    [Fact]
    public async Task A_certificate_can_begin_later_or_longer_before()
    {
        await using Workshop later = Named("startDays: 2");
        using X509Certificate2 begins = await IssueAsync(later);
        Assert.InRange(
            begins.NotBefore.ToUniversalTime(), DateTime.UtcNow.AddDays(0.9), DateTime.UtcNow.AddDays(2.1));
        Assert.Equal(TimeSpan.Zero, begins.NotBefore.TimeOfDay);

        await using Workshop before = Named("backdateMinutes: 0");
        using X509Certificate2 now = await IssueAsync(before);
        CardBatch batch = (await before.Session.Store.GetBatchAsync("B-000001", withProductions: true, None))!;
        Assert.Equal(
            batch.Productions[0].StartedAt.ToUnixTimeSeconds(), new DateTimeOffset(now.NotBefore).ToUnixTimeSeconds());
    }

    private static Workshop Named(string keys) => new(replace: ("{ slot: 9A, key: ECCP256,", $"{{ slot: 9A, key: ECCP256, {keys},"));

    private static async Task<X509Certificate2> IssueAsync(Workshop workshop)
    {
        await RequestAsync(workshop);
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = ["T-00001"], Print = false });
        Assert.Equal(1, batch.Unassigned);
        await Invariants.CheckAsync(workshop);
        CardCertificate certificate = batch.Productions[0].Certificates.Single(c => c.Slot == "9A");
        return X509Certificate2.CreateFromPem(certificate.Pem);
    }

    private static Task RequestAsync(Workshop workshop) => workshop.Session.Intake.AddAsync(
        [
            new CardRequest
            {
                CardNumber = "T-00001",
                Fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["upn"] = "pool7@example.org",
                    ["sid"] = Sid,
                },
            },
        ],
        None);
}
