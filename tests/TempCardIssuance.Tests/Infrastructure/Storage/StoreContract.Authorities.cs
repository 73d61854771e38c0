using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Time_zones_are_kept_by_site()
    {
        Assert.Empty(await Store.GetTimeZonesAsync(None));

        await ApplyAsync(new KeepTimeZone(null, "Asia/Tokyo", Replace: false));
        await ApplyAsync(new KeepTimeZone(null, "Europe/Berlin", Replace: false));
        await ApplyAsync(new KeepTimeZone("Oslo", "Europe/Paris", Replace: true));
        await ApplyAsync(new KeepTimeZone("OSLO", "Europe/Oslo", Replace: true));

        Assert.Equal(
            [("", "Asia/Tokyo"), ("OSLO", "Europe/Oslo")],
            (await Store.GetTimeZonesAsync(None)).Select(z => (z.Key, z.Value)).Order());
    }

    [Fact]
    public async Task A_store_has_one_id_and_knows_where_it_was()
    {
        StoreMark[] marks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.GetMarkAsync(None)));
        await Store.ApplyAsync(new ChangeSet([Add("T-1")], [Event(AuditKinds.CardRequested, "T-1")]), None);
        StoreMark later = await Store.GetMarkAsync(None);

        Assert.Equal(later.StoreId, Assert.Single(marks.Distinct()).StoreId);
        Assert.Equal(await Store.GetAuditHeadAsync(None), later.Head);
        Assert.True(await Store.HasAuditAsync(later.Head, None));
        Assert.True(await Store.HasAuditAsync(new AuditHead(0, AuditChain.Start), None));
        Assert.False(await Store.HasAuditAsync(later.Head with { Hash = "another" }, None));
        Assert.False(await Store.HasAuditAsync(later.Head with { Sequence = later.Head.Sequence + 1 }, None));
    }

    [Fact]
    public async Task An_authority_is_known_by_its_key_and_the_number_of_its_list_never_goes_back()
    {
        Assert.Equal(new KnownAuthority(null, 0, 0), await Store.GetAuthorityAsync("local", None));
        await Store.RecordAuthorityAsync("local", "AA", [], 7, Start, None);
        await Store.RecordAuthorityAsync("next", "BB", [], 1, Start, None);
        await Store.RecordAuthorityAsync("local", "AA", [], 5, Start, None);

        Assert.Equal(
            new KnownAuthority("AA", 7, 0) { IsRecorded = true }, await Store.GetAuthorityAsync("local", None));
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => Store.RecordAuthorityAsync("local", "BB", [], 9, Start, None));
        Assert.Equal(ErrorIds.AuthorityKeyChanged, error.ErrorId);
        Assert.Equal(7, (await Store.GetAuthorityAsync("local", None)).ListNumber);
    }

    [Fact]
    public async Task The_last_place_of_a_certificate_is_known_and_none_is_taken_twice()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1", "T-1"), Holder),
            new RecordCertificate(Certificate("01") with { Place = 3 }),
            new RecordCertificate(Certificate("02")),
            new RecordCertificate(Certificate("03") with { Place = 12 }),
            new RecordCertificate(Certificate("04") with { Place = 3 }));

        Assert.Equal(12, (await Store.GetAuthorityAsync("local", None)).LastPlace);
        Assert.Equal(
            [3L, null, 12L, null],
            (await ListAsync(Store.FindCertificatesAsync(new CertificateQuery(), None))).Select(c => c.Place));
    }

    [Fact]
    public async Task A_certificate_is_stray_unless_it_is_on_record_or_may_still_come()
    {
        await OpenBatchOfAsync("T-1", "T-2", "T-3");
        (byte[] der, string serial) = SelfSigned();
        await ApplyAsync(
            new StartProduction(Production("P-1", "T-1"), Holder),
            new StartProduction(Production("P-2", "T-2"), Holder),
            new EndProduction("P-2", ProductionState.Failed, Start) { UnsettledAuthorities = ["local"] },
            new StartProduction(Production("P-3", "T-3"), Holder),
            new EndProduction("P-3", ProductionState.Failed, Start));
        IssuedCertificate[] issued =
            [.. new[] { "P-1", "P-2", "P-3", "P-4" }.Select(p => new IssuedCertificate("a", der) { ProductionId = p })];

        Assert.Equal(
            ["P-3", "P-4"], (await Store.FindStrayAsync("local", issued, None)).Select(i => i.ProductionId));
        await ApplyAsync(new RecordCertificate(Certificate(serial, "P-3")));
        Assert.Empty(await Store.FindStrayAsync("local", issued, None));
    }

    private static (byte[] Der, string Serial) SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(Start, Start.AddDays(1));
        return (certificate.RawData, certificate.SerialNumber);
    }

    [Fact]
    public async Task A_counter_is_raised_and_never_lowered()
    {
        await ApplyAsync(new RaiseCounter("batch", 12));
        await ApplyAsync(new RaiseCounter("batch", 3));

        Assert.Equal(13, await Store.TakeNumbersAsync("batch", 1, None));
    }
}
