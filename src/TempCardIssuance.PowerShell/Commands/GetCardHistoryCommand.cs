using System.Management.Automation;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Shows what happened to cards or batches, from the audit trail.</summary>
/// <remarks>
/// <para>
/// Gives the events of the audit trail in their order: who requested, claimed, made, spoiled, completed or cancelled
/// what, and when, at which station, with which result. Without -Number and -BatchId it gives the whole trail.
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
public sealed class GetCardHistoryCommand : SessionCmdlet
{
    /// <summary>The numbers of cards; cards, productions and batches can be piped.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number", OrBatch = true)]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>The id of a batch, such as B-000042: only what happened in it.</summary>
    [Parameter]
    [Alias("Id")]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    /// <summary>What happened at this time or later.</summary>
    [Parameter]
    public DateTime? From { get; set; }

    /// <summary>What happened before this time.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        // The store counts no events; an accuracy of 0 says so.
        if (PagingParameters.IncludeTotalCount)
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        IAsyncEnumerable<AuditEvent> events = CardChoice.Read(Number, BatchId)
            .SelectMany(choice => (choice.Numbers ?? [null!]).Select(number => (number, choice.BatchId)))
            .ToAsyncEnumerable()
            .SelectMany(Read)
            .Skip((int)ulong.Min(PagingParameters.Skip, int.MaxValue));
        Stream(PagingParameters.First > int.MaxValue ? events : events.Take((int)PagingParameters.First), WriteObject);
    });

    private IAsyncEnumerable<AuditEvent> Read((string? Number, string? BatchId) of) => Session.Store.ReadAuditAsync(
        new AuditQuery { CardNumber = of.Number, BatchId = of.BatchId, From = From, Before = Before }, Stop);
}
