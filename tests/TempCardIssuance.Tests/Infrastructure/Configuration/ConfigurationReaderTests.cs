using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Infrastructure.Authorities.Local;
using TempCardIssuance.Infrastructure.Storage.Sqlite;
using TempCardIssuance.Printing.Ipp;

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
          corporate: { type: local, path: corporate/, password: file:corporate.password }
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
        TempCardConfiguration read = Configurations.Load(_folder.Write("tempcard.yaml", Full));

        Assert.Equal(_folder["data/tempcard.db"], Assert.IsType<SqliteSettings>(read.Store).Path);
        Assert.Equal((8, 2, 4, false), Parts(read.Issuance.Pin));
        Assert.Equal((7, 3, 3, true), Parts(read.Issuance.Puk));
        Assert.Equal(["authentication", "signature"], read.Issuance.Certificates);
        Assert.Equal((true, false, 30, true), (
            read.Issuance.Encode, read.Issuance.Print, read.Issuance.ValidityDays, read.Issuance.DualControl));
        Assert.Equal([_folder["helpdesk.pem"], "/etc/tempcard/other.pem"], read.Seal.Recipients);
        PivSettings card = Assert.IsType<PivSettings>(read.Card);
        Assert.Equal(new SecretReference(SecretSource.Environment, "BLANK_KEY"), card.Transport.ManagementKey);
        Assert.Null(card.Transport.Pin);
        Assert.Equal(new SecretReference(SecretSource.File, _folder["blank.puk"]), card.Transport.Puk);
        Assert.Equal(new SecretReference(SecretSource.File, _folder["master.key"]), card.Diversify);
        Assert.Equal(new RetryCounters(5, 4), card.RetryCounters);
    }

    [Fact]
    public void Stations_and_printers_are_read()
    {
        TempCardConfiguration read = Configurations.Load(_folder.Write("tempcard.yaml", Full));

        PcscStationSettings desk = Assert.IsType<PcscStationSettings>(read.Stations[0]);
        Assert.Equal(
            ("desk-1", "ACS ACR39U*", "manual", "Front-Desk", null),
            (desk.Name, desk.Reader, desk.Feeder, desk.Printer, desk.Commands));
        VirtualStationSettings training = Assert.IsType<VirtualStationSettings>(read.Stations[1]);
        Assert.Equal(("virtual", 50, true), (training.Reader, training.Cards, training.Timing));
        FeederCommands commands = Assert.IsType<PcscStationSettings>(read.Stations[2]).Commands!;
        Assert.Equal(["feed", "--out"], commands.EjectGood);
        Assert.Equal(TimeSpan.FromSeconds(20), commands.Timeout);
        Assert.Equal(
            new IppPrinterSettings
            {
                Name = "front-desk",
                Uri = new Uri("ipp://printer.example/ipp/print"),
                Back = _folder["back.svg"],
            },
            read.Printers["FRONT-DESK"]);
        Assert.Equal(_folder["temp-card.svg"], read.Printers["files"].Layout);
    }

    [Fact]
    public void Authorities_and_profiles_are_read()
    {
        TempCardConfiguration read = Configurations.Load(_folder.Write("tempcard.yaml", Full));

        LocalAuthoritySettings local = Assert.IsType<LocalAuthoritySettings>(read.Authorities["local"]);
        Assert.Equal(("local", _folder["ca/"], "CN=Cards, O=Example"), (local.Type, local.Path, local.Subject));
        Assert.Equal(new Uri("http://x.example/a"), local.CrlUrl);
        LocalAuthoritySettings corporate = Assert.IsType<LocalAuthoritySettings>(read.Authorities["corporate"]);
        Assert.Equal(("CN=TempCardIssuance local authority", null), (corporate.Subject, corporate.CrlUrl));
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

        TempCardConfiguration read = Configurations.Load(_folder.Write("tempcard.yaml", yaml));
        TempCardConfiguration again = Configurations.Load(
            _folder.Write("again.yaml", Configurations.ToYaml(read)));

        Assert.All([read.Card, again.Card], card =>
        {
            PivSettings piv = Assert.IsType<PivSettings>(card);
            Assert.Equal(
                (true, null, CardIdentity.CardGuid), (piv.KeepManagementKey, piv.Diversify, piv.Identity));
        });
    }

    [Fact]
    public void The_effective_configuration_reads_back_as_itself()
    {
        string yaml = Configurations.ToYaml(
            Configurations.Load(_folder.Write("tempcard.yaml", Full)));
        string again = Configurations.ToYaml(
            Configurations.Load(_folder.Write("again.yaml", yaml)));

        Assert.Equal(yaml, again);
        Assert.Contains("maxSequence: 2", yaml, StringComparison.Ordinal);
        Assert.Contains($"diversify: file:{_folder["master.key"]}", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_missing_and_says_how_to_make_one()
    {
        TempCardException error = Assert.Throws<TempCardException>(() => Configurations.Load(_folder["none.yaml"]));

        Assert.Equal(ErrorIds.ConfigurationMissing, error.ErrorId);
        Assert.Contains("New-CardIssuanceConfiguration", error.Remedy?.ToString(), StringComparison.Ordinal);
    }

    private static (int Length, int MaxSequence, int MinDistinct, bool RefuseCommon) Parts(
        TempCardIssuance.Core.Pins.PinPolicy policy) =>
        (policy.Length, policy.MaxSequence, policy.MinDistinct, policy.RefuseCommon);
}
