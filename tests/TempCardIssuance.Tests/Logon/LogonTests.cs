using System.Text.Json.Nodes;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Composition;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Logon;

/// <summary>
/// Cards of stock, made over pcscd, log on to what organisations have: Kerberos, SSH and web servers as Debian ships
/// them, with nothing of ours between.
/// </summary>
[Collection(PcscdCollection.Name)]
public sealed class LogonTests(PcscdFixture pcscd, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Holder = "anna";

    private static CancellationToken None => CancellationToken.None;

    private VirtualSlot Slot => pcscd.Slots[0];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [CardServerFact(
        KerberosRealm.Kdc, "/usr/sbin/kadmin.local", "/usr/bin/kinit", "/usr/bin/python3", Tool.OpenScModule)]
    public async Task A_card_gets_tickets_from_its_grant_until_it_is_taken_back()
    {
        await using Workshop workshop = NewWorkshop();
        (string card, string pin) = await MakeAsync(workshop);
        await using KerberosRealm realm = await RealmAsync(workshop);
        var program = new HandOverProgram("mit-kdc/mit-kdc.py", realm.Environment);

        await RefusedAsync(realm, pin, "Client name mismatch");

        await DoAsync(workshop, new GrantRequest { CardNumber = card, Holder = Holder });
        await program.TellAsync(await EventAsync(workshop, "granted", card));
        (int exitCode, string said) = await realm.KinitAsync(Holder, pin);
        Assert.True(exitCode == 0, said + realm.Log);
        Assert.Contains("krbtgt/EXAMPLE.ORG@EXAMPLE.ORG", await realm.TicketsAsync(), StringComparison.Ordinal);

        // Without the list that revokes it, so that it is the mapping which is missed.
        JsonObject returned = await EventAsync(workshop, "returned", card);
        await DoAsync(workshop, new TakeBackRequest { CardNumber = card, NotSeen = "test" });
        await program.TellAsync(returned);
        await RefusedAsync(realm, pin, "Client name mismatch");
    }

    [CardServerFact(
        KerberosRealm.Kdc, "/usr/sbin/kadmin.local", "/usr/bin/kinit", "/usr/bin/python3", Tool.OpenScModule)]
    public async Task A_lost_card_gets_none_although_its_mapping_is_still_there()
    {
        await using Workshop workshop = NewWorkshop();
        (string card, string pin) = await MakeAsync(workshop);
        await using KerberosRealm realm = await RealmAsync(workshop);
        await DoAsync(workshop, new GrantRequest { CardNumber = card, Holder = Holder });
        await new HandOverProgram("mit-kdc/mit-kdc.py", realm.Environment)
            .TellAsync(await EventAsync(workshop, "granted", card));
        Assert.Equal(0, (await realm.KinitAsync(Holder, pin)).ExitCode);

        await DoAsync(workshop, new RevokeRequest { CardNumber = card, Reason = RevokeReason.Lost });
        await realm.RestartAsync();

        await RefusedAsync(realm, pin, "Revoked certificate");
        Assert.Contains("pkinit_cert_match: &&", await realm.StringsAsync(Holder), StringComparison.Ordinal);
    }

    [CardServerFact(SshServer.Sshd, "/usr/bin/ssh", "/usr/bin/python3", Tool.OpenScModule)]
    public async Task A_card_opens_a_shell_while_its_key_is_authorized()
    {
        await using Workshop workshop = NewWorkshop();
        (string card, string pin) = await MakeAsync(workshop);
        await using SshServer server = await SshServer.StartAsync();
        CardIdentityMapping logon =
            (await workshop.Session.Mappings.OfAsync(card, [], None)).Single(m => m.Slot == "9A");

        Assert.NotEqual(0, (await server.RunAsync(pin, "echo it works")).ExitCode);
        server.Authorize($"{logon.OpenSshKey} {card}");
        (int exitCode, string said) = await server.RunAsync(pin, "echo it works");
        Assert.True(exitCode == 0, said);
        Assert.Contains("it works", said, StringComparison.Ordinal);
        server.Authorize();
        Assert.NotEqual(0, (await server.RunAsync(pin, "echo it works")).ExitCode);
    }

    [CardServerFact(NginxServer.Nginx, NginxServer.Engine, "/usr/bin/curl", Tool.OpenScModule)]
    public async Task A_card_is_let_in_by_a_web_server_until_that_has_read_its_revocation()
    {
        await using Workshop workshop = NewWorkshop();
        (string card, string pin) = await MakeAsync(workshop);
        await using NginxServer server = await NginxServer.StartAsync(Anchor(workshop), List(workshop));

        Assert.Equal("200", await server.StatusAsync(pin));
        await DoAsync(workshop, new RevokeRequest { CardNumber = card, Reason = RevokeReason.Stolen });
        Assert.Equal("200", await server.StatusAsync(pin));
        await server.ReloadAsync();
        // The old workers answer until the new ones have begun.
        string status;
        do
            status = await server.StatusAsync(pin);
        while (status == "200" && !TestContext.Current.CancellationToken.IsCancellationRequested);
        Assert.Equal("400", status);
    }

    private Workshop NewWorkshop() => new(
        new ConfigurationTemplateOptions
        {
            Purpose = CardPurpose.Logon,
            CrlUrl = new Uri("http://pki.example.org/temporary-cards.crl"),
        },
        ReaderAttendant.Stations([Slot]));

    /// <summary>A card of stock from a completed batch, left in the reader, and its PIN out of its seal.</summary>
    private async Task<(string CardNumber, string Pin)> MakeAsync(Workshop workshop)
    {
        VirtualPivCard body = PcscdFixture.NewBlank();
        workshop.Watcher = new ReaderAttendant([Slot], _ => body).Attend;
        string[] numbers = await workshop.RequestAsync(1);
        CardBatch batch = await workshop.IssueAsync(new IssuanceRequest { CardNumbers = numbers, Print = false });
        CardProduction production = Assert.Single(batch.Productions);
        Assert.True(production.State == ProductionState.Succeeded, production.ErrorId);
        using var reader = new PinReader(workshop.Folder);
        string pin = reader.Read(production).Pin;
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        await PcscdFixture.RemoveAsync(Slot);
        await PcscdFixture.InsertAsync(Slot, body);
        return (numbers[0], pin);
    }

    private static Task<KerberosRealm> RealmAsync(Workshop workshop) =>
        KerberosRealm.StartAsync(Anchor(workshop), List(workshop), Holder);

    private async Task RefusedAsync(KerberosRealm realm, string pin, string why)
    {
        (int exitCode, string said) = await realm.KinitAsync(Holder, pin);
        output.WriteLine(said);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(why, said, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> EventAsync(Workshop workshop, string what, string card) =>
        HandOverProgram.Event(what, Holder, card, await workshop.Session.Mappings.OfAsync(card, [], None));

    private static async Task DoAsync(Workshop workshop, LifeRequest request) =>
        await (await workshop.Session.Life.PlanAsync(request, None)).ActAsync(workshop, None);

    private static string Anchor(Workshop workshop) => Path.Combine(workshop.Folder, "ca", "ca.crt");

    private static string List(Workshop workshop) => Path.Combine(workshop.Folder, "ca", "crl.pem");
}
