using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

public sealed class CmpIssuingTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    private static CancellationToken Stop => CmpWorld.Stop;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_is_confirmed_when_it_is_taken(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);

        IssuedCertificate issued = await world.IssueAsync();
        Assert.Equal([CmpMessageView.P10Cr], world.Proxy.Types);
        await issued.Confirmation!.AcceptAsync(Stop);

        Assert.Equal([CmpMessageView.P10Cr, CmpMessageView.CertConf], world.Proxy.Types);
        Assert.True(world.IsOurKey(issued));
        Assert.Equal(("logon", "T000001"), (issued.Profile, issued.CardNumber));
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(issued.RawData);
        Assert.Equal("t1@example.com", certificate.GetNameInfo(X509NameType.EmailName, forIssuer: false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_that_is_not_taken_is_rejected(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);

        IssuedCertificate issued = await world.IssueAsync();
        await issued.Confirmation!.RejectAsync(Stop);

        Assert.Equal([CmpMessageView.P10Cr, CmpMessageView.CertConf], world.Proxy.Types);
        Assert.Contains("rejected", world.Proxy.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_of_the_registration_authority_may_be_pkcs12()
    {
        await OpensslCa.RunAsync(
            "pkcs12", "-export", "-in", ca["ra.crt"], "-inkey", ca["ra.key"], "-certfile", ca["ca.crt"],
            "-out", ca["ra.p12"], "-passout", "pass:of the key");
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with
        {
            Certificate = ca["ra.p12"],
            Key = null,
            Password = ca.SecretOf("of the key"),
        };

        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Fact]
    public async Task An_rsa_key_of_the_registration_authority_signs_as_well()
    {
        await OpensslCa.RunAsync(
            "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", ca["rsa.key"], "-out", ca["rsa.csr"],
            "-subj", "/O=Example/CN=rsa");
        await OpensslCa.RunAsync(
            "x509", "-req", "-in", ca["rsa.csr"], "-CA", ca["ca.crt"], "-CAkey", ca["ca.key"], "-CAcreateserial",
            "-extfile", ca["ra.ext"], "-out", ca["rsa.crt"]);
        await using var world = new CmpWorld(ca);
        world.Settings = world.Settings with { Certificate = ca["rsa.crt"], Key = ca["rsa.key"] };

        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_that_can_not_sign_is_vouched_for(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret, "-accept_raverified");

        var issued = (IssuedCertificate)await world.Authority.IssueAsync(world.BareOrder(), Stop);
        await issued.Confirmation!.AcceptAsync(Stop);

        Assert.True(world.IsOurKey(issued));
        Assert.Equal([CmpMessageView.Cr, CmpMessageView.CertConf], world.Proxy.Types);
        (byte[] subject, _, byte[]? extensions) = world.Proxy.Messages.First().Template();
        Assert.Equal("CN=T000001, O=Example", new X500DistinguishedName(subject).Name);
        Assert.All(CmpWorld.Extensions, extension => Assert.True(
            extensions.AsSpan().IndexOf(extension.RawData) > 0));
    }

    [Fact]
    public async Task A_server_that_wants_proof_of_possession_refuses_such_a_key()
    {
        await using var world = new CmpWorld(ca);

        await CmpWorld.FailsAsync(
            ErrorIds.CertificateRefused, () => world.Authority.IssueAsync(world.BareOrder(), Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // asked by another process, which has the id alone
    public async Task What_waits_is_asked_for_again(bool isOther)
    {
        await using var world = new CmpWorld(ca, usesSecret: false, "-poll_count", "2", "-check_after", "3");
        CertificateOrder order = world.Order();

        var pending = (PendingCertificate)await world.Authority.IssueAsync(order, Stop);
        Assert.Equal(("logon", order), (pending.Profile, pending.Order));
        Assert.StartsWith(world.Proxy.Messages.First().TransactionId, pending.Id, StringComparison.Ordinal);
        if (isOther)
            pending = new PendingCertificate(pending.Id) { Profile = "logon" };
        CertificateAnswer answer = await world.Authority.AskAgainAsync(pending, Stop);
        Assert.Equal(TimeSpan.FromSeconds(3), ((PendingCertificate)answer).AskAgainAfter);
        while (answer is PendingCertificate again)
            answer = await world.Authority.AskAgainAsync(again, Stop);

        var issued = (IssuedCertificate)answer;
        Assert.True(world.IsOurKey(issued));
        await issued.Confirmation!.AcceptAsync(Stop);
        Assert.Equal(CmpMessageView.CertConf, world.Proxy.Types.Last());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_waits_for_ever_can_be_given_up(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret, "-poll_count", "1000000", "-check_after", "1");

        CertificateAnswer answer = await world.Authority.IssueAsync(world.Order(), Stop);
        for (int i = 0; i < 3; i++)
            answer = await world.Authority.AskAgainAsync(Assert.IsType<PendingCertificate>(answer), Stop);
        bool isGone = await world.Authority.CancelAsync((PendingCertificate)answer, Stop);

        Assert.True(isGone);
        Assert.Equal(CmpMessageView.Error, world.Proxy.Types.Last());
    }

    [Fact]
    public async Task The_same_order_has_the_same_transaction()
    {
        await using var world = new CmpWorld(ca);
        CertificateOrder order = world.Order();
        await world.Authority.IssueAsync(order, Stop);

        await world.Authority.IssueAsync(order with { CardNumber = "other" }, Stop);
        await world.Authority.IssueAsync(order with { ProductionId = "other" }, Stop);
        await world.Authority.IssueAsync(order with { Store = new StoreMark("other", new AuditHead(1, "x")) }, Stop);

        string[] ids = [.. world.Proxy.Messages.Select(message => message.TransactionId)];
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(3, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_server_may_have_another_hash_for_certificates()
    {
        // Of Ed25519 the hash is not in the certificate (RFC 9481, 3.3).
        await OpensslCa.RunAsync(
            "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "10", "-keyout", ca["ed.key"],
            "-out", ca["ed.crt"], "-subj", "/CN=Ed25519 CA");
        await using var world = new CmpWorld(ca)
        {
            Proxy = new CmpProxy(ca)
            {
                Issue = async message =>
                {
                    ca.Write("ed.csr", PemEncoding.WriteString("CERTIFICATE REQUEST", message.Content));
                    await OpensslCa.RunAsync(
                        "x509", "-req", "-in", ca["ed.csr"], "-CA", ca["ed.crt"], "-CAkey", ca["ed.key"],
                        "-CAcreateserial", "-extfile", ca["ra.ext"], "-out", ca["ed-card.crt"]);
                    return ca["ed-card.crt"];
                },
            },
        };

        await (await world.IssueAsync()).Confirmation!.AcceptAsync(Stop);

        Assert.Equal(CmpMessageView.CertConf, world.Proxy.Types.Last());
    }
}
