using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Authorities that give something else than they were asked for.</summary>
public sealed class OtherCertificateTests
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_elses_certificate_is_neither_put_on_record_nor_revoked(bool isAuthority)
    {
        await using var workshop = new Workshop();
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Answers = certificate => certificate with { RawData = Foreign(isAuthority) },
        };

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(ErrorIds.CertificateNotAsOrdered, Assert.Single(batch.Productions).ErrorId);
        // What was issued in truth is found, and that alone is revoked.
        CardCertificate found = Assert.Single(await CertificatesAsync(workshop));
        Assert.Equal(CertificateState.Revoked, found.State);
        await Invariants.CheckAsync(workshop);
    }

    public static TheoryData<string> Alterations => ["subject", "names", "future"];

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task A_certificate_that_is_not_as_ordered_is_not_used_and_revoked(string alteration)
    {
        await using var workshop = new Workshop();
        DateTimeOffset now = workshop.Clock.GetUtcNow();
        FaultyAuthority authority = Altering(workshop, order => alteration switch
        {
            "subject" => order with { Subject = "CN=Somebody else" },
            "names" => order with
            {
                Extensions = RequestedExtensions.Of(
                    order.Profile, [new CertificateName(NameKind.Upn, "admin@example.org")], sid: null),
            },
            _ => order with { NotBefore = now.AddHours(2) },
        });

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(ErrorIds.CertificateNotAsOrdered, Assert.Single(batch.Productions).ErrorId);
        Assert.Equal(CertificateState.Revoked, Assert.Single(await CertificatesAsync(workshop)).State);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task What_an_authority_may_decide_is_taken_and_told()
    {
        await using var workshop = new Workshop(replace:
            ("{ slot: 9A, key: ECCP256,", "{ slot: 9A, key: ECCP256, authorityDecides: [subject],"));
        FaultyAuthority authority = Altering(
            workshop,
            order => order with { Subject = "CN=Somebody else", NotAfter = order.NotAfter.AddDays(-1), Extensions = [] });

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(1, batch.Unassigned);
        string? detail = await workshop.Session.Store.ReadAuditAsync(new AuditQuery(), None)
            .Where(e => e.Kind == AuditKinds.CertificateIssued)
            .Select(e => e.Detail)
            .SingleAsync();
        Assert.Contains("; valid until", detail, StringComparison.Ordinal);
        Assert.Contains("; without", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_hears_that_its_certificate_is_on_the_card()
    {
        await using var workshop = new Workshop();
        var confirmation = new Confirmation();
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Answers = certificate => certificate with { Confirmation = confirmation },
        };

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(1, batch.Unassigned);
        Assert.Equal(["accept"], confirmation.Calls);
    }

    [Fact]
    public async Task An_authority_hears_that_its_certificate_is_not_used()
    {
        await using var workshop = new Workshop(
            "- { name: desk-1, reader: virtual, cards: 10, printer: files, faults: [{ card: 1, apdu: 72 }] }");
        var confirmation = new Confirmation();
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Answers = certificate => certificate with { Confirmation = confirmation },
        };

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(1, batch.Failed);
        Assert.Equal(["reject"], confirmation.Calls);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task A_card_whose_certificate_is_not_confirmed_is_not_used()
    {
        await using var workshop = new Workshop();
        var confirmation = new Confirmation { Fails = true };
        var authority = new FaultyAuthority(workshop.Session.Context.Authorities)
        {
            Answers = certificate => certificate with { Confirmation = confirmation },
        };

        CardBatch batch = await IssueAsync(workshop, authority);

        Assert.Equal(ErrorIds.AuthorityNotReady, Assert.Single(batch.Productions).ErrorId);
        Assert.Equal(["accept", "reject"], confirmation.Calls);
        Assert.Equal(CertificateState.Revoked, Assert.Single(await CertificatesAsync(workshop)).State);
        await Invariants.CheckAsync(workshop);
    }

    private static FaultyAuthority Altering(Workshop workshop, Func<CertificateOrder, CertificateOrder> alter) =>
        new(workshop.Session.Context.Authorities) { Alters = alter };

    private static async Task<CardBatch> IssueAsync(Workshop workshop, FaultyAuthority authority)
    {
        IssuanceContext context = workshop.Session.Context with { Authorities = authority };
        var request = new IssuanceRequest { CardNumbers = await workshop.RequestAsync(1), Print = false };
        IssuancePlan plan = await context.Planner().PlanAsync(request, workshop, None);
        return await new BatchIssuance(context).StartAsync(plan, workshop, None);
    }

    private static ValueTask<List<CardCertificate>> CertificatesAsync(Workshop workshop) =>
        workshop.Session.Store.FindCertificatesAsync(new CertificateQuery(), None).ToListAsync();

    private static byte[] Foreign(bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Foreign", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        using X509Certificate2 certificate =
            request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.RawData;
    }

    private sealed class Confirmation : ICertificateConfirmation
    {
        public bool Fails { get; init; }

        public List<string> Calls { get; } = [];

        public Task AcceptAsync(CancellationToken cancellationToken)
        {
            Calls.Add("accept");
            return Fails
                ? throw new TempCardException(ErrorIds.AuthorityNotReady, ErrorKind.Unavailable, "Out of reach.")
                : Task.CompletedTask;
        }

        public Task RejectAsync(CancellationToken cancellationToken)
        {
            Calls.Add("reject");
            return Task.CompletedTask;
        }
    }
}
