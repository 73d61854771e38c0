using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>A page where people sign in: its certificate, an authority of client certificates, and a provider.</summary>
internal sealed class SignInHouse : IAsyncDisposable
{
    private readonly X509Certificate2 _own;
    private readonly X509Certificate2 _authority;

    private SignInHouse(Workshop workshop, OpenIdProvider provider, X509Certificate2 own, X509Certificate2 authority)
    {
        Workshop = workshop;
        Provider = provider;
        _own = own;
        _authority = authority;
    }

    public Workshop Workshop { get; }

    public OpenIdProvider Provider { get; }

    public PageServer Server { get; private set; } = null!;

    public static async Task<SignInHouse> StartAsync(params (string Old, string New)[] replace)
    {
        var provider = new OpenIdProvider();
        X509Certificate2 own = Make("CN=localhost", null, "1.3.6.1.5.5.7.3.1");
        X509Certificate2 authority = Make("CN=Staff CA", null, null);
        string access =
            $$"""

            page:
              access:
                hosts: [localhost]
                certificate: page.pfx
                clientAuthorities: [staff.pem]
                clientRevocation: false
                openId:
                  authority: {{provider.Address}}
                  clientId: {{OpenIdProvider.ClientId}}
                  clientSecret: file:provider.secret
                roles:
                  operator: [card-operators, OU=Operators]
                  desk: [card-desk]
                  letterPrinter: [card-letters]
                  auditor: [card-auditors]
            issuance:

            """;
        var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 1000, printer: files }", [("\nissuance:\n", access), .. replace]);
        await File.WriteAllBytesAsync(Path.Combine(workshop.Folder, "page.pfx"), own.Export(X509ContentType.Pkcs12));
        await File.WriteAllTextAsync(Path.Combine(workshop.Folder, "staff.pem"), authority.ExportCertificatePem());
        string secret = Path.Combine(workshop.Folder, "provider.secret");
        await File.WriteAllTextAsync(secret, OpenIdProvider.ClientSecret);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new SignInHouse(workshop, provider, own, authority)
        {
            Server = await PageServer.StartSignInAsync(workshop),
        };
    }

    /// <summary>A certificate of the staff's authority, or of another one.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="isOurs">Whether it is the staff's.</param>
    /// <param name="list">Where the list of what is revoked is; null: it does not say.</param>
    public X509Certificate2 Staff(string subject, bool isOurs = true, Uri? list = null) => Make(
        subject, isOurs ? _authority : Make("CN=Staff CA", null, null), "1.3.6.1.5.5.7.3.2", list);

    /// <summary>The list of the staff's authority.</summary>
    public byte[] RevocationList(params IReadOnlyList<X509Certificate2> revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (X509Certificate2 one in revoked)
            list.AddEntry(one);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return list.Build(_authority, 1, now.AddDays(1), HashAlgorithmName.SHA256, thisUpdate: now.AddMinutes(-1));
    }

    /// <summary>A browser that nobody has signed in with.</summary>
    public HttpClient Client(X509Certificate2? certificate = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, shown, _, _) => shown?.GetCertHashString() == _own.GetCertHashString();
        if (certificate is not null)
            handler.SslOptions.ClientCertificates = [certificate];
        return new HttpClient(handler) { BaseAddress = Server.Address, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>A browser of somebody whom the provider knows.</summary>
    public async Task<HttpClient> EnterAsync(string? name, params string[] roles)
    {
        HttpClient client = Client();
        HttpResponseMessage answer = await SignInAsync(client, name, roles);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return client;
    }

    /// <summary>All the way there and back.</summary>
    public async Task<HttpResponseMessage> SignInAsync(HttpClient client, string? name, params string[] roles)
    {
        Provider.Who = (name, roles);
        HttpResponseMessage answer = await client.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        answer = await client.GetAsync(answer.Headers.Location);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await client.GetAsync(answer.Headers.Location);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Provider.Dispose();
        await Workshop.DisposeAsync();
        _own.Dispose();
        _authority.Dispose();
    }

    private static X509Certificate2 Make(string subject, X509Certificate2? issuer, string? usage, Uri? list = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(usage is null, false, 0, true));
        if (usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        if (usage is null)
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (list is not null)
        {
            request.CertificateExtensions.Add(
                CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([list.AbsoluteUri]));
        }

        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (issuer is null)
            return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using X509Certificate2 made = request.Create(
            issuer, now.AddHours(-1), now.AddDays(10), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = made.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
