using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Batches whose cards have to prove that they made their keys themselves.</summary>
public sealed class AttestedBatchTests
{
    private const string Stations =
        """
        - { name: desk-1, reader: virtual, cards: 10, printer: files, card: { attestationRoot: maker.pem } }
          - { name: desk-2, reader: virtual, cards: 10, printer: files, card: { attestationRoot: other.pem } }
        """;

    private static readonly (string, string) Required =
        ("{ slot: 9C, key: ECCP256,", "{ slot: 9C, key: ECCP256, attest: required,");

    private static readonly (string, string) Makers = ("card:\n", "card:\n  attestationRoots: [maker.pem]\n");

    [Fact]
    public async Task Each_proof_is_verified_and_kept()
    {
        await using var workshop = new Workshop(Stations, Required, Makers);

        CardBatch batch = await workshop.IssueAsync(Request(await workshop.RequestAsync(3), "desk-1"));

        Assert.Equal(3, batch.Unassigned);
        List<AuditEvent> proofs = await ProofsAsync(workshop);
        Assert.Equal(
            batch.Productions.Select(p => p.Id).Order(StringComparer.Ordinal),
            proofs.Select(e => e.ProductionId).Order(StringComparer.Ordinal));
        foreach (AuditEvent proof in proofs)
        {
            CardCertificate certificate = Assert.Single(
                batch.Productions.Single(p => p.Id == proof.ProductionId).Certificates);
            X509Certificate2Collection told = [];
            told.ImportFromPem(certificate.Attestation);
            Assert.Equal(
                $"signature 9C sha256 {Convert.ToHexStringLower(SHA256.HashData(told[0].RawData))}", proof.Detail);
            using var issued = X509Certificate2.CreateFromPem(certificate.Pem);
            Assert.Equal(
                issued.PublicKey.ExportSubjectPublicKeyInfo(), told[0].PublicKey.ExportSubjectPublicKeyInfo());
            Assert.Equal(told[1].Subject, told[0].Issuer);
        }

        await Invariants.CheckAsync(workshop);
    }

    [Theory]
    [InlineData("attestation = NULL")]
    [InlineData("attestation = pem_of_another")]
    [InlineData("attestation = 'nothing'")]
    public async Task A_proof_that_was_changed_in_the_store_does_not_agree_with_the_trail(string change)
    {
        await using var workshop = new Workshop(Stations, Required, Makers);
        CardBatch batch = await workshop.IssueAsync(Request(await workshop.RequestAsync(2), "desk-1"));
        Assert.True((await VerifyAsync(workshop)).IsAgreed);
        string other = batch.Productions[1].Certificates.Single().Attestation!;
        change = change.Replace("pem_of_another", $"'{other}'", StringComparison.Ordinal);

        await using (var connection = new SqliteConnection(
            $"Data Source={Path.Combine(workshop.Folder, "tempcard.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"UPDATE certificates SET {change} WHERE production_id = '{batch.Productions[0].Id}'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        AuditDisagreement told = Assert.Single((await VerifyAsync(workshop)).Disagreements);
        Assert.Equal(
            (AuditSubject.Certificate, batch.Productions[0].Certificates.Single().SerialNumber), (told.Subject, told.Id));
    }

    [Fact]
    public async Task A_card_of_another_maker_is_refused()
    {
        await using var workshop = new Workshop(Stations, Required, Makers);

        string[] cards = await workshop.RequestAsync(2);
        CardBatch good = await workshop.IssueAsync(Request(cards[..1], "desk-1"));

        CardBatch batch = await workshop.IssueAsync(Request(cards[1..], "desk-2"));

        Assert.Equal(ErrorIds.AttestationFailed, Assert.Single(batch.Productions).ErrorId);
        Assert.Equal(good.Productions[0].Id, Assert.Single(await ProofsAsync(workshop)).ProductionId);
        await Invariants.CheckAsync(workshop);
    }

    /// <summary>The certificate for the other key of that card was issued before it lied.</summary>
    [Fact]
    public async Task One_card_that_lies_is_refused_and_its_certificate_revoked()
    {
        await using var workshop = new Workshop(Stations, Required, Makers);
        IssuanceContext context = workshop.Session.Context with
        {
            Stations = new LyingCardStation(Path.Combine(workshop.Folder, "maker.pem"), liar: 2),
        };
        IssuanceRequest request = Request(await workshop.RequestAsync(3), "desk-1") with
        {
            Certificates = ["authentication", "signature"],
        };
        IssuancePlan plan = await context.Planner().PlanAsync(request, workshop, default);

        CardBatch batch = await new BatchIssuance(context).StartAsync(plan, workshop, default);

        Assert.Equal(2, batch.Unassigned);
        CardProduction refused = Assert.Single(batch.Productions, p => p.State == ProductionState.Failed);
        Assert.Equal(ErrorIds.AttestationFailed, refused.ErrorId);
        Assert.Contains("its statement is for another key", refused.Message, StringComparison.Ordinal);
        batch = (await workshop.Session.Store.GetBatchAsync(batch.Id, withProductions: true, default))!;
        Assert.Equal(
            [("authentication", CertificateState.Revoked, false)],
            batch.Productions.Single(p => p.Id == refused.Id).Certificates.Select(c => (c.Profile, c.State, c.IsAttested)));
        Assert.Equal(2, (await ProofsAsync(workshop)).Count);

        string file = Path.Combine(workshop.Folder, "report.html");
        await workshop.Session.Reports.WriteAsync(new ReportRequest(batch.Id, file), default);
        string html = await File.ReadAllTextAsync(file);
        Assert.Equal(2, Regex.Count(html, "Made on the card", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("its statement is for another key", html, StringComparison.Ordinal);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Without_makers_the_configuration_is_refused()
    {
        await using var workshop = new Workshop(replace: Makers);
        string file = Path.Combine(workshop.Folder, "other.yaml");
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(workshop.ConfigurationFile))
                .Replace(Required.Item1, Required.Item2, StringComparison.Ordinal)
                .Replace("  attestationRoots: [maker.pem]\n", "", StringComparison.Ordinal));

        ConfigurationReport report = Configurations.Check(file);

        ConfigurationProblem problem =
            Assert.Single(report.Problems, p => p.Severity == ConfigurationSeverity.Error);
        Assert.Equal("certificates.signature.attest", problem.Path);
    }

    private static Task<AuditReport> VerifyAsync(Workshop workshop) =>
        new AuditTrail(workshop.Session.Store).VerifyAsync(CancellationToken.None);

    private static async Task<List<AuditEvent>> ProofsAsync(Workshop workshop) => await workshop.Session.Store
        .ReadAuditAsync(new AuditQuery { Kinds = [AuditKinds.KeyAttested] }, default).ToListAsync();

    private static IssuanceRequest Request(string[] cards, string station) =>
        new() { CardNumbers = cards, Print = false, Certificates = ["signature"], Stations = [station] };
}
