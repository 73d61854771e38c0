using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// The invariants of the design, looked up in the store, in the authority's own files, and on the virtual bodies
/// themselves.
/// </summary>
internal static class Invariants
{
    /// <param name="workshop">Where the work was done.</param>
    /// <param name="bodies">Every body that may have been worked on, as far as it was kept.</param>
    public static async Task CheckAsync(Workshop workshop, IEnumerable<VirtualPivCard>? bodies = null)
    {
        ICardStore store = workshop.Session.Store;
        var productions = new List<CardProduction>();
        var givenUp = new HashSet<string>(StringComparer.Ordinal);
        await foreach (TemporaryCard card in store.FindCardsAsync(new CardQuery(), CancellationToken.None))
        {
            IReadOnlyList<CardProduction> own =
                await store.GetProductionsAsync(card.CardNumber, CancellationToken.None);
            productions.AddRange(own);
            CheckCard(card, own);
            if (card.State is CardState.Locked or CardState.Revoked)
                givenUp.UnionWith(own.Where(p => p.State == ProductionState.Succeeded).Select(p => p.Id));
        }

        var overdue = new AuditQuery { Kinds = [AuditKinds.CardOverdue] };
        await foreach (AuditEvent late in store.ReadAuditAsync(overdue, CancellationToken.None))
            givenUp.Add(late.ProductionId!);
        CheckBodies(productions);
        IReadOnlyList<UnsettledProduction> unsettled =
            await store.GetUnsettledAsync([], int.MaxValue, CancellationToken.None);
        foreach (UnsettledProduction open in unsettled)
            await CheckUnsettledAsync(store, open.Production);
        CheckCertificates(
            workshop, productions.ToDictionary(p => p.Id, StringComparer.Ordinal), givenUp, unsettled.Count);
        using var onBodies = new BodyInvariants(workshop, productions);
        foreach (VirtualPivCard body in bodies ?? [])
            onBodies.Check(body);
        await CheckAuditAsync(store);
    }

    /// <summary>A card that is ready has exactly one production that stands; any other has none.</summary>
    private static void CheckCard(TemporaryCard card, IReadOnlyList<CardProduction> productions)
    {
        int standing = productions.Count(p => p.State == ProductionState.Succeeded);
        bool isMade = card.State is CardState.Unassigned or CardState.Assigned or CardState.Expired or CardState.Locked;
        Assert.True(
            card.State == CardState.Revoked ? standing <= 1 : standing == (isMade ? 1 : 0),
            $"{card.CardNumber} is {card.State} with {standing} productions that stand");
        Assert.DoesNotContain(productions, p => p.State == ProductionState.Started);
        Assert.All(productions, p => Assert.Equal(
            p.State == ProductionState.Succeeded && p.BodyId is not null, p.SealedPins is not null));
    }

    private static void CheckBodies(IEnumerable<CardProduction> productions)
    {
        var live = productions.Where(p => p.State == ProductionState.Succeeded && p.BodyId is not null).ToList();
        Assert.Equal(live.Count, live.DistinctBy(p => p.BodyId).Count());
        Assert.Equal(live.Count, live.DistinctBy(p => p.CardGuid).Count());
    }

    /// <summary>Nobody is asked for what is on record.</summary>
    private static async Task CheckUnsettledAsync(ICardStore store, CardProduction production)
    {
        CardBatch batch = (await store.GetBatchAsync(production.BatchId, withProductions: true, CancellationToken.None))!;
        CardProduction read = batch.Productions.Single(p => p.Id == production.Id);
        Assert.NotEmpty(batch.Options.Certificates.Except(read.Certificates.Select(c => c.Profile)));
    }

    /// <summary>
    /// Every certificate that the authority ever issued stands with its card, or is on the revocation list.
    /// </summary>
    /// <param name="workshop">Where the work was done.</param>
    /// <param name="productions">All of them, by id.</param>
    /// <param name="givenUp">Productions that stand though their cards are not trusted any more.</param>
    /// <param name="unsettled">How many productions may have one that nobody can find; they are told to somebody.</param>
    private static void CheckCertificates(
        Workshop workshop, Dictionary<string, CardProduction> productions, HashSet<string> givenUp, int unsettled)
    {
        string folder = Path.Combine(workshop.Folder, "ca");
        if (!File.Exists(Path.Combine(folder, "index.jsonl")))
        {
            CheckAgainstOpenSsl(Path.Combine(folder, "index.txt"), [.. productions.Values], unsettled);
            return;
        }

        HashSet<string> revoked = RevokedSerials(Path.Combine(folder, "crl.der"));
        foreach (JsonElement issued in File.ReadLines(Path.Combine(folder, "index.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(e => e.TryGetProperty("productionId", out _)))
        {
            string serial = issued.GetProperty("serial").GetString()!;
            CardProduction production = productions[issued.GetProperty("productionId").GetString()!];
            CardCertificate record = Assert.Single(production.Certificates, c => c.SerialNumber == serial);
            bool stands =
                production.State == ProductionState.Succeeded && !givenUp.Contains(production.Id);
            Assert.Equal(stands ? CertificateState.Active : CertificateState.Revoked, record.State);
            Assert.Equal(!stands, revoked.Contains(serial));
        }
    }

    /// <summary>The same with the record of <c>openssl ca</c>: state, end, end by revocation, serial number.</summary>
    private static void CheckAgainstOpenSsl(
        string record, IReadOnlyList<CardProduction> productions, int unsettled)
    {
        ILookup<string, (CardProduction, CardCertificate)> known = productions
            .SelectMany(p => p.Certificates.Select(c => (p, c)))
            .ToLookup(found => found.c.SerialNumber.TrimStart('0'));
        string[][] all = [.. File.ReadLines(record).Select(line => line.Split('\t'))];
        string[][] recorded = [.. all.Where(issued => known.Contains(issued[3].TrimStart('0')))];
        Assert.InRange(all.Length - recorded.Length, 0, unsettled);
        foreach (string[] issued in recorded)
        {
            (CardProduction production, CardCertificate certificate) =
                Assert.Single(known[issued[3].TrimStart('0')]);
            bool stands = production.State == ProductionState.Succeeded;
            Assert.True(
                certificate.State == (stands ? CertificateState.Active : CertificateState.Revoked),
                $"{certificate.SerialNumber} is {certificate.State}: {certificate.RevocationError}");
            Assert.Equal(stands ? "V" : "R", issued[0]);
        }
    }

    /// <summary>What is on the list that is out, in upper-case hex.</summary>
    public static IReadOnlyCollection<string> RevokedSerials(Workshop workshop) =>
        [.. RevokedSerials(Path.Combine(workshop.Folder, "ca", "crl.der")).Where(s => s.Length % 2 == 0)];

    private static HashSet<string> RevokedSerials(string file)
    {
        var list = CertificateRevocationListBuilder.Load(File.ReadAllBytes(file), out _);
        var reader =
            new System.Formats.Asn1.AsnReader(File.ReadAllBytes(file), System.Formats.Asn1.AsnEncodingRules.DER);
        Assert.NotNull(list);
        AsnReader body = reader.ReadSequence().ReadSequence();
        var serials = new HashSet<string>(StringComparer.Ordinal);
        body.ReadInteger();
        for (int i = 0; i < 4; i++)
            body.ReadEncodedValue();
        if (body.HasData && body.PeekTag().HasSameClassAndValue(System.Formats.Asn1.Asn1Tag.Sequence))
        {
            AsnReader entries = body.ReadSequence();
            while (entries.HasData)
                serials.Add(Convert.ToHexString(entries.ReadSequence().ReadIntegerBytes().Span).TrimStart('0'));
        }

        return [.. serials.SelectMany(s => new[] { s, s.PadLeft(s.Length + (s.Length % 2), '0') })];
    }

    private static async Task CheckAuditAsync(ICardStore store)
    {
        string previous = AuditChain.Start;
        await foreach (AuditEvent entry in store.ReadAuditAsync(new AuditQuery(), CancellationToken.None))
        {
            Assert.Equal(AuditChain.Hash(previous, entry), entry.Hash);
            previous = entry.Hash;
        }

        AuditReport report = await new AuditTrail(store).VerifyAsync(CancellationToken.None);
        Assert.Empty(report.Findings);
        Assert.Empty(report.Disagreements);
    }
}
