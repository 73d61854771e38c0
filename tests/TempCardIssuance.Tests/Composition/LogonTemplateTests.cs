using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A configuration for cards that log on to a directory works at once, and its certificates are fit for it.</summary>
public sealed class LogonTemplateTests
{
    private static readonly Uri List = new("http://pki.example.org/temporary-cards.crl");

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Its_certificates_have_what_directories_ask_for()
    {
        using var folder = new TemporaryFolder();
        string file = Configurations.Create(folder.Path, Logon(List)).ConfigurationFile;
        Assert.Empty(Configurations.Check(file).Problems);
        await using var session = IssuanceSession.Open(file);
        await session.Intake.NewAsync(2, "T-{0:00000}", new() { CardNumber = "" }, None);
        var silence = new Progress<IssuanceEvent>();

        var request = new IssuanceRequest { CardNumbers = ["T-00001", "T-00002"], Print = false };
        CardBatch batch = await session.Issuance.StartAsync(
            await session.Planner.PlanAsync(request, silence, None), silence, None);

        CardCertificate[] made = [.. batch.Productions.SelectMany(p => p.Certificates)];
        Assert.Equal(2, made.Select(c => c.Subject).Distinct(StringComparer.Ordinal).Count());
        using var certificate = X509Certificate2.CreateFromPem(made[0].Pem);
        Assert.Equal(2048, certificate.GetRSAPublicKey()!.KeySize);
        Assert.Equal(
            ["1.3.6.1.5.5.7.3.2", "1.3.6.1.4.1.311.20.2.2", "1.3.6.1.5.2.3.4"],
            certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages
                .Cast<Oid>().Select(usage => usage.Value));
        Assert.Single(SubjectNames.Read(certificate.Extensions));
        (_, string text) = await OpenSsl.RunAsync(
            "x509", "-in", Write(folder, made[0].Pem), "-noout", "-ext", "crlDistributionPoints");
        Assert.Contains(List.AbsoluteUri, text, StringComparison.Ordinal);
    }

    /// <summary>Kerberos of MIT knows a certificate by its subject alone.</summary>
    [Fact]
    public async Task No_two_tries_share_a_subject_in_any_batch()
    {
        using var folder = new TemporaryFolder();
        await using var session = IssuanceSession.Open(
            Configurations.Create(folder.Path, Logon(List)).ConfigurationFile);
        await session.Intake.NewAsync(1, "T-{0:00000}", new() { CardNumber = "" }, None);
        var silence = new Progress<IssuanceEvent>();
        for (int tries = 0; tries < 2; tries++)
        {
            var request = new IssuanceRequest { CardNumbers = ["T-00001"], Print = false };
            CardBatch batch = await session.Issuance.StartAsync(
                await session.Planner.PlanAsync(request, silence, None), silence, None);
            var again = new RepeatRequest { BatchId = batch.Id, CardNumbers = ["T-00001"], Reason = "test" };
            await session.Issuance.RepeatAsync(again, silence, None);
            await session.Closing.CancelAsync(new() { BatchId = batch.Id, Reason = "test" }, silence, None);
        }

        CardIdentityMapping[] made = await session.Mappings
            .OfAsync(session.Store.FindCardsAsync(new(), None), Enum.GetValues<CertificateState>(), None)
            .Where(mapping => mapping.Slot == "9A")
            .ToArrayAsync(None);
        Assert.Equal(4, made.Select(mapping => mapping.PkinitCertMatch).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("temporary-cards.crl")]
    [InlineData("file:///srv/pki/cards.crl")]
    public void Without_a_list_that_can_be_fetched_nothing_is_made(string? address)
    {
        using var folder = new TemporaryFolder();

        TempCardException error = Assert.Throws<TempCardException>(() => Configurations.Create(
            folder.Path, Logon(address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute))));

        Assert.Equal(ErrorIds.CrlUrlInvalid, error.ErrorId);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static ConfigurationTemplateOptions Logon(Uri? list) =>
        new() { Purpose = CardPurpose.Logon, CrlUrl = list };

    private static string Write(TemporaryFolder folder, string pem)
    {
        string file = folder["made.pem"];
        File.WriteAllText(file, pem);
        return file;
    }
}
