using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Logon;

/// <summary>A realm of MIT Kerberos with one KDC, which takes certificates of cards.</summary>
internal sealed class KerberosRealm : IAsyncDisposable
{
    public const string Kdc = "/usr/sbin/krb5kdc";
    private const string Name = "EXAMPLE.ORG";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private Daemon? _kdc;

    private KerberosRealm()
    {
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KRB5_CONFIG"] = _folder["krb5.conf"],
            ["KRB5_KDC_PROFILE"] = _folder["kdc.conf"],
            ["KRB5CCNAME"] = $"FILE:{_folder["tickets"]}",
            ["LC_ALL"] = "C",
        };
        Terminal = new CardTerminal(_folder);
    }

    /// <summary>With it the tools of Kerberos find this realm.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public string Log => _kdc!.Log;

    private CardTerminal Terminal { get; }

    /// <param name="anchor">Certificate of the authority of cards, PEM file; null: nobody logs on with a card.</param>
    /// <param name="list">Its revocation list, PEM file.</param>
    /// <param name="principals">Who is in it.</param>
    public static async Task<KerberosRealm> StartAsync(string? anchor, string? list, params string[] principals)
    {
        var realm = new KerberosRealm();
        try
        {
            realm.Write(anchor, list);
            string password = Guid.NewGuid().ToString();
            await realm.DoAsync("/usr/sbin/kdb5_util", "-r", Name, "create", "-s", "-P", password);
            foreach (string principal in principals)
            {
                await realm.DoAsync(
                    "/usr/sbin/kadmin.local", "add_principal", "-nokey", "+requires_preauth", principal);
            }

            if (anchor is not null)
                await realm.RestartAsync();
            return realm;
        }
        catch
        {
            await realm.DisposeAsync();
            throw;
        }
    }

    /// <summary>Only so a KDC reads a revocation list anew.</summary>
    public async Task RestartAsync()
    {
        if (_kdc is not null)
            await _kdc.DisposeAsync();
        _kdc = await Daemon.StartAsync(_port, Environment, Kdc, "-n");
    }

    /// <summary>Asks for a ticket with the card that is in a reader.</summary>
    public Task<(int ExitCode, string Output)> KinitAsync(string principal, string pin) => Terminal.RunAsync(
        Environment, pin, "kinit", "-X", $"X509_user_identity=PKCS11:{Tool.OpenScModule}", principal);

    public Task<string> TicketsAsync() => DoAsync("klist");

    public Task<string> StringsAsync(string principal) => DoAsync("/usr/sbin/kadmin.local", "get_strings", principal);

    public Task<string> DoAsync(string program, params IEnumerable<string> arguments) =>
        Program.DoAsync(Environment, program, arguments);

    public async ValueTask DisposeAsync()
    {
        if (_kdc is not null)
            await _kdc.DisposeAsync();
        _folder.Dispose();
    }

    private void Write(string? anchor, string? list)
    {
        WriteCertificates();
        _folder.Write(
            "krb5.conf",
            $$"""
            [libdefaults]
            default_realm = {{Name}}
            dns_lookup_kdc = false
            dns_lookup_realm = false
            dns_canonicalize_hostname = false
            rdns = false
            [realms]
            {{Name}} = {
              kdc = 127.0.0.1:{{_port}}
              pkinit_anchors = FILE:{{_folder["kdc-ca.pem"]}}
              pkinit_anchors = FILE:{{anchor}}
              pkinit_cert_match = <EKU>msScLogin
            }

            """);
        _folder.Write(
            "kdc.conf",
            $$"""
            [realms]
            {{Name}} = {
              database_name = {{_folder["principal"]}}
              key_stash_file = {{_folder["stash"]}}
              acl_file = {{_folder["acl"]}}
              kdc_listen = 127.0.0.1:{{_port}}
              kdc_tcp_listen = 127.0.0.1:{{_port}}
              pkinit_identity = FILE:{{_folder["kdc.pem"]}},{{_folder["kdc.key"]}}
              pkinit_anchors = FILE:{{anchor}}
              pkinit_revoke = FILE:{{list}}
              pkinit_require_crl_checking = true
            }
            [logging]
            kdc = STDERR

            """);
    }

    /// <summary>For the KDC itself (RFC 4556, 3.2.4).</summary>
    private void WriteCertificates()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=KDC CA", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 root = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
        using var kdcKey = RSA.Create(2048);
        request = new CertificateRequest("CN=KDC", kdcKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.2.3.5")], critical: false));
        request.CertificateExtensions.Add(
            SubjectNames.Encode([new CertificateName(NameKind.Principal, $"krbtgt/{Name}@{Name}")]));
        using X509Certificate2 kdc = request.Create(root, now.AddDays(-1), now.AddDays(6), [1, 2, 3]);
        _folder.Write("kdc-ca.pem", root.ExportCertificatePem());
        _folder.Write("kdc.pem", kdc.ExportCertificatePem());
        _folder.Write("kdc.key", kdcKey.ExportPkcs8PrivateKeyPem());
    }
}
