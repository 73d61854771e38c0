using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure.Authorities;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Cards end by the clock of the organisation, wherever the machine is.</summary>
public sealed class TimeZoneTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_card_and_its_certificates_end_with_the_day_on_its_face()
    {
        string dated = Path.Combine(OpenSslCa.Root(), "examples", "layouts", "temp-card-dated.svg");
        await using var workshop = new Workshop(replace: [("layout: default }", $"layout: '{dated}' }}")]);
        await workshop.Session.Database.SetTimeZone("America/Los_Angeles", site: null).ActAsync(None);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        CardProduction production = Assert.Single(batch.Productions);
        DateTimeOffset until = production.ValidUntil!.Value;
        DateOnly last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(production.StartedAt, zone).DateTime)
            .AddDays(batch.Options.ValidityDays);
        Assert.Equal(last.ToDateTime(new TimeOnly(23, 59, 59)), TimeZoneInfo.ConvertTime(until, zone).DateTime);
        string face = await File.ReadAllTextAsync(production.Faces[0], None);
        Assert.Contains($">{last:yyyy-MM-dd}<", face, StringComparison.Ordinal);
        CardCertificate certificate = Assert.Single(production.Certificates);
        Assert.Equal(until, certificate.NotAfter);
    }

    [Fact]
    public async Task The_first_machine_decides_for_all()
    {
        await using var workshop = new Workshop();
        string[] cards = await workshop.RequestAsync(1);
        Assert.Empty((await workshop.Session.Database.TestAsync(None)).TimeZones);

        await workshop.IssueAsync(cards);
        Assert.Equal(
            CardCalendar.IdOf(TimeZoneInfo.Local) is { } local ? [new StoreTimeZone(null, local)] : [],
            (await workshop.Session.Database.TestAsync(None)).TimeZones);
        await workshop.Session.Database.SetTimeZone("Asia/Tokyo", site: null).ActAsync(None);
        await workshop.Session.Database.SetTimeZone("Europe/Berlin", "Berlin").ActAsync(None);
        await workshop.IssueAsync(await workshop.RequestAsync(1));

        Assert.Equal(
            [new StoreTimeZone(null, "Asia/Tokyo"), new StoreTimeZone("BERLIN", "Europe/Berlin")],
            (await workshop.Session.Database.TestAsync(None)).TimeZones);
        var changed = new AuditQuery { Kinds = [AuditKinds.TimeZoneChanged] };
        Assert.Equal(2, await workshop.Session.Store.ReadAuditAsync(changed, None).CountAsync(None));
    }
}
