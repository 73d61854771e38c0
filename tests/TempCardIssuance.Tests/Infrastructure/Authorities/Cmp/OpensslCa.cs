using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>
/// An authority of <c>openssl ca</c>, with the certificates of a CMP server and of a registration authority.
/// </summary>
public sealed class OpensslCa : IAsyncLifetime
{
    private const string CmpServer = "1.3.6.1.5.5.7.3.27";
    private const string RegistrationAuthority = "1.3.6.1.5.5.7.3.28";

    private readonly TemporaryFolder _folder = new();
    private int _requests;

    public string this[string name] => _folder[name];

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>A file with a secret.</summary>
    public SecretReference SecretOf(string secret) =>
        new(SecretSource.File, Write($"{NewName()}.secret", secret));

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder["new"]);
        _folder.Write("index.txt", "");
        _folder.Write("serial", "1000000000000001");
        _folder.Write("crlnumber", "01");
        string at = _folder.Path;
        _folder.Write("ca.cnf", $"""
            [ca]
            default_ca = here
            [here]
            dir = {at}
            database = {at}/index.txt
            serial = {at}/serial
            crlnumber = {at}/crlnumber
            new_certs_dir = {at}/new
            certificate = {at}/ca.crt
            private_key = {at}/ca.key
            default_md = sha256
            default_days = 30
            default_crl_days = 1
            policy = any
            email_in_dn = no
            unique_subject = no
            copy_extensions = copy
            x509_extensions = card
            [any]
            organizationName = optional
            commonName = supplied
            [card]
            subjectKeyIdentifier = hash
            authorityKeyIdentifier = keyid
            """);
        await RunAsync(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "10",
            "-keyout", this["ca.key"], "-out", this["ca.crt"], "-subj", "/O=Example/CN=Issuing CA");
        await MakeAsync("server", CmpServer);
        await MakeAsync("ra", RegistrationAuthority);
    }

    /// <summary>Makes <c>name.key</c> and <c>name.crt</c>, issued by the CA for the given usage.</summary>
    /// <param name="name">Also the common name.</param>
    /// <param name="usage">Extended key usage; null: none.</param>
    /// <param name="more">Arguments of <c>openssl x509</c>.</param>
    public async Task MakeAsync(string name, string? usage, params string[] more)
    {
        await RunAsync(
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", this[$"{name}.key"], "-out", this[$"{name}.csr"], "-subj", $"/O=Example/CN={name}");
        Write($"{name}.ext", "keyUsage = critical, digitalSignature\nsubjectKeyIdentifier = hash\n"
            + (usage is null ? "" : $"extendedKeyUsage = {usage}\n"));
        await RunAsync([
            "x509", "-req", "-in", this[$"{name}.csr"], "-CA", this["ca.crt"], "-CAkey", this["ca.key"],
            "-CAcreateserial", "-extfile", this[$"{name}.ext"], "-out", this[$"{name}.crt"], .. more]);
    }

    /// <summary>Has <c>openssl ca</c> sign a PKCS#10 request; the path of the certificate.</summary>
    public async Task<string> SignAsync(byte[] request)
    {
        string name = NewName();
        Write($"{name}.csr", PemEncoding.WriteString("CERTIFICATE REQUEST", request));
        await RunAsync(
            "ca", "-batch", "-notext", "-config", this["ca.cnf"], "-in", this[$"{name}.csr"],
            "-out", this[$"{name}.crt"]);
        return this[$"{name}.crt"];
    }

    /// <summary>Issues by itself, with other extensions than were asked for; also as <c>last.crt</c>.</summary>
    public async Task<string> SignAsync(byte[] request, string extensions, params string[] more)
    {
        Write("last.csr", PemEncoding.WriteString("CERTIFICATE REQUEST", request));
        Write("last.ext", extensions + "\n");
        await RunAsync([
            "x509", "-req", "-in", this["last.csr"], "-CA", this["ca.crt"], "-CAkey", this["ca.key"],
            "-CAcreateserial", "-extfile", this["last.ext"], "-out", this["last.crt"], .. more]);
        return this["last.crt"];
    }

    /// <summary>Issues for a key that has signed nothing; the path of the certificate.</summary>
    public async Task<string> SignBareAsync(byte[] subject, byte[] key)
    {
        string name = NewName();
        Write($"{name}.pub", PemEncoding.WriteString("PUBLIC KEY", key));
        string common = new X500DistinguishedName(subject).Name.Replace(", ", "/", StringComparison.Ordinal);
        Write("bare.ext", "keyUsage = critical, keyAgreement\n");
        await RunAsync(
            "x509", "-new", "-extfile", this["bare.ext"], "-force_pubkey", this[$"{name}.pub"], "-subj", $"/{common}",
            "-days", "30",
            "-CA", this["ca.crt"], "-CAkey", this["ca.key"], "-CAcreateserial", "-out", this[$"{name}.crt"]);
        return this[$"{name}.crt"];
    }

    /// <summary>The path of the certificate of that serial number, as <c>openssl ca</c> keeps it.</summary>
    public string PathOf(string serial) => Path.Combine(this["new"], $"{serial}.pem");

    /// <summary>Doing it again is no error.</summary>
    public async Task RevokeAsync(string serial)
    {
        (int code, string output) = await OpenSsl.RunAsync(
            "ca", "-config", this["ca.cnf"], "-revoke", PathOf(serial), "-crl_reason", "superseded");
        Assert.True(code == 0 || output.Contains("Already revoked", StringComparison.Ordinal), output);
    }

    /// <summary>The serial numbers on a new revocation list, upper-case hex.</summary>
    public async Task<string> ListAsync()
    {
        await RunAsync("ca", "-config", this["ca.cnf"], "-gencrl", "-out", this["crl.pem"]);
        return await RunAsync("crl", "-in", this["crl.pem"], "-noout", "-text");
    }

    public static async Task<string> RunAsync(params string[] arguments)
    {
        (int code, string output) = await OpenSsl.RunAsync(arguments);
        Assert.True(code == 0, output);
        return output;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string NewName() => string.Create(
        CultureInfo.InvariantCulture, $"card-{Interlocked.Increment(ref _requests)}");
}
