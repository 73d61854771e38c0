using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Goes on with batches that were interrupted.</summary>
/// <remarks>
/// <para>
/// A batch is Interrupted where the command that made it was stopped with Ctrl+C, or its process died. This makes the
/// cards that were not begun. A card that was being made when the process died is Failed, which is an error as with any
/// other card that fails, and its certificates are revoked; Repeat-CardProduction makes it again on another body.
/// </para>
/// <para>
/// A batch whose process has just died is Interrupted only after its lease has run out, half a minute later. Until then
/// it is Producing, and resuming it is an error (TempCard.BatchBusy).
/// </para>
/// </remarks>
/// <example>
/// <para>Go on with a batch</para>
/// <code>Resume-CardBatch B-000003</code>
/// </example>
/// <example>
/// <para>Go on with every batch that was interrupted</para>
/// <code>Get-CardBatch -State Interrupted | Resume-CardBatch</code>
/// </example>
/// <seealso cref="GetCardBatchCommand"/>
/// <seealso cref="RedoCardProductionCommand"/>
/// <seealso cref="StopCardBatchCommand"/>
[Cmdlet(VerbsLifecycle.Resume, "CardBatch", SupportsShouldProcess = true)]
[OutputType(typeof(CardBatch), typeof(CardProduction))]
public sealed class ResumeCardBatchCommand : ProductionCmdlet
{
    /// <summary>Cards and productions of one batch can be piped one after the other.</summary>
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ids of the batches, such as B-000042; batches can be piped.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(InterruptedBatchCompleter))]
    public string[] BatchId { get; set; } = [];

    /// <summary>
    /// The names of the stations to work at, without wildcards; without it the stations of the batch.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StationCompleter))]
    public override string[]? Station { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string id in BatchId.Where(_seen.Add))
            RunItem(() => Resume(id));
    }

    private void Resume(string id) => Produce(Wait(stop => Session.Batches.ResumeAsync(id, Station, stop)));
}
