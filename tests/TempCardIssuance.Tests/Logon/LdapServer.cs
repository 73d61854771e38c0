using System.Globalization;
using System.Text;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.Logon;

/// <summary>Debian's slapd with people, and an account that may write mappings and nothing else.</summary>
internal sealed class LdapServer : IAsyncDisposable
{
    public const string Slapd = "/usr/sbin/slapd";
    private const string Base = "dc=example,dc=org";
    private const string Attribute = "altSecurityIdentities";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private Daemon? _slapd;

    private LdapServer() => Environment = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["TEMPCARD_DN"] = $"uid={{holder}},ou=people,{Base}",
        ["TEMPCARD_LDAP"] = $"-H {Address} -x -D cn=tempcard,{Base} -y {_folder["password"]}",
        // The program of the system's own settings have no say.
        ["LDAPNOINIT"] = "1",
    };

    /// <summary>With it the example finds this server.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"ldap://127.0.0.1:{_port}");

    /// <param name="people">Their user ids.</param>
    public static async Task<LdapServer> StartAsync(params string[] people)
    {
        var server = new LdapServer();
        try
        {
            server.Write(people);
            string configuration = server._folder["slapd.conf"];
            await Program.DoAsync(
                server.Environment, "/usr/sbin/slapadd", "-f", configuration, "-l", server._folder["people.ldif"]);
            server._slapd = await Daemon.StartAsync(
                server._port, server.Environment, Slapd, "-d", "0", "-f", configuration, "-h", server.Address);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The mappings of somebody, as anybody may read them.</summary>
    public async Task<string[]> MappingsAsync(string uid)
    {
        string found = await Program.DoAsync(
            Environment,
            "ldapsearch",
            "-H", Address, "-x", "-LLL", "-o", "ldif-wrap=no", "-b", $"ou=people,{Base}", $"(uid={uid})", Attribute);
        return
        [
            .. found.Split('\n')
                .Where(line => line.StartsWith(Attribute, StringComparison.Ordinal))
                .Select(line => Value(line[(Attribute.Length + 1)..]))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Adds a mapping that is none of ours.</summary>
    public Task AddAsync(string uid, string value)
    {
        string change = _folder.Write(
            "add.ldif",
            $"""
            dn: uid={uid},ou=people,{Base}
            changetype: modify
            add: objectClass
            objectClass: tempcardAccount
            -
            add: altSecurityIdentities
            altSecurityIdentities: {value}

            """);
        return Program.DoAsync(
            Environment, "ldapmodify", [.. Environment["TEMPCARD_LDAP"].Split(' '), "-f", change]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_slapd is not null)
            await _slapd.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>After two colons it is in base64 (RFC 2849).</summary>
    private static string Value(string text) =>
        text[0] == ':' ? Encoding.UTF8.GetString(Convert.FromBase64String(text[1..].Trim())) : text.Trim();

    private void Write(string[] people)
    {
        string password = Guid.NewGuid().ToString();
        _folder.Write("password", password);
        Directory.CreateDirectory(_folder["database"]);
        string schema = Path.Combine(OpenSslCa.Root(), "examples/handover/openldap/tempcard.schema");
        _folder.Write(
            "slapd.conf",
            $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            include {schema}
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile {_folder["slapd.pid"]}
            database mdb
            suffix "{Base}"
            directory {_folder["database"]}
            access to attrs=userPassword by anonymous auth
            access to dn.children="ou=people,{Base}" attrs=altSecurityIdentities,objectClass
              by dn.exact="cn=tempcard,{Base}" write
              by * read
            access to * by * read

            """);
        var ldif = new StringBuilder(
            $"""
            dn: {Base}
            objectClass: dcObject
            objectClass: organization
            dc: example
            o: Example

            dn: ou=people,{Base}
            objectClass: organizationalUnit
            ou: people

            dn: cn=tempcard,{Base}
            objectClass: organizationalRole
            objectClass: simpleSecurityObject
            cn: tempcard
            userPassword: {password}


            """);
        foreach (string uid in people)
        {
            ldif.Append(
                CultureInfo.InvariantCulture,
                $"""
                dn: uid={uid},ou=people,{Base}
                objectClass: inetOrgPerson
                uid: {uid}
                cn: {uid}
                sn: {uid}


                """);
        }

        _folder.Write("people.ldif", ldif.ToString());
    }
}
