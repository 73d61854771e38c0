using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>The operator's "everything is in order": closes batches that are Produced.</summary>
[Cmdlet(VerbsLifecycle.Complete, "CardBatch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CardBatch))]
public sealed class CompleteCardBatchCommand : SessionCmdlet
{
    /// <summary>The batches.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[] BatchId { get; set; } = [];

    /// <summary>Give cards that failed back to state Requested; without it they are an error.</summary>
    [Parameter]
    public SwitchParameter ReleaseFailed { get; set; }

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string id in BatchId)
            RunItem(() => Complete(id));
    }

    private void Complete(string id)
    {
        if (ShouldProceed($"Complete batch {id}", $"Are all cards of batch {id} in order?", Force))
            WriteObject(Wait(stop => Session.Closing.CompleteAsync(id, ReleaseFailed, stop)));
    }
}
