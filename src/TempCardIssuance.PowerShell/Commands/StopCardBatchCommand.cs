using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Cancels batches, or single cards of them.</summary>
/// <remarks>
/// <para>
/// The cards are given back to Requested. What was made of them is spoiled and must not be handed out; its certificates
/// are revoked. With -CardNumber, or with cards from the pipeline, only those cards are given back, and the batch goes
/// on with the others; without, the batch is Cancelled. A batch that has no other card left is Cancelled too.
/// </para>
/// <para>
/// A batch that is being produced can't be cancelled: stop the command that produces it first, with Ctrl+C. The command
/// prompts for confirmation; in runbooks use -Force or -Confirm:$false.
/// </para>
/// </remarks>
/// <example>
/// <para>Cancel a batch</para>
/// <code>Stop-CardBatch B-000002 -Reason 'Wrong site' -Force</code>
/// </example>
/// <example>
/// <para>Give single cards of a batch back</para>
/// <code>
/// Stop-CardBatch B-000002 -CardNumber T-00005 -Reason 'No longer wanted' -Force
/// Get-RequestedCard T-00005
/// </code>
/// </example>
/// <example>
/// <para>Cancel what was interrupted</para>
/// <code>Get-CardBatch -State Interrupted | Stop-CardBatch -Confirm:$false</code>
/// </example>
/// <seealso cref="GetCardBatchCommand"/>
/// <seealso cref="CompleteCardBatchCommand"/>
/// <seealso cref="ResumeCardBatchCommand"/>
[Cmdlet(VerbsLifecycle.Stop, "CardBatch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CardBatch))]
public sealed class StopCardBatchCommand : SessionCmdlet
{
    private readonly CardsOfBatches _batches = new();

    /// <summary>
    /// The ids of the batches, such as B-000042. Batches can be piped, or cards and productions of one: then only those
    /// cards are given back.
    /// </summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(OpenBatchCompleter))]
    public string[] BatchId { get; set; } = [];

    /// <summary>Only these cards; the batch goes on with the others. Without it all cards of the batch.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Number")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? CardNumber { get; set; }

    /// <summary>
    /// Which try at the cards is meant; a card that was made again since is refused. Productions that are piped bring
    /// theirs along.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? Attempt { get; set; }

    /// <summary>Why; goes into the audit trail and onto the batch.</summary>
    /// <value>Cancelled by the operator</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = CancellationRequest.DefaultReason;

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string id in BatchId)
            _batches.Add(id, CardNumber, Attempt);
    }

    protected override void EndProcessing()
    {
        foreach ((string id, ChosenCards cards) in _batches.All)
            RunItem(() => Cancel(id, cards));
        base.EndProcessing();
    }

    private void Cancel(string id, ChosenCards cards)
    {
        var request = new CancellationRequest
        {
            BatchId = id,
            CardNumbers = cards.Numbers,
            Attempts = cards.Attempts,
            Reason = Reason,
        };
        Do(Wait(stop => Session.Batches.CancelAsync(request, stop)), WriteObject, Force);
    }
}
