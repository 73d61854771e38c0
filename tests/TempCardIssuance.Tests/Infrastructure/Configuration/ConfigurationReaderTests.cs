using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Configuration;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

public sealed class ConfigurationReaderTests : IDisposable
{
    private const string Full = """
        version: 1
        store: { provider: sqlite, path: data/tempcard.db }
        issuance:
          pin: { length: 8, maxSequence: 2, minDistinct: 4, refuseCommon: false }
          puk: { length: 7 }
          certificates: [authentication, Signature]
          print: false
          validityDays: 30
          dualControl: true
        seal: { recipients: [helpdesk.pem, /etc/tempcard/other.pem] }
        card:
          driver: piv
          transport: { managementKey: env:BLANK_KEY, pin: default, puk: file:blank.puk }
          managementKey: { diversify: file:master.key }
          retryCounters: { pin: 5, puk: 4 }
        stations:
          - { name: desk-1, reader: 'ACS ACR39U*', feeder: manual, printer: Front-Desk }
          - { name: training, reader: virtual, cards: 50, timing: true, printer: files }
          - name: feeder-1
            reader: "Zebra 0"
            feeder: command
            commands: { load: [feed, --load], good: [feed, --out], reject: [feed, --bin], timeOutSeconds: 20 }
        printers:
          front-desk: { driver: ipp, uri: 'ipp://printer.example/ipp/print', layout: default, back: back.svg }
          files: { driver: file, path: faces/, layout: temp-card.svg }
        authorities:
          local:
            { type: local, path: ca/, password: env:CA, subject: 'CN=Cards, O=Example', crlUrl: 'http://x.example/a' }
          corporate: { type: est, url: 'https://ca.example/.well-known/est', credentials: env:EST_LOGIN }
        certificates:
          authentication: { slot: 9a, key: ECCP384, authority: Local, subject: 'CN={cardNumber}', validityDays: 7 }
          signature:
            slot: 9C
            key: rsa2048
            authority: corporate
            subject: CN=Temporary card {cardNumber}
            extendedKeyUsages: [1.3.6.1.5.5.7.3.4]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_key_is_read_and_paths_are_relative_to_the_file()
    {
        TempCardConfiguration read = ConfigurationReader.Load(_folder.Write("tempcard.yaml", Full));

        Assert.Equal(_folder["data/tempcard.db"], read.Store.Path);
        Assert.Equal((8, 2, 4, false), Parts(read.Issuance.Pin));
        Assert.Equal((7, 3, 3, true), Parts(read.Issuance.Puk));
        Assert.Equal(["authentication", "signature"], read.Issuance.Certificates);
        Assert.Equal((true, false, 30, true), (
            read.Issuance.Encode, read.Issuance.Print, read.Issuance.ValidityDays, read.Issuance.DualControl));
        Assert.Equal([_folder["helpdesk.pem"], "/etc/tempcard/other.pem"], read.Seal.Recipients);
        Assert.Equal(new SecretReference(SecretSource.Environment, "BLANK_KEY"), read.Card.Transport.ManagementKey);
        Assert.Null(read.Card.Transport.Pin);
        Assert.Equal(new SecretReference(SecretSource.File, _folder["blank.puk"]), read.Card.Transport.Puk);
        Assert.Equal(new SecretReference(SecretSource.File, _folder["master.key"]), read.Card.Diversify);
        Assert.Equal(new RetryCounterConfiguration(5, 4), read.Card.RetryCounters);
    }

    [Fact]
    public void Stations_and_printers_are_read()
    {
        TempCardConfiguration read = ConfigurationReader.Load(_folder.Write("tempcard.yaml", Full));

        StationConfiguration desk = read.Stations[0];
        Assert.Equal(
            ("desk-1", "ACS ACR39U*", FeederKind.Manual, "Front-Desk", 0, false),
            (desk.Name, desk.Reader, desk.Feeder, desk.Printer, desk.Cards, desk.Timing));
        Assert.Equal((true, 50, true), (read.Stations[1].IsVirtual, read.Stations[1].Cards, read.Stations[1].Timing));
        Assert.Equal(["feed", "--out"], read.Stations[2].Commands!.Good);
        Assert.Equal(TimeSpan.FromSeconds(20), read.Stations[2].Commands!.TimeOut);
        Assert.Equal(
            new PrinterConfiguration
            {
                Name = "front-desk",
                Driver = PrinterDriver.Ipp,
                Uri = new Uri("ipp://printer.example/ipp/print"),
                Back = _folder["back.svg"],
            },
            read.Printers["FRONT-DESK"]);
        Assert.Equal(_folder["temp-card.svg"], read.Printers["files"].Layout);
    }

    [Fact]
    public void Authorities_and_profiles_are_read()
    {
        TempCardConfiguration read = ConfigurationReader.Load(_folder.Write("tempcard.yaml", Full));

        AuthorityConfiguration local = read.Authorities["local"];
        Assert.Equal(
            (AuthorityType.Local, _folder["ca/"], "CN=Cards, O=Example"), (local.Type, local.Path, local.Subject));
        Assert.Equal(new Uri("http://x.example/a"), local.CrlUrl);
        Assert.Equal(new Uri("https://ca.example/.well-known/est"), read.Authorities["corporate"].Url);
        CertificateProfile authentication = read.Certificates["authentication"];
        Assert.Equal(("9A", KeyType.EccP384, 7), (
            authentication.Slot, authentication.KeyType, authentication.ValidityDays));
        CertificateProfile signature = read.Certificates["signature"];
        Assert.Equal(("9C", KeyType.Rsa2048, null), (signature.Slot, signature.KeyType, signature.ValidityDays));
        Assert.Equal("CN=Temporary card {cardNumber}", signature.Subject);
        Assert.Equal(["1.3.6.1.5.5.7.3.4"], signature.ExtendedKeyUsages);
    }

    [Fact]
    public void Cards_may_keep_their_management_key_and_be_known_by_their_GUID()
    {
        string yaml = Full.Replace(
            "managementKey: { diversify: file:master.key }",
            "managementKey: { keep: true }\n  identity: guid",
            StringComparison.Ordinal);

        TempCardConfiguration read = ConfigurationReader.Load(_folder.Write("tempcard.yaml", yaml));
        TempCardConfiguration again = ConfigurationReader.Load(
            _folder.Write("again.yaml", EffectiveConfiguration.ToYaml(read)));

        Assert.All([read, again], c => Assert.Equal(
            (true, null, CardIdentity.CardGuid), (c.Card.KeepManagementKey, c.Card.Diversify, c.Card.Identity)));
    }

    [Fact]
    public void The_effective_configuration_reads_back_as_itself()
    {
        string yaml = EffectiveConfiguration.ToYaml(
            ConfigurationReader.Load(_folder.Write("tempcard.yaml", Full)));
        string again = EffectiveConfiguration.ToYaml(
            ConfigurationReader.Load(_folder.Write("again.yaml", yaml)));

        Assert.Equal(yaml, again);
        Assert.Contains("maxSequence: 2", yaml, StringComparison.Ordinal);
        Assert.Contains($"diversify: file:{_folder["master.key"]}", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_missing_and_says_how_to_make_one()
    {
        var error = Assert.Throws<TempCardException>(() => ConfigurationReader.Load(_folder["none.yaml"]));

        Assert.Equal(ErrorIds.ConfigurationMissing, error.ErrorId);
        Assert.Contains("New-CardIssuanceConfiguration", error.Remedy?.ToString(), StringComparison.Ordinal);
    }

    private static (int Length, int MaxSequence, int MinDistinct, bool RefuseCommon) Parts(
        TempCardIssuance.Core.Pins.PinPolicy policy) =>
        (policy.Length, policy.MaxSequence, policy.MinDistinct, policy.RefuseCommon);
}
