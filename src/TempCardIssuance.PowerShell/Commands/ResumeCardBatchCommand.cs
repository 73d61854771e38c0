using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Takes up batches that were interrupted: what was in flight is Failed, what was not begun is made.</summary>
[Cmdlet(VerbsLifecycle.Resume, "CardBatch", SupportsShouldProcess = true)]
[OutputType(typeof(CardBatch), typeof(CardProduction))]
public sealed class ResumeCardBatchCommand : ProductionCmdlet
{
    /// <summary>The batches.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[] BatchId { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (string id in BatchId)
            RunItem(() => Resume(id));
    }

    private void Resume(string id)
    {
        if (ShouldProcess(id, "Resume the batch"))
            Produce((events, stop) => Session.Issuance.ResumeAsync(id, Station, events, stop));
    }
}
