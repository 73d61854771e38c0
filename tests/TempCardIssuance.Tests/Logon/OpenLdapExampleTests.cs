using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Tests.Core.Certificates;

namespace TempCardIssuance.Tests.Logon;

/// <summary><c>examples/handover/openldap</c> against Debian's slapd, with the rights that its README gives.</summary>
public sealed class OpenLdapExampleTests
{
    /// <summary>With all that has to be quoted in one notation or the other.</summary>
    private static readonly X500DistinguishedName Issuer = new("CN=Karten ü, O=\"Muster, \"\"Meier\"\" AG\", C=CH");

    private const string Own = "X509:<I>CN=Other<SR>01";

    [ServerFact(LdapServer.Slapd, "/usr/bin/ldapmodify", "/usr/bin/python3")]
    public async Task Single_values_come_and_go_and_what_comes_twice_changes_nothing()
    {
        await using LdapServer server = await LdapServer.StartAsync("anna");
        var program = new HandOverProgram("openldap/openldap.py", server.Environment);
        await server.AddAsync("anna", Own);
        CardIdentityMapping first = Mapping("01AB");
        CardIdentityMapping second = Mapping("01AC");

        await program.TellAsync(Event("granted", first));
        await program.TellAsync(Event("extended", first));
        await program.TellAsync(Event("granted", second));
        Assert.Equal(
            new[] { Own, first.X509IssuerSerialNumber, second.X509IssuerSerialNumber }.Order(StringComparer.Ordinal),
            await server.MappingsAsync("anna"));
        await program.TellAsync(Event("endingSoon", second));
        await program.TellAsync(Event("revoked", first with { State = CertificateState.RevocationPending }));
        await program.TellAsync(Event("overdue", second));
        Assert.Equal(2, (await server.MappingsAsync("anna")).Length);
        await program.TellAsync(Event("ended", second));
        await program.TellAsync(Event("returned", second with { State = CertificateState.Revoked }));

        Assert.Equal([Own], await server.MappingsAsync("anna"));
    }

    [ServerFact(LdapServer.Slapd, "/usr/bin/ldapmodify", "/usr/bin/python3")]
    public async Task What_is_not_in_force_is_not_said_to_be()
    {
        await using LdapServer server = await LdapServer.StartAsync("anna");
        var program = new HandOverProgram("openldap/openldap.py", server.Environment);
        CardIdentityMapping mapping = Mapping("01AB");

        Assert.Equal(1, (await program.RunAsync(Event("granted", mapping, "nobody"))).ExitCode);
        Assert.Equal(1, (await program.RunAsync(Event("granted", mapping, "anna,ou=people"))).ExitCode);
        Assert.Equal(1, (await program.RunAsync(Event("granted", mapping with { Slot = "9D" }))).ExitCode);
        JsonObject late = Event("granted", mapping);
        late["until"] = "2001-01-01T00:00:00Z";
        Assert.Equal(0, (await program.RunAsync(late)).ExitCode);
        Assert.Equal(0, (await program.RunAsync(Event("returned", mapping, "nobody"))).ExitCode);
        Assert.Empty(await server.MappingsAsync("anna"));
    }

    private static CardIdentityMapping Mapping(string serial) =>
        CardIdentityMapping.Of(MappedCertificate.Make(Issuer, serial: serial));

    private static JsonObject Event(string what, CardIdentityMapping mapping, string holder = "anna") =>
        HandOverProgram.Event(what, holder, "T-00001", [mapping]);
}
