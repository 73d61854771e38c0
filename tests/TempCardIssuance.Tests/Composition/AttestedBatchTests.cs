using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
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
            string[] parts = proof.Detail!.Split(' ');
            using X509Certificate2 statement =
                X509CertificateLoader.LoadCertificate(Convert.FromBase64String(parts[2]));
            using X509Certificate2 signer = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(parts[3]));
            Assert.Equal(("signature", "9C", signer.Subject), (parts[0], parts[1], statement.Issuer));
        }

        await Invariants.CheckAsync(workshop);
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

    private static async Task<List<AuditEvent>> ProofsAsync(Workshop workshop) => await workshop.Session.Store
        .ReadAuditAsync(new AuditQuery { Kinds = [AuditKinds.KeyAttested] }, default).ToListAsync();

    private static IssuanceRequest Request(string[] cards, string station) =>
        new() { CardNumbers = cards, Print = false, Certificates = ["signature"], Stations = [station] };
}
