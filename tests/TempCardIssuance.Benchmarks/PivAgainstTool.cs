using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Benchmarks;

/// <summary>
/// One card made by us through pcscd, from the blank in the reader to the record in the store, against the same work
/// done with yubico-piv-tool step by step. Both cards take as long as real ones.
/// </summary>
internal static class PivAgainstTool
{
    private const int Rounds = 9;

    public static async Task RunAsync()
    {
        if ((PcscDaemon.Missing ?? (YubicoTool.IsInstalled ? null : "yubico-piv-tool is not installed")) is { } missing)
            throw new InvalidOperationException(missing);
        PcscDaemon.DivertClients();
        using var daemon = PcscDaemon.Start(readers: 2);
        PcscReaders.List(); // answers once pcscd is up
        VirtualSlot ourSlot = daemon.Slots[0];
        VirtualSlot theirSlot = daemon.Slots[1];
        using var workplace = new Workplace($$"""{ name: desk, reader: '{{ourSlot.Reader}}' }""");
        await using IssuanceSession session = workplace.Open();
        using var tool = new YubicoTool(theirSlot.Reader, workplace.Folder);

        var ours = new List<CardWatch>();
        var theirs = new List<CardWatch>();
        foreach (string card in await Workplace.RequestAsync(session, Rounds + 1))
        {
            CardWatch our = await CardWatch.InsertAsync(ourSlot);
            await IssueAsync(session, card, our);
            ours.Add(our);
            CardWatch their = await CardWatch.InsertAsync(theirSlot);
            their.Begin();
            await tool.IssueAsync(card);
            their.End();
            theirs.Add(their);
        }

        // The first round compiles our code and makes the authority.
        Report([.. ours.Skip(1)], [.. theirs.Skip(1)]);
    }

    private static async Task IssueAsync(IssuanceSession session, string card, CardWatch watch)
    {
        var request = new IssuanceRequest { CardNumbers = [card] };
        IssuancePlan plan = await session.Planner.PlanAsync(request, watch, CancellationToken.None);
        CardBatch batch = await session.Issuance.StartAsync(plan, watch, CancellationToken.None);
        if (batch.Unassigned != 1)
            throw new InvalidOperationException($"Card {card} failed: {batch.Productions[0].Message}");
    }

    private static void Report(IReadOnlyList<CardWatch> ours, IReadOnlyList<CardWatch> theirs)
    {
        const string tool = "yubico-piv-tool, one command per step";
        Measurement.Report(
            "piv: APDUs of a card (wanted: at most 60)", ours.Max(w => w.Commands), "APDUs",
            tool, theirs.Max(w => w.Commands));
        Measurement.Report(
            "piv: time of a card (wanted ratio: at most 0.35)", Samples.Median(ours.Select(w => w.Milliseconds)), "ms",
            tool, Samples.Median(theirs.Select(w => w.Milliseconds)));
        Measurement.Report(
            "piv: share of host and pcscd in it (wanted: under 10)", Samples.Median(ours.Select(w => w.HostShare)), "%",
            tool, Samples.Median(theirs.Select(w => w.HostShare)));
    }
}
