using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

public sealed class ConfigurationTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_configuration_is_valid_without_a_warning()
    {
        NewConfiguration made = Configurations.Create(_folder["new"], new ConfigurationTemplateOptions());

        ConfigurationReport report = Configurations.Check(made.ConfigurationFile);
        Assert.Empty(report.Problems);
        TempCardConfiguration read = report.Configuration!;
        VirtualStationSettings station = Assert.IsType<VirtualStationSettings>(read.Stations[0]);
        Assert.Equal(("training", 1000, "files"), (station.Name, station.Cards, station.Printer));
        Assert.Equal(["authentication", "signature"], read.Certificates.Keys);
        Assert.Equal(["authentication"], read.Issuance.Certificates);
        Assert.Null(read.Printers["files"].Layout);
        using SecretBytes master = Assert.IsType<PivSettings>(read.Card).Diversify!.Resolve();
        Assert.Equal(32, Convert.FromHexString(System.Text.Encoding.ASCII.GetString(master.Span)).Length);
    }

    [Fact]
    public void It_gives_every_file_that_it_made_and_secrets_are_the_owners_alone()
    {
        NewConfiguration made = Configurations.Create(_folder["new"], new ConfigurationTemplateOptions());

        Assert.Equal(
            Directory.EnumerateFiles(_folder["new"], "*", SearchOption.AllDirectories).Order(), made.Files.Order());
        Assert.Equal(4, made.Files.Count(f => Path.GetFileName(Path.GetDirectoryName(f)) == "secrets"));
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (string secret in Directory.EnumerateFiles(_folder["new/secrets"]))
            Assert.Equal(owner, File.GetUnixFileMode(secret));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["new/secrets"]));
    }

    [Fact]
    public void The_key_pair_for_reading_PINs_fits_the_certificate()
    {
        Configurations.Create(_folder.Path, new ConfigurationTemplateOptions());

        string password = File.ReadAllText(_folder["secrets/pin-reader.password"]).TrimEnd();
        using X509Certificate2 pair = X509CertificateLoader.LoadPkcs12FromFile(
            _folder["secrets/pin-reader.pfx"], password, X509KeyStorageFlags.EphemeralKeySet);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(
            _folder["pin-reader.cer.pem"]);
        Assert.True(pair.HasPrivateKey);
        Assert.Equal(certificate.Thumbprint, pair.Thumbprint);
        Assert.Contains(
            certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>(),
            e => e.EnhancedKeyUsages["1.3.6.1.4.1.311.80.1"] is not null);
    }

    [Fact]
    public void Where_a_recipient_is_given_no_key_pair_is_made()
    {
        string recipient = _folder.Write("it's.pem", "");

        NewConfiguration made = Configurations.Create(
            _folder["new"], new ConfigurationTemplateOptions { Recipients = [recipient] });

        Assert.Equal([recipient], Configurations.Load(made.ConfigurationFile).Seal.Recipients);
        Assert.DoesNotContain(made.Files, f => f.Contains("pin-reader", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recipient_that_is_not_there_is_refused_before_anything_is_made()
    {
        TempCardException error = Assert.Throws<TempCardException>(() => Configurations.Create(
            _folder["new"], new ConfigurationTemplateOptions { Recipients = [_folder["none.pem"]] }));

        Assert.Equal(ErrorIds.RecipientMissing, error.ErrorId);
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Fact]
    public void An_existing_configuration_is_not_overwritten()
    {
        string file = _folder.Write("tempcard.yaml", "mine");

        TempCardException error = Assert.Throws<TempCardException>(
            () => Configurations.Create(_folder.Path, new ConfigurationTemplateOptions()));

        Assert.Equal(ErrorIds.ConfigurationExists, error.ErrorId);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.False(Directory.Exists(_folder["secrets"]));
    }

    [Fact]
    public void Force_overwrites_the_configuration_and_keeps_every_secret()
    {
        Configurations.Create(_folder.Path, new ConfigurationTemplateOptions());
        Dictionary<string, string> before = Secrets();
        File.WriteAllText(_folder["tempcard.yaml"], "changed");

        NewConfiguration made = Configurations.Create(
            _folder.Path, new ConfigurationTemplateOptions { Force = true });

        Assert.Equal(before, Secrets());
        Assert.Equal([_folder["tempcard.yaml"], _folder["tempcard.schema.json"]], made.Files);
        Assert.Empty(Configurations.Check(made.ConfigurationFile).Problems);
    }

    private Dictionary<string, string> Secrets() =>
        Directory.EnumerateFiles(_folder["secrets"]).Append(_folder["pin-reader.cer.pem"])
            .ToDictionary(f => f, f => Convert.ToHexString(File.ReadAllBytes(f)), StringComparer.Ordinal);
}
