using System.Text.Json.Nodes;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Tests.Core.Certificates;

namespace TempCardIssuance.Tests.Logon;

/// <summary><c>examples/handover/mit-kdc</c> against a real database of principals.</summary>
public sealed class MitKdcExampleTests
{
    private const string First = "&&<ISSUER>^DC=com,DC=contoso,CN=CONTOSO-DC-CA$<SUBJECT>^CN=Card T-1 B-1-1$";

    [ServerFact(KerberosRealm.Kdc, "/usr/sbin/kadmin.local", "/usr/bin/python3")]
    public async Task Rules_come_and_go_with_cards_and_what_comes_twice_changes_nothing()
    {
        await using KerberosRealm realm = await KerberosRealm.StartAsync(null, null, "anna");
        HandOverProgram program = ProgramOf(realm);

        await program.TellAsync(Event("granted", "T-1"));
        Assert.Equal($"pkinit_cert_match: {First}\ntempcard-T-1: {First}", await SortedAsync(realm));
        await program.TellAsync(Event("extended", "T-1"));
        await program.TellAsync(Event("granted", "T-2"));
        Assert.Contains(
            "pkinit_cert_match: &&<ISSUER>^DC=com,DC=contoso,CN=CONTOSO-DC-CA$"
            + "<SUBJECT>^(CN=Card T-1 B-1-1|CN=Card T-2 B-1-1)$\n",
            await SortedAsync(realm),
            StringComparison.Ordinal);
        await program.TellAsync(Event("endingSoon", "T-2"));
        await program.TellAsync(Event("locked", "T-2"));
        Assert.Equal($"pkinit_cert_match: {First}\ntempcard-T-1: {First}", await SortedAsync(realm));
        await program.TellAsync(Event("overdue", "T-1"));
        await program.TellAsync(Event("ended", "T-1"));
        await program.TellAsync(Event("returned", "T-1"));
        Assert.DoesNotContain("<SUBJECT>", await SortedAsync(realm), StringComparison.Ordinal);
    }

    [ServerFact(KerberosRealm.Kdc, "/usr/sbin/kadmin.local", "/usr/bin/python3")]
    public async Task A_grant_that_comes_after_its_end_takes_away()
    {
        await using KerberosRealm realm = await KerberosRealm.StartAsync(null, null, "anna");
        JsonObject late = Event("granted", "T-1");
        await ProgramOf(realm).TellAsync(late);
        late["until"] = "2001-01-01T00:00:00Z";

        await ProgramOf(realm).TellAsync(late);

        Assert.DoesNotContain("<SUBJECT>", await SortedAsync(realm), StringComparison.Ordinal);
    }

    [ServerFact(KerberosRealm.Kdc, "/usr/sbin/kadmin.local", "/usr/bin/python3")]
    public async Task What_is_not_in_force_is_not_said_to_be()
    {
        await using KerberosRealm realm = await KerberosRealm.StartAsync(null, null, "anna/admin", "anna");
        HandOverProgram program = ProgramOf(realm);

        Assert.Equal(1, (await program.RunAsync(Event("granted", "T-1", "nobody"))).ExitCode);
        Assert.Equal(1, (await program.RunAsync(Event("granted", "T-1", "anna/admin"))).ExitCode);
        Assert.Equal(1, (await program.RunAsync(Event("granted", "T-1", "-x"))).ExitCode);
        JsonObject none = Event("granted", "T-1");
        none["certificates"] = new JsonArray();
        Assert.Equal(1, (await program.RunAsync(none)).ExitCode);
        JsonObject later = Event("granted", "T-1");
        later["schema"] = 2;
        Assert.Equal(1, (await program.RunAsync(later)).ExitCode);
        Assert.Equal(1, (await program.RunAsync(JsonValue.Create("no event"))).ExitCode);
        Assert.Equal(0, (await program.RunAsync(Event("returned", "T-1", "nobody"))).ExitCode);
        Assert.DoesNotContain("<SUBJECT>", await realm.StringsAsync("anna/admin"), StringComparison.Ordinal);
    }

    /// <summary>Two desks at once, for one holder: neither loses the other's.</summary>
    [ServerFact(KerberosRealm.Kdc, "/usr/sbin/kadmin.local", "/usr/bin/python3")]
    public async Task Two_cards_of_one_holder_at_the_same_time_are_both_there()
    {
        await using KerberosRealm realm = await KerberosRealm.StartAsync(null, null, "anna");
        HandOverProgram program = ProgramOf(realm);

        await Task.WhenAll(Enumerable.Range(1, 4).Select(n => program.TellAsync(Event("granted", $"T-{n}"))));

        string strings = await SortedAsync(realm);
        Assert.Contains(
            "^(CN=Card T-1 B-1-1|CN=Card T-2 B-1-1|CN=Card T-3 B-1-1|CN=Card T-4 B-1-1)$",
            strings,
            StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(2, 3).Select(n => program.TellAsync(Event("revoked", $"T-{n}"))));
        Assert.Equal($"pkinit_cert_match: {First}\ntempcard-T-1: {First}", await SortedAsync(realm));
    }

    private static HandOverProgram ProgramOf(KerberosRealm realm) => new("mit-kdc/mit-kdc.py", realm.Environment);

    private static JsonObject Event(string what, string card, string holder = "anna") => HandOverProgram.Event(
        what,
        holder,
        card,
        [
            CardIdentityMapping.Of(MappedCertificate.Make(
                MappedCertificate.Contoso, new($"CN=Card {card} B-1-1")) with { CardNumber = card }),
        ]);

    private static async Task<string> SortedAsync(KerberosRealm realm)
    {
        string strings = await realm.StringsAsync("anna");
        return string.Join(
            '\n', strings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
