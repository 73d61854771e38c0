using System.Management.Automation;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Shows what happened to cards or batches, from the audit trail.</summary>
/// <remarks>
/// <para>
/// Returns the events of the audit trail in their order: who requested, claimed, made, spoiled, completed or cancelled
/// what, and when, at which station, with which result. Of several cards or batches the events come one card after the
/// other. Without -Number and -BatchId the whole trail is returned.
/// </para>
/// <para>
/// Each event carries a hash over itself and the one before it, so that a trail that was changed afterwards can be told
/// from the original. PINs and keys are never part of it.
/// </para>
/// </remarks>
/// <example>
/// <para>See what happened to a card</para>
/// <code>Get-CardHistory T-00003</code>
/// </example>
/// <example>
/// <para>See what happened in a batch</para>
/// <code>Get-CardBatch B-000001 | Get-CardHistory</code>
/// </example>
/// <example>
/// <para>Write the trail of the last 30 days to a file</para>
/// <code>Get-CardHistory -From (Get-Date).AddDays(-30) | Export-Csv ./audit.csv</code>
/// </example>
/// <example>
/// <para>See what happened to all cards of a site</para>
/// <code>Get-TemporaryCard -Site Basel | Get-CardHistory | Format-Table At, CardNumber, Kind, Operator</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardBatchCommand"/>
[Cmdlet(VerbsCommon.Get, "CardHistory", SupportsPaging = true)]
[OutputType(typeof(AuditEvent))]
public sealed class GetCardHistoryCommand : SearchCmdlet
{
    private readonly HashSet<(string? Number, string? Batch)> _seen = [];

    /// <summary>The numbers of cards; wildcards are allowed. Cards, productions and batches can be piped.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number", OrBatch = true)]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>The id of a batch, such as B-000042: only what happened in it. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [Alias("Id")]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    /// <summary>What happened at this time or later.</summary>
    [Parameter]
    [DateArgument]
    public DateTime? From { get; set; }

    /// <summary>What happened before this time.</summary>
    [Parameter]
    [DateArgument]
    public DateTime? Before { get; set; }

    /// <summary>Kinds of event, such as ProductionFailed; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EventKindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>What this operator did.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OperatorCompleter))]
    public string? Operator { get; set; }

    /// <summary>What was done at this station.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StationCompleter))]
    public string? Station { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        bool isAll = Number is null && BatchId is null && From is null && Before is null
            && Kind.Length == 0 && Operator is null && Station is null;
        WriteTotal(() => isAll ? (Wait(Session.Store.GetAuditHeadAsync).Sequence, 1.0) : (0, 0.0));
        Page page = SearchSeveral();
        foreach ((string? number, string? batch) in CardChoice.Read(Number, BatchId)
            .SelectMany(Targets).Where(_seen.Add))
        {
            if (page.IsFull)
                return;
            Write(number, batch);
        }
    });

    /// <summary>The cards and batches that are meant, each once; the trail itself knows no wildcards.</summary>
    private IEnumerable<(string? Number, string? Batch)> Targets(CardChoice choice) =>
        from number in Expand(
            choice.Numbers,
            patterns => Session.Store.FindCardsAsync(
                new CardQuery { Numbers = patterns, Order = CardOrder.Number }, Stop).Select(card => card.CardNumber))
        from batch in Expand(
            choice.BatchId is { } id ? [id] : null,
            patterns => Session.Store.FindBatchesAsync(new BatchQuery { Ids = patterns }, Stop).Select(b => b.Id).Reverse())
        select (number, batch);

    private IEnumerable<string?> Expand(string[]? texts, Func<IReadOnlyList<string>, IAsyncEnumerable<string>> find)
    {
        if (texts is null)
            return [null];
        return texts.SelectMany(text =>
        {
            var filter = new NumberFilter([text]);
            return filter.Literals.Count > 0
                ? filter.Literals
                : Wait(async stop => await find(filter.ForStore).Where(filter.Accepts).ToListAsync(stop));
        });
    }

    private void Write(string? number, string? batch)
    {
        bool any = false;
        var query = new AuditQuery
        {
            CardNumber = number,
            BatchId = batch,
            Kinds = AuditKinds.Find(Kind),
            Operator = Operator,
            Station = Station,
            From = From,
            Before = Before,
        };
        IAsyncEnumerable<AuditEvent> events = Session.Store
            .ReadAuditAsync(query, Stop)
            .Where(_ => any = true);
        Stream(Cut(events, _ => null), WriteObject);
        if (any)
            return;
        ComplainOfCards(number is null ? [] : [number]);
        ComplainOfBatches(batch is null ? [] : [batch]);
    }
}
