using System.Text;
using System.Text.Json.Nodes;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Operations.Upkeep;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Logon;

namespace TempCardIssuance.Tests.Composition;

/// <summary>The organisation's own systems are told, by a program, what becomes of cards; upkeep does what is left.</summary>
public sealed class HandOverTests : IDisposable
{
    private const string Card = "T-00001";
    private const string Other = "T-00002";

    /// <summary>Keeps what it gets, unless a file tells it to fail.</summary>
    private const string Program =
        """
        d=$(dirname "$0")
        if [ -e "$d/fail" ]; then echo "no such account: anna" >&2; exit 3; fi
        cat >> "$d/told.jsonl" && echo >> "$d/told.jsonl"
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-hand-over-");

    private static CancellationToken None => CancellationToken.None;

    private string Script => Path.Combine(_folder.FullName, "tell.sh");

    private string HandOver => $"handOver: {{ command: [sh, {Script}] }}\nstations:";

    private string Fail => Path.Combine(_folder.FullName, "fail");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_step_of_a_card_is_told_at_once_with_all_a_directory_needs()
    {
        await using Workshop workshop = await CompletedAsync();

        await DoAsync(workshop, Grant(Card, "anna"));
        await DoAsync(workshop, new ExtendRequest { CardNumber = Card, Days = 3 });
        await DoAsync(workshop, new LockRequest { CardNumber = Card });
        await DoAsync(workshop, new TakeBackRequest { CardNumber = Card, NotSeen = "test" });
        await DoAsync(workshop, new RevokeRequest { CardNumber = Other, Reason = RevokeReason.Lost });

        JsonNode[] told = Told();
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
        Assert.All(await AllAsync(workshop), h => Assert.Equal(HandOverState.Delivered, h.State));
        Assert.Equal(5, workshop.Events<HandedOver>().Count());
    }

    [ServerFact("/usr/bin/python3", HandOverSchema.Validator)]
    public async Task What_is_told_is_as_the_schema_says()
    {
        await using Workshop workshop = await CompletedAsync();

        await DoAsync(workshop, Grant(Card, "anna"));
        await DoAsync(workshop, new TakeBackRequest { CardNumber = Card, NotSeen = "test" });
        await DoAsync(workshop, new RevokeRequest { CardNumber = Card, Reason = RevokeReason.Damaged });

        foreach (JsonNode told in Told())
            Assert.Equal("", await HandOverSchema.ProblemsAsync(told));
        Assert.Equal(3, Told().Length);
    }

    [Fact]
    public async Task What_can_not_be_told_waits_in_order_and_upkeep_tells_it()
    {
        await using Workshop workshop = await CompletedAsync();
        await File.WriteAllTextAsync(Fail, "");
        await DoAsync(workshop, Grant(Card, "anna"));
        await DoAsync(workshop, new ExtendRequest { CardNumber = Card, Days = 3 });
        CardHandOver[] waiting = await AllAsync(workshop);
        UpkeepResult first = await UpkeepAsync(workshop);
        File.Delete(Fail);
        UpkeepResult second = await UpkeepAsync(workshop);

        Assert.All(waiting, h => Assert.Equal(HandOverState.Pending, h.State));
        Assert.NotEmpty(workshop.Events<HandOverPending>());
        Assert.Equal((2, false), (first.HandOversPending, first.IsDone));
        Assert.Equal((2, 0, true), (second.HandedOver, second.HandOversPending, second.IsDone));
        Assert.Equal(["granted", "extended"], Told().Select(t => (string)t["event"]!));
        // Who the holder is stands in one place, whatever the program says.
        Assert.DoesNotContain(
            await workshop.Session.Store.ReadAuditAsync(new AuditQuery(), None).ToListAsync(),
            e => e.Detail?.Contains("anna", StringComparison.OrdinalIgnoreCase) == true);
        Assert.All(waiting, h => Assert.DoesNotContain("anna", h.Error ?? "", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Taking_away_overtakes_what_was_not_told_and_makes_it_void()
    {
        await using Workshop workshop = await CompletedAsync();
        await File.WriteAllTextAsync(Fail, "");
        await DoAsync(workshop, Grant(Card, "anna"));
        File.Delete(Fail);

        await DoAsync(workshop, new LockRequest { CardNumber = Card });

        Assert.Equal(["locked"], Told().Select(t => (string)t["event"]!));
        Assert.Equal(
            [(HandOverEvent.Granted, HandOverState.Voided), (HandOverEvent.Locked, HandOverState.Delivered)],
            (await AllAsync(workshop)).Select(h => (h.Event, h.State)));
    }

    [Fact]
    public async Task While_the_program_may_be_running_for_a_card_nothing_else_of_it_is_told()
    {
        await using Workshop workshop = await CompletedAsync();
        workshop.Clock.Stop();
        await File.WriteAllTextAsync(Fail, "");
        await DoAsync(workshop, Grant(Card, "anna"));
        File.Delete(Fail);
        DateTimeOffset now = workshop.Clock.GetUtcNow();
        // Another process has it in hand, and dies.
        CardHandOver? taken = await workshop.Session.Store.TakeHandOverAsync(
            new HandOverTaking(Card, "other", now, now.AddMinutes(1)), None);

        await DoAsync(workshop, new LockRequest { CardNumber = Card });
        int before = Told().Length;
        workshop.Clock.Advance(TimeSpan.FromMinutes(2));
        await UpkeepAsync(workshop);

        Assert.Equal(HandOverEvent.Granted, taken?.Event);
        Assert.Equal(0, before);
        Assert.Equal(["locked"], Told().Select(t => (string)t["event"]!));
    }

    [Fact]
    public async Task A_loan_is_told_to_end_soon_to_have_ended_and_to_be_overdue_and_certificates_are_revoked_then()
    {
        await using Workshop workshop = await CompletedAsync();
        workshop.Clock.Stop();
        await DoAsync(workshop, Grant(Card, "anna") with { Days = 2 });

        UpkeepResult none = await UpkeepAsync(workshop);
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        UpkeepResult soon = await UpkeepAsync(workshop);
        workshop.Clock.Advance(TimeSpan.FromDays(1));
        UpkeepResult ended = await UpkeepAsync(workshop);
        CardCertificate still = await CertificateAsync(workshop);
        workshop.Clock.Advance(TimeSpan.FromDays(1));
        UpkeepResult overdue = await UpkeepAsync(workshop);
        UpkeepResult again = await UpkeepAsync(workshop);

        Assert.Equal((0, 0, 0), (none.EndingSoon, none.Ended, none.Overdue));
        Assert.Equal((1, 0, 0), (soon.EndingSoon, soon.Ended, soon.Overdue));
        Assert.Equal((0, 1, 0), (ended.EndingSoon, ended.Ended, ended.Overdue));
        Assert.Equal(CertificateState.Active, still.State);
        Assert.Equal((0, 0, 1, 1), (overdue.EndingSoon, overdue.Ended, overdue.Overdue, overdue.Revoked));
        Assert.Equal((0, 0, 0, 0), (again.EndingSoon, again.Ended, again.Overdue, again.HandedOver));
        Assert.Equal(CertificateState.Revoked, (await CertificateAsync(workshop)).State);
        Assert.Equal(
            ["granted", "endingSoon", "ended", "overdue"], Told().Select(t => (string)t["event"]!));
        Assert.Equal(CardState.Expired, await workshop.StateAsync(Card));
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.Empty(report.Disagreements);
        await Invariants.CheckAsync(workshop);
    }

    [Fact]
    public async Task Upkeep_of_several_computers_at_once_does_each_thing_once()
    {
        await using Workshop workshop = await CompletedAsync();
        await DoAsync(workshop, Grant(Card, "anna") with { Days = 0 });
        workshop.Clock.Advance(TimeSpan.FromDays(4));

        UpkeepResult[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using IssuanceSession session = workshop.OpenSession();
            return await (await session.Upkeep.PlanAsync(None)).ActAsync(None);
        }));

        Assert.Equal((1, 1), (results.Sum(r => r.Ended), results.Sum(r => r.Overdue)));
        await UpkeepAsync(workshop);
        Assert.Equal(["granted", "ended", "overdue"], Told().Select(t => (string)t["event"]!));
    }

    [Theory]
    [InlineData("[nothing-of-this-name]")]
    [InlineData("[sh, -c, 'exec sleep 600'], timeOutSeconds: 1")]
    [InlineData("[sh, -c, 'head -c 100000 /dev/urandom; head -c 100000 /dev/urandom >&2; exit 9']")]
    public async Task A_program_that_is_missing_hangs_or_prints_garbage_holds_up_nothing(string command)
    {
        await using Workshop workshop = await CompletedAsync(("stations:", $"handOver: {{ command: {command} }}\nstations:"));

        TemporaryCard granted = await DoAsync(workshop, Grant(Card, "anna"));
        TemporaryCard locked = await DoAsync(workshop, new LockRequest { CardNumber = Card });

        Assert.Equal((CardState.Assigned, CardState.Locked), (granted.State, locked.State));
        CardHandOver left = Assert.Single(await AllAsync(workshop), h => h.State == HandOverState.Pending);
        Assert.Equal((HandOverEvent.Locked, 1), (left.Event, left.Tries));
        Assert.NotNull(left.Error);
        Assert.Equal(CertificateState.Revoked, (await CertificateAsync(workshop)).State);
    }

    [Fact]
    public async Task Another_computer_has_the_program()
    {
        await using Workshop workshop = await CompletedAsync(("stations:", "handOver: { queue: true }\nstations:"));

        await DoAsync(workshop, Grant(Card, "anna"));
        UpkeepResult here = await UpkeepAsync(workshop);
        string yaml = await File.ReadAllTextAsync(workshop.ConfigurationFile);
        await WriteProgramAsync();
        await File.WriteAllTextAsync(
            workshop.ConfigurationFile, yaml.Replace("handOver: { queue: true }\nstations:", HandOver, StringComparison.Ordinal));
        await using IssuanceSession there = workshop.OpenSession();
        UpkeepResult elsewhere = await (await there.Upkeep.PlanAsync(None)).ActAsync(None);

        Assert.Equal((0, 1), (here.HandedOver, here.HandOversPending));
        Assert.Equal((1, 0), (elsewhere.HandedOver, elsewhere.HandOversPending));
    }

    [Fact]
    public async Task Nobody_is_told_where_nobody_wants_it()
    {
        await using Workshop workshop = await CompletedAsync(("stations:", "stations:"));

        await DoAsync(workshop, Grant(Card, "anna"));

        Assert.Empty(await AllAsync(workshop));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Stations_that_serve_others_do_it_by_the_way_where_that_is_said(string upkeep, int told)
    {
        await using Workshop workshop = await CompletedAsync(("stations:", $"upkeep: {upkeep}\n{HandOver}"));
        await File.WriteAllTextAsync(Fail, "");
        await DoAsync(workshop, Grant(Card, "anna"));
        File.Delete(Fail);
        using var stop = new CancellationTokenSource();

        Task work() => told == 0 ? Task.CompletedTask : UntilToldAsync(workshop);
        await workshop.Session.Upkeep.BesideAsync(work, workshop, stop.Token);

        Assert.Equal(told, Told().Length);
    }

    [Fact]
    public async Task It_is_known_when_upkeep_should_have_run()
    {
        await using Workshop workshop = await CompletedAsync();
        UpkeepDesk desk = workshop.Session.Upkeep;

        Assert.Null((await desk.CheckAsync(None)).LastRun);
        await DoAsync(workshop, Grant(Card, "anna") with { Days = 0 });
        Assert.Null(await desk.RemindAsync(None));
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.NotNull(await desk.RemindAsync(None));
        Assert.Equal(ErrorIds.UpkeepOverdue, await RefusedAsync(() => desk.CheckAsync(None)));
        UpkeepResult ran = await UpkeepAsync(workshop);
        Assert.Equal(ran.At, (await desk.CheckAsync(None)).LastRun);
        workshop.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(ErrorIds.UpkeepOverdue, await RefusedAsync(() => desk.CheckAsync(None)));
    }

    [Fact]
    public async Task Holders_are_forgotten_when_their_time_is_over_and_the_trail_verifies()
    {
        await using Workshop workshop = await CompletedAsync(
            ("stations:", $"retention: {{ holderDays: 7 }}\n{HandOver}"));
        await DoAsync(workshop, Grant(Card, "anna.lind"));
        await DoAsync(workshop, new TakeBackRequest { CardNumber = Card, NotSeen = "test" });
        await DoAsync(workshop, Grant(Other, "berta.moe"));

        workshop.Clock.Advance(TimeSpan.FromDays(6));
        await UpkeepAsync(workshop);
        string? known = (await workshop.Session.Store.GetCardAsync(Card, None))!.Holder;
        workshop.Clock.Advance(TimeSpan.FromDays(2));
        await UpkeepAsync(workshop);

        Assert.Equal("anna.lind", known);
        Assert.Null((await workshop.Session.Store.GetCardAsync(Card, None))!.Holder);
        Assert.Equal("berta.moe", (await workshop.Session.Store.GetCardAsync(Other, None))!.Holder);
        AuditReport report = await workshop.Session.Audit.VerifyAsync(None);
        Assert.Empty(report.Disagreements);
        await workshop.Session.DisposeAsync();
        Assert.NotEmpty(FilesWith(workshop.Folder, "berta.moe"));
        Assert.Empty(FilesWith(workshop.Folder, "anna.lind"));
    }

    private static GrantRequest Grant(string card, string holder) => new() { CardNumber = card, Holder = holder };

    private static async Task<TemporaryCard> DoAsync(Workshop workshop, LifeRequest request) =>
        await (await workshop.Session.Life.PlanAsync(request, None)).ActAsync(workshop, None);

    private static async Task<UpkeepResult> UpkeepAsync(Workshop workshop) =>
        await (await workshop.Session.Upkeep.PlanAsync(None)).ActAsync(workshop, None);

    private static async Task<string> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<TempCardException>(act)).ErrorId;

    private static async Task<CardHandOver[]> AllAsync(Workshop workshop) =>
        await workshop.Session.Upkeep.FindHandOversAsync(new HandOverQuery(), None).ToArrayAsync();

    private static async Task<CardCertificate> CertificateAsync(Workshop workshop) =>
        Assert.Single(Assert.Single(await workshop.Session.Store.GetProductionsAsync(Card, None)).Certificates);

    private static async Task UntilToldAsync(Workshop workshop)
    {
        while ((await AllAsync(workshop))[0].State == HandOverState.Pending)
            await Task.Delay(20);
    }

    /// <summary>Texts may lie in any file, also in what a database has not overwritten yet.</summary>
    private static IEnumerable<string> FilesWith(string folder, string text) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
                || File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text.ToUpperInvariant())) >= 0);

    private JsonNode[] Told()
    {
        string file = Path.Combine(_folder.FullName, "told.jsonl");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonNode.Parse(line)!)] : [];
    }

    private Task WriteProgramAsync() => File.WriteAllTextAsync(Script, Program);

    private async Task<Workshop> CompletedAsync(params (string Old, string New)[] replace)
    {
        await WriteProgramAsync();
        var workshop = new Workshop(replace: replace.Length > 0 ? replace : [("stations:", HandOver)]);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        return workshop;
    }
}
