using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Completes batches: the operator's "everything is in order".</summary>
/// <remarks>
/// <para>
/// Closes batches that are Produced. Their cards are Unassigned from then on and can't be repeated or cancelled any
/// more, so look at them first: at the plastic, and at Get-CardBatch | Format-List.
/// </para>
/// <para>
/// A batch with cards that failed is refused, unless they are given back with -ReleaseFailed. Where the configuration
/// asks for dual control (issuance.dualControl), the operator who started a batch can't complete it; an operator is the
/// user of the operating system, or the one who is connected to a remote session. The command prompts for confirmation;
/// in runbooks use -Force or -Confirm:$false.
/// </para>
/// </remarks>
/// <example>
/// <para>Complete a batch without a question</para>
/// <code>Complete-CardBatch B-000002 -Force</code>
/// </example>
/// <example>
/// <para>Complete a batch and give its failed cards back</para>
/// <code>
/// Complete-CardBatch B-000001 -ReleaseFailed -Force
/// Get-RequestedCard T-00003
/// </code>
/// <para>Card T-00003 failed. It is Requested again and can be part of another batch.</para>
/// </example>
/// <example>
/// <para>Complete all batches in which no card failed</para>
/// <code>Get-CardBatch -State Produced | Where-Object Failed -EQ 0 | Complete-CardBatch -Confirm:$false</code>
/// </example>
/// <seealso cref="RedoCardProductionCommand"/>
/// <seealso cref="StopCardBatchCommand"/>
/// <seealso cref="GetCardBatchCommand"/>
[Cmdlet(VerbsLifecycle.Complete, "CardBatch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CardBatch))]
public sealed class CompleteCardBatchCommand : SessionCmdlet
{
    /// <summary>
    /// The ids of the batches, such as B-000042; batches can be piped. A card or production is an error: it would stand
    /// for all cards of its batch, and there is no way back.
    /// </summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [NamedBy("BatchId", "Id", NotByCard = true)]
    [ArgumentCompleter(typeof(ProducedBatchCompleter))]
    public string[] BatchId { get; set; } = [];

    /// <summary>Gives cards that failed back to state Requested. Without it they are an error.</summary>
    [Parameter]
    public SwitchParameter ReleaseFailed { get; set; }

    /// <summary>
    /// Says that you looked at the cards of which nobody knows whether their face came out (NeedsLook), and that they
    /// are good. Without it they are an error; repeat those that are not.
    /// </summary>
    [Parameter]
    public SwitchParameter Looked { get; set; }

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string id in BatchId)
            RunItem(() => Complete(id));
    }

    private void Complete(string id)
    {
        var request = new CompletionRequest { BatchId = id, ReleaseFailed = ReleaseFailed, Looked = Looked };
        Do(Wait(stop => Session.Batches.CompleteAsync(request, stop)), WriteObject, Force);
    }
}
