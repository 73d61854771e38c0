using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

public abstract partial class StoreContract
{
    private const string Body = "serial:0012AB34";
    private static readonly Guid CardGuid = new("0d5d1c7c-5c3b-4f0e-9d8a-0123456789ab");

    [Fact]
    public async Task A_production_comes_back_with_its_certificates()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1", body: Body, cardGuid: CardGuid), Holder),
            new RecordCertificate(Certificate("0A")),
            new RecordCertificate(Certificate("0B") with { Slot = "9C" }),
            new RecordCertificate(Certificate("0A")),
            new EndProduction("P-1", ProductionState.Succeeded, Start.AddSeconds(9))
            {
                ValidUntil = Start.AddDays(14),
                SealedPins = "-----BEGIN CMS-----",
                Faces = ["faces/T-1.svg", "faces/T-1-back.svg"],
            });

        CardProduction production = Assert.Single(await Store.GetProductionsAsync("t-1", None));

        Assert.Equal(
            ("P-1", Batch, "T-1", 1, "desk-1", ProductionState.Succeeded),
            (production.Id, production.BatchId, production.CardNumber, production.Attempt, production.Station,
                production.State));
        Assert.Equal((Body, CardGuid), (production.BodyId, production.CardGuid));
        Assert.Equal("SP 800-108 from master 3F2A9C01", production.ManagementKey);
        Assert.Equal(TimeSpan.FromSeconds(9), production.Duration);
        Assert.Equal(("-----BEGIN CMS-----", Start.AddDays(14)), (production.SealedPins, production.ValidUntil));
        Assert.Equal(["faces/T-1.svg", "faces/T-1-back.svg"], production.Faces);
        Assert.Equal(["0A", "0B"], production.Certificates.Select(certificate => certificate.SerialNumber));
        CardCertificate expected = Certificate("0A");
        Assert.Equal(expected, production.Certificates[0]);
        CardBatch? batch = await Store.GetBatchAsync(Batch, withProductions: true, None);
        Assert.Equal("P-1", Assert.Single(batch!.Productions).Id);
        Assert.Equal(2, batch.Productions[0].Certificates.Count);
    }

    [Fact]
    public async Task A_production_ends_once()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1"), Holder),
            new EndProduction("P-1", ProductionState.Failed, Start)
            {
                ErrorId = ErrorIds.CardRemoved,
                Message = "gone",
            });

        await ThrowsAsync(ErrorIds.StoreConflict, new EndProduction("P-1", ProductionState.Succeeded, Start));
        await ThrowsAsync(ErrorIds.StoreConflict, new EndProduction("P-2", ProductionState.Succeeded, Start));
        CardProduction production = Assert.Single(await Store.GetProductionsAsync("T-1", None));
        Assert.Equal(
            (ProductionState.Failed, ErrorIds.CardRemoved, "gone"),
            (production.State, production.ErrorId, production.Message));
    }

    [Fact]
    public async Task An_attempt_is_begun_once()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(new StartProduction(Production("P-1"), Holder));

        await ThrowsAsync(ErrorIds.StoreConflict, new StartProduction(Production("P-2"), Holder));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_body_carries_one_live_card(bool sameId, bool sameGuid)
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(new StartProduction(Production("P-1", "T-1", 1, Body, CardGuid), Holder));
        string otherBody = sameId ? Body : "serial:02";
        Guid otherGuid = sameGuid ? CardGuid : Guid.NewGuid();
        var second = new StartProduction(Production("P-2", "T-2", 1, otherBody, otherGuid), Holder);

        TempCardException error = await ThrowsAsync(ErrorIds.BodyInUse, second);
        Assert.Contains("T-1", error.Message, StringComparison.Ordinal);
        await ApplyAsync(new EndProduction("P-1", ProductionState.Succeeded, Start));
        await ThrowsAsync(ErrorIds.BodyInUse, second);
        Assert.Equal("P-1", (await Store.FindLiveBodyAsync(BodyIdentity.Parse(otherBody), otherGuid, None))?.Id);

        await ApplyAsync(new SpoilProduction("P-1", ProductionState.Succeeded, "printed wrong", Start), second);
        Assert.Equal("P-2", (await Store.FindLiveBodyAsync(BodyIdentity.Parse(otherBody), null, None))?.Id);
    }

    [Fact]
    public async Task Torn_bodies_are_found_by_who_they_are_or_as_those_that_nobody_knows()
    {
        const string Master = "SP 800-108 from master 3F2A9C01";
        Guid[] guids = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())];
        await OpenBatchOfAsync([.. Enumerable.Range(1, 6).Select(i => $"T-{i}")]);
        for (int i = 0; i < 6; i++)
        {
            CardProduction production = Production($"P-{i}", $"T-{i + 1}", 1, $"guid:{guids[i]}", guids[i]) with
            {
                StartedAt = Start.AddMinutes(i),
            };
            await ApplyAsync(new StartProduction(
                i switch
                {
                    3 => production with { BodyId = Body },
                    4 => production with { ManagementKey = "SP 800-108 from master 00000000" },
                    _ => production,
                },
                Holder));
            var end = new EndProduction($"P-{i}", ProductionState.Failed, Start) { ErrorId = ErrorIds.CardRemoved };
            if (i < 5)
                await ApplyAsync(end);
        }

        Assert.Equal(["P-2", "P-1"], await IdsAsync(null, 2));
        Assert.Equal(["P-2", "P-1", "P-0"], await IdsAsync(null, 10));
        Assert.Equal(["P-3"], await IdsAsync(Body, 10));
        Assert.Empty(await IdsAsync("serial:99", 10));

        async Task<string[]> IdsAsync(string? body, int limit) =>
        [
            .. (await Store.FindTornAsync(body is null ? null : BodyIdentity.Parse(body), Master, limit, None))
                .Select(p => p.Id),
        ];
    }

    [Fact]
    public async Task Bodies_that_can_not_be_told_apart_are_not_in_use()
    {
        await OpenBatchOfAsync("T-1", "T-2");

        await ApplyAsync(
            new StartProduction(Production("P-1"), Holder), new StartProduction(Production("P-2", "T-2"), Holder));

        Assert.Null(await Store.FindLiveBodyAsync(null, null, None));
    }

    [Fact]
    public async Task A_spoiled_production_loses_its_pins()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1"), Holder),
            new EndProduction("P-1", ProductionState.Succeeded, Start) { SealedPins = "sealed" });
        await ThrowsAsync(
            ErrorIds.StoreConflict, new SpoilProduction("P-1", ProductionState.Failed, "printed wrong", Start));
        Assert.Equal("sealed", (await Store.GetProductionsAsync("T-1", None))[0].SealedPins);

        await ApplyAsync(new SpoilProduction("P-1", ProductionState.Succeeded, "printed wrong", Start));

        CardProduction production = Assert.Single(await Store.GetProductionsAsync("T-1", None));
        Assert.Equal(
            (ProductionState.Spoiled, "printed wrong", null),
            (production.State, production.SpoiledReason, production.SealedPins));
    }

    [Fact]
    public async Task A_production_is_unsettled_until_each_authority_has_been_asked()
    {
        await OpenBatchOfAsync("T-1", "T-2");
        await ApplyAsync(
            new StartProduction(Production("P-1"), Holder),
            new EndProduction("P-1", ProductionState.Failed, Start)
            {
                UnsettledAuthorities = ["local", "corporate", "local"],
            },
            new StartProduction(Production("P-2", "T-2"), Holder),
            new EndProduction("P-2", ProductionState.Failed, Start));

        UnsettledProduction unsettled = Assert.Single(await Store.GetUnsettledAsync([], 10, None));
        Assert.Equal("P-1", unsettled.Production.Id);
        Assert.Equal(["corporate", "local"], unsettled.Authorities);

        await ApplyAsync(new SettleProduction("P-1", "local"), new SettleProduction("P-1", "local"));
        Assert.Equal(["corporate"], Assert.Single(await Store.GetUnsettledAsync([], 10, None)).Authorities);
        await ApplyAsync(new SettleProduction("P-1", "corporate"));
        Assert.Empty(await Store.GetUnsettledAsync([], 10, None));
    }

    [Fact]
    public async Task A_certificate_waits_for_revocation_until_it_is_settled()
    {
        await OpenBatchOfAsync("T-1");
        await ApplyAsync(
            new StartProduction(Production("P-1"), Holder),
            new RecordCertificate(Certificate("0A")),
            new RecordCertificate(Certificate("0B")));
        Assert.Empty(await Store.PendingAsync(10));
        await ThrowsAsync(ErrorIds.StoreConflict, new SettleRevocation("local", "0A", Start, null));

        await ApplyAsync(new QueueRevocation("P-1"));
        Assert.Equal(["0A", "0B"], await PendingAsync(10));

        // One that can't be revoked goes behind the others.
        await ApplyAsync(new SettleRevocation("local", "0A", Start, "out of reach"));
        Assert.Equal(["0B"], await PendingAsync(1));
        await ApplyAsync(new SettleRevocation("local", "0B", Start, null));
        CardCertificate left = Assert.Single(await Store.PendingAsync(10));
        Assert.Equal(("0A", "out of reach"), (left.SerialNumber, left.RevocationError));

        await ApplyAsync(new SettleRevocation("local", "0A", Start.AddHours(1), null));
        Assert.Empty(await PendingAsync(10));
        CardCertificate certificate = (await Store.GetProductionsAsync("T-1", None))[0].Certificates[0];
        Assert.Equal(
            (CertificateState.Revoked, Start.AddHours(1), null),
            (certificate.State, certificate.RevokedAt, certificate.RevocationError));

        async Task<IEnumerable<string>> PendingAsync(int limit) =>
            (await Store.PendingAsync(limit)).Select(pending => pending.SerialNumber);
    }
}
