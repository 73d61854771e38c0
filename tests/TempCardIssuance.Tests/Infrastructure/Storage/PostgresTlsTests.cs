using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Postgres;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>A server that takes encrypted connections only.</summary>
public sealed class PostgresTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_server_is_trusted_by_the_root_certificate_of_the_connection_and_by_no_other()
    {
        PostgresFixture.SkipWhereMissing();
        using X509Certificate2 own = Certificate();
        using X509Certificate2 other = Certificate();
        await using PostgresServer server = await StartAsync(own);

        await using (ICardStore trusted = Open(server, $"SSL Mode=VerifyFull;Root Certificate={Write("own.pem", own)}"))
            await trusted.CheckAsync(default);

        await using ICardStore wrong =
            Open(server, $"SSL Mode=VerifyFull;Root Certificate={Write("other.pem", other)}");
        TempCardException error = await FailsAsync(wrong);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Contains("Root Certificate", error.Remedy?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_without_encryption_is_refused_by_the_server()
    {
        PostgresFixture.SkipWhereMissing();
        using X509Certificate2 own = Certificate();
        await using PostgresServer server = await StartAsync(own);
        await using ICardStore plain = Open(server, "SSL Mode=Disable");

        await FailsAsync(plain);
    }

    public void Dispose() => _folder.Dispose();

    private static ICardStore Open(PostgresServer server, string options) => PostgresStore.Open(
        $"{server.ConnectionString("postgres")};Password=secret-word;{options}", TimeProvider.System);

    private static async Task<TempCardException> FailsAsync(ICardStore store)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => store.CheckAsync(default));
        Assert.Equal(ErrorIds.StoreNotReady, error.ErrorId);
        Assert.DoesNotContain("secret-word", error.ToString(), StringComparison.Ordinal);
        return error;
    }

    private static async Task<PostgresServer> StartAsync(X509Certificate2 certificate)
    {
        PostgresServer server = await PostgresServer.StartAsync();
        await server.StopAsync();
        await server.WriteFileAsync("server.crt", certificate.ExportCertificatePem());
        await server.WriteFileAsync("server.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await server.WriteFileAsync("pg_hba.conf", "hostssl all all 127.0.0.1/32 trust\n");
        await server.StartAgainAsync("-c", "ssl=on");
        return server;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=postgres.example", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private string Write(string name, X509Certificate2 certificate) =>
        _folder.Write(name, certificate.ExportCertificatePem());
}
