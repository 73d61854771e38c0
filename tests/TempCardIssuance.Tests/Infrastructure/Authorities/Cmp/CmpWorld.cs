using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Cmp;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>An authority as a test sets it up, behind a proxy with servers of openssl.</summary>
internal sealed class CmpWorld : IAsyncDisposable
{
    private static int _productions;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CmpWorld(OpensslCa ca, bool usesSecret = false, params string[] arguments)
    {
        Proxy = new CmpProxy(ca) { UsesSecret = usesSecret, Arguments = arguments };
        Settings = new CmpAuthoritySettings
        {
            Name = "remote",
            Url = new Uri("http://127.0.0.1:1/"),
            Trust = usesSecret ? [] : [ca["ca.crt"]],
            Certificate = usesSecret ? null : ca["ra.crt"],
            Key = usesSecret ? null : ca["ra.key"],
            Reference = usesSecret ? "tempcard" : null,
            Secret = usesSecret ? ca.SecretOf(CmpProxy.Secret) : null,
        };
    }

    public CmpProxy Proxy { get; init; }

    public CmpAuthoritySettings Settings { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public CmpAuthority Authority => new(Settings, Clock) { Transport = Proxy.AnswerAsync };

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An order for a new production with the key of this world, which has signed a request.</summary>
    public CertificateOrder Order()
    {
        var request = new CertificateRequest("CN=T000001,O=Example", _key, HashAlgorithmName.SHA256);
        foreach (X509Extension extension in Extensions)
            request.CertificateExtensions.Add(extension);
        return new CertificateOrder
        {
            ProductionId = $"P-{Interlocked.Increment(ref _productions)}",
            CardNumber = "T000001",
            Profile = new CertificateProfile
            {
                Name = "logon",
                Slot = "9A",
                KeyType = KeyType.EccP256,
                Authority = "remote",
                Subject = "CN={cardNumber},O=Example",
            },
            Subject = "CN=T000001, O=Example",
            Request = request.CreateSigningRequest(),
            PublicKey = _key.ExportSubjectPublicKeyInfo(),
            Extensions = Extensions,
            NotBefore = DateTimeOffset.UtcNow,
            NotAfter = DateTimeOffset.UtcNow.AddDays(30),
        };
    }

    /// <summary>The same of a key that signs nothing.</summary>
    public CertificateOrder BareOrder() => Order() with { Request = default };

    /// <summary>Names and usages that are asked for.</summary>
    public static X509Extension[] Extensions
    {
        get
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddEmailAddress("t1@example.com");
            return
            [
                names.Build(),
                new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
                new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false),
            ];
        }
    }

    public async Task<IssuedCertificate> IssueAsync() =>
        Assert.IsType<IssuedCertificate>(await Authority.IssueAsync(Order(), Stop));

    public bool IsOurKey(IssuedCertificate issued)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(issued.RawData);
        return certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan()
            .SequenceEqual(_key.ExportSubjectPublicKeyInfo());
    }

    public static async Task<TempCardException> FailsAsync(string errorId, Func<Task> act)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(act);
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotNull(error.Remedy);
        Assert.DoesNotContain(CmpProxy.Secret, error.ToString(), StringComparison.Ordinal);
        return error;
    }

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Proxy.Said);
        await Proxy.DisposeAsync();
        _key.Dispose();
    }
}
