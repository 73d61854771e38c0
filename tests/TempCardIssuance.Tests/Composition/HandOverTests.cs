using System.Text.Json.Nodes;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Operations.Upkeep;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Logon;

namespace TempCardIssuance.Tests.Composition;

/// <summary>The organisation's own systems are told, by a program, what becomes of cards.</summary>
public sealed class HandOverTests : IDisposable
{
    private const string Card = "T-00001";
    private const string Other = "T-00002";

    private readonly HandOverPlace _place = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Each_step_of_a_card_is_told_at_once_with_all_a_directory_needs()
    {
        await using Workshop workshop = await _place.CompletedAsync();

        await workshop.DoAsync(Grant(Card, "anna"));
        await workshop.DoAsync(new ExtendRequest { CardNumber = Card, Days = 3 });
        await workshop.DoAsync(new LockRequest { CardNumber = Card });
        await workshop.DoAsync(new TakeBackRequest { CardNumber = Card, NotSeen = "test" });
        await workshop.DoAsync(new RevokeRequest { CardNumber = Other, Reason = RevokeReason.Lost });

        JsonNode[] told = _place.Told();
        Assert.Equal(
            ["granted", "extended", "locked", "returned", "revoked"], told.Select(t => (string)t["event"]!));
        CardProduction production = Assert.Single(await workshop.Session.Store.GetProductionsAsync(Card, None));
        JsonNode granted = told[0];
        Assert.Equal(
            (1, Card, "anna", "forgotten"),
            ((int)granted["schema"]!, (string)granted["card"]!["number"]!, (string)granted["holder"]!, (string)granted["reason"]!));
        Assert.Equal(production.CardGuid!.Value.ToString("N").ToUpperInvariant(), (string)granted["body"]!["guid"]!);
        Assert.NotNull(granted["until"]);
        var mapping = CardIdentityMapping.Of(Assert.Single(production.Certificates));
        Assert.Equal(
            mapping.X509IssuerSerialNumber, (string)granted["certificates"]![0]!["x509IssuerSerialNumber"]!);
        Assert.Equal(
            mapping.X509IssuerSerialNumber, (string)told[3]["certificates"]![0]!["x509IssuerSerialNumber"]!);
        Assert.Null(told[4]["holder"]);
        Assert.Equal("lost", (string)told[4]["reason"]!);
        Assert.All(await workshop.HandOversAsync(), h => Assert.Equal(HandOverState.Delivered, h.State));
        Assert.Equal(5, workshop.Events<HandedOver>().Count());
    }

    [Fact]
    public async Task What_becomes_of_the_mapping_is_said_before()
    {
        await using Workshop workshop = await _place.CompletedAsync();
        await workshop.DoAsync(Grant(Card, "anna"));

        Assert.EndsWith("; the directory gets its mapping", await PlannedAsync(Grant(Other, "bert")), StringComparison.Ordinal);
        Assert.EndsWith(
            "; its mapping stays",
            await PlannedAsync(new ExtendRequest { CardNumber = Card, Days = 3 }),
            StringComparison.Ordinal);
        foreach (LifeRequest request in (LifeRequest[])
        [
            new LockRequest { CardNumber = Card },
            new TakeBackRequest { CardNumber = Card, NotSeen = "test" },
            new RevokeRequest { CardNumber = Other, Reason = RevokeReason.Lost },
        ])
        {
            Assert.EndsWith("; its mapping is taken away", await PlannedAsync(request), StringComparison.Ordinal);
        }

        async Task<string> PlannedAsync(LifeRequest request) =>
            (await workshop.Session.Life.PlanAsync(request, None)).Description;
    }

    [ServerFact("/usr/bin/python3", HandOverSchema.Validator)]
    public async Task What_is_told_is_as_the_schema_says()
    {
        await using Workshop workshop = await _place.CompletedAsync();

        await workshop.DoAsync(Grant(Card, "anna"));
        await workshop.DoAsync(new TakeBackRequest { CardNumber = Card, NotSeen = "test" });
        await workshop.DoAsync(new RevokeRequest { CardNumber = Card, Reason = RevokeReason.Damaged });

        foreach (JsonNode told in _place.Told())
            Assert.Equal("", await HandOverSchema.ProblemsAsync(told));
        Assert.Equal(3, _place.Told().Length);
    }

    [Fact]
    public async Task What_can_not_be_told_waits_in_order_and_upkeep_tells_it()
    {
        await using Workshop workshop = await _place.CompletedAsync();
        await _place.FailAsync();
        await workshop.DoAsync(Grant(Card, "anna"));
        await workshop.DoAsync(new ExtendRequest { CardNumber = Card, Days = 3 });
        CardHandOver[] waiting = await workshop.HandOversAsync();
        UpkeepResult first = await workshop.UpkeepAsync();
        _place.Work();
        UpkeepResult second = await workshop.UpkeepAsync();

        Assert.All(waiting, h => Assert.Equal(HandOverState.Pending, h.State));
        Assert.NotEmpty(workshop.Events<HandOverPending>());
        Assert.Equal((2, false), (first.HandOversPending, first.IsDone));
        Assert.Equal((2, 0, true), (second.HandedOver, second.HandOversPending, second.IsDone));
        Assert.Equal(["granted", "extended"], _place.Told().Select(t => (string)t["event"]!));
        // Who the holder is stands in one place, whatever the program says.
        Assert.DoesNotContain(
            await workshop.Session.Store.ReadAuditAsync(new AuditQuery(), None).ToListAsync(),
            e => e.Detail?.Contains("anna", StringComparison.OrdinalIgnoreCase) == true);
        Assert.All(waiting, h => Assert.DoesNotContain("anna", h.Error ?? "", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Taking_away_overtakes_what_was_not_told_and_makes_it_void()
    {
        await using Workshop workshop = await _place.CompletedAsync();
        await _place.FailAsync();
        await workshop.DoAsync(Grant(Card, "anna"));
        _place.Work();

        await workshop.DoAsync(new LockRequest { CardNumber = Card });

        Assert.Equal(["locked"], _place.Told().Select(t => (string)t["event"]!));
        Assert.Equal(
            [(HandOverEvent.Granted, HandOverState.Voided), (HandOverEvent.Locked, HandOverState.Delivered)],
            (await workshop.HandOversAsync()).Select(h => (h.Event, h.State)));
    }

    [Fact]
    public async Task While_the_program_may_be_running_for_a_card_nothing_else_of_it_is_told()
    {
        await using Workshop workshop = await _place.CompletedAsync();
        workshop.Clock.Stop();
        await _place.FailAsync();
        await workshop.DoAsync(Grant(Card, "anna"));
        _place.Work();
        DateTimeOffset now = workshop.Clock.GetUtcNow();
        // Another process has it in hand, and dies.
        CardHandOver? taken = await workshop.Session.Store.TakeHandOverAsync(
            new HandOverTaking(Card, "other", now, now.AddMinutes(1)), None);

        await workshop.DoAsync(new LockRequest { CardNumber = Card });
        int before = _place.Told().Length;
        workshop.Clock.Advance(TimeSpan.FromMinutes(2));
        await workshop.UpkeepAsync();

        Assert.Equal(HandOverEvent.Granted, taken?.Event);
        Assert.Equal(0, before);
        Assert.Equal(["locked"], _place.Told().Select(t => (string)t["event"]!));
    }

    [Theory]
    [InlineData("[nothing-of-this-name]")]
    [InlineData("[sh, -c, 'exec sleep 600'], timeOutSeconds: 1")]
    [InlineData("[sh, -c, 'head -c 100000 /dev/urandom; head -c 100000 /dev/urandom >&2; exit 9']")]
    public async Task A_program_that_is_missing_hangs_or_prints_garbage_holds_up_nothing(string command)
    {
        await using Workshop workshop = await _place.CompletedAsync(("stations:", $"handOver: {{ command: {command} }}\nstations:"));

        TemporaryCard granted = await workshop.DoAsync(Grant(Card, "anna"));
        TemporaryCard locked = await workshop.DoAsync(new LockRequest { CardNumber = Card });

        Assert.Equal((CardState.Assigned, CardState.Locked), (granted.State, locked.State));
        CardHandOver left = Assert.Single(await workshop.HandOversAsync(), h => h.State == HandOverState.Pending);
        Assert.Equal((HandOverEvent.Locked, 1), (left.Event, left.Tries));
        Assert.NotNull(left.Error);
        Assert.Equal(CertificateState.Revoked, (await workshop.CertificateAsync(Card)).State);
    }

    [Fact]
    public async Task Nobody_is_told_where_nobody_wants_it()
    {
        await using Workshop workshop = await _place.CompletedAsync(("stations:", "stations:"));

        await workshop.DoAsync(Grant(Card, "anna"));

        Assert.Empty(await workshop.HandOversAsync());
    }

    private static GrantRequest Grant(string card, string holder) => new() { CardNumber = card, Holder = holder };
}
