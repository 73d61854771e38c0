using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Searches batches and shows what became of their cards.</summary>
/// <remarks>
/// <para>
/// Returns batches, the newest first, each with its options, its counts and every production: which card was made when,
/// at which station, on which body, with which certificates, and what went wrong. A table has a line for each batch;
/// Format-List tells the whole story.
/// </para>
/// <para>
/// A batch is Producing, then Produced, then Completed or Cancelled. It is Interrupted where the process that made it
/// was stopped or died; Resume-CardBatch goes on with it. All parameters narrow the search; those that are left out
/// don't count.
/// </para>
/// <para>
/// The productions of batches that were not named are read when they are looked at, as they are then.
/// </para>
/// </remarks>
/// <example>
/// <para>See all batches</para>
/// <code>Get-CardBatch</code>
/// </example>
/// <example>
/// <para>See all about one batch</para>
/// <code>Get-CardBatch B-000001 | Format-List</code>
/// </example>
/// <example>
/// <para>Find out why cards failed</para>
/// <code>
/// (Get-CardBatch B-000001).Productions |
///     Where-Object ErrorId |
///     Select-Object CardNumber, Attempt, Station, State, ErrorId, Message
/// </code>
/// <para>
/// Every try that failed has an ErrorId. Its State is Failed until the card is made again or given back, and Spoiled
/// from then on.
/// </para>
/// </example>
/// <example>
/// <para>Find batches that wait for somebody</para>
/// <code>Get-CardBatch -State Produced, Interrupted -From (Get-Date).AddDays(-7)</code>
/// </example>
/// <seealso cref="StartCardIssuanceCommand"/>
/// <seealso cref="ResumeCardBatchCommand"/>
/// <seealso cref="CompleteCardBatchCommand"/>
[Cmdlet(VerbsCommon.Get, "CardBatch", SupportsPaging = true)]
[OutputType(typeof(CardBatch))]
public sealed class GetCardBatchCommand : SearchCmdlet
{
    /// <summary>
    /// The ids of batches, such as B-000042; sets such as B-00000[1-3] are wildcards too. Without it all. Cards,
    /// productions and events can be piped: each batch of theirs is returned once.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNull]
    [Alias("Id")]
    [NamedBy("BatchId", "Id", OrNone = true)]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[]? BatchId { get; set; }

    /// <summary>The states to look in; without it all.</summary>
    [Parameter]
    public BatchState[] State { get; set; } = [];

    /// <summary>Batches that this operating-system user started.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OperatorCompleter))]
    public string? Operator { get; set; }

    /// <summary>Batches that were started at this time or later.</summary>
    [Parameter]
    [DateArgument]
    public DateTime? From { get; set; }

    /// <summary>Batches that were started before this time.</summary>
    [Parameter]
    [DateArgument]
    public DateTime? Before { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        // What is about a card that was in no batch then.
        if (BatchId is [])
            return;
        var filter = new NumberFilter(BatchId);
        var query = new BatchQuery
        {
            Ids = filter.ForStore,
            States = State,
            Operator = Operator,
            From = From,
            Before = Before,
        };
        WriteTotal(() => (Wait(stop => CountAsync(query, filter, stop)), 1.0));
        var missing = new HashSet<string>(filter.Literals, StringComparer.OrdinalIgnoreCase);
        Stream(Find(query, filter), batch =>
        {
            // Of those that are named all is wanted; of all others, only what somebody looks at.
            WriteObject(missing.Remove(batch.Id)
                ? Wait(stop => Session.Store.GetBatchAsync(batch.Id, withProductions: true, stop))
                : batch with { Productions = Session.Store.ProductionsOnDemand(batch.Id) });
        });
        ComplainOfBatches(missing);
    });

    private IAsyncEnumerable<CardBatch> Find(BatchQuery query, NumberFilter filter)
    {
        if (filter.StoreDecides && Page is null)
            return Session.Store.FindBatchesAsync(query with { Skip = Skip, First = First }, Stop);
        return Cut(
            Session.Store.FindBatchesAsync(query, Stop).Where(batch => filter.Accepts(batch.Id)), batch => batch.Id);
    }

    private async Task<long> CountAsync(BatchQuery query, NumberFilter filter, CancellationToken stop) =>
        await Session.Store.FindBatchesAsync(query, stop).LongCountAsync(batch => filter.Accepts(batch.Id), stop);
}
