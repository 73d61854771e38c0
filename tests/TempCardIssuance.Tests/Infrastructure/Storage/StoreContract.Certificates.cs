using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Certificates_are_searched_by_card_batch_and_state()
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(
            new StartProduction(Production("P-1", "T-1"), Holder),
            new StartProduction(Production("P-2", "T-2"), Holder),
            new RecordCertificate(Certificate("01")),
            new RecordCertificate(Certificate("02", "P-2")),
            new RecordCertificate(Certificate("03")),
            new QueueRevocation("P-2"));

        Assert.Equal(["01", "02", "03"], await SerialsAsync(new CertificateQuery()));
        Assert.Equal(["01", "03"], await SerialsAsync(new CertificateQuery { CardNumbers = ["t-1"] }));
        Assert.Equal(["01", "02", "03"], await SerialsAsync(new CertificateQuery { CardNumbers = ["T-?"] }));
        Assert.Equal(["01", "02", "03"], await SerialsAsync(new CertificateQuery { BatchId = "b-000001" }));
        Assert.Empty(await SerialsAsync(new CertificateQuery { BatchId = "B-000002" }));
        CertificateState[] pending = [CertificateState.RevocationPending];
        Assert.Equal(["02"], await SerialsAsync(new CertificateQuery { States = pending }));
        Assert.Equal(["02"], await SerialsAsync(new CertificateQuery { States = pending, BatchId = Batch }));
        Assert.Empty(await SerialsAsync(new CertificateQuery { States = pending, CardNumbers = ["T-1"] }));
    }

    [Fact]
    public async Task What_a_card_proved_of_a_key_stays_with_its_certificate()
    {
        const string proof = "-----BEGIN CERTIFICATE-----\nMAD/\n-----END CERTIFICATE-----\n";
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1", "T-1"), Holder),
            new RecordCertificate(Certificate("01") with { Attestation = proof }),
            new RecordCertificate(Certificate("02")));

        List<CardCertificate> found = await Store.FindCertificatesAsync(new CertificateQuery(), None).ToListAsync(None);
        Assert.Equal([proof, null], found.Select(certificate => certificate.Attestation));
        CardBatch batch = (await Store.GetBatchAsync(Batch, withProductions: true, None))!;
        Assert.Equal([true, false], batch.Productions.Single().Certificates.Select(c => c.IsAttested));
    }

    [Theory]
    [InlineData("0A1B")]
    [InlineData("0a:1b")]
    public async Task A_serial_number_leads_to_certificate_and_card(string serial)
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(
            new StartProduction(Production("P-1", "T-1"), Holder),
            new StartProduction(Production("P-2", "T-2"), Holder),
            new RecordCertificate(Certificate("01")),
            new RecordCertificate(Certificate("0A1B", "P-2")));

        Assert.Equal(["0A1B"], await SerialsAsync(new CertificateQuery { SerialNumber = serial }));
        Assert.Empty(await SerialsAsync(new CertificateQuery { SerialNumber = serial, CardNumbers = ["T-1"] }));
        Assert.Equal(["T-2"], await FindNumbersAsync(new CardQuery { CertificateSerialNumber = serial }));
        Assert.Empty(await FindNumbersAsync(new CardQuery { CertificateSerialNumber = "FF" }));
    }

    [Fact]
    public async Task A_search_of_certificates_gives_more_than_one_page()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
        [
            new StartProduction(Production("P-1"), Holder),
            .. Enumerable.Range(1, 1200).Select(i => new RecordCertificate(Certificate($"{i:X6}"))),
        ]);

        Assert.Equal(
            Enumerable.Range(1, 1200).Select(i => $"{i:X6}"),
            await SerialsAsync(new CertificateQuery { States = [CertificateState.Active] }));
        Assert.Equal(1200, (await SerialsAsync(new CertificateQuery { CardNumbers = ["T-1"] })).Count);
    }

    private async Task<List<string>> SerialsAsync(CertificateQuery query) =>
        [.. (await ListAsync(Store.FindCertificatesAsync(query, None))).Select(c => c.SerialNumber)];
}
