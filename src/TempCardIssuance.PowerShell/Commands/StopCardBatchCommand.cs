using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>
/// Cancels batches, or single cards of one: the bodies are spoiled, the certificates revoked, and the cards are
/// Requested again.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "CardBatch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(CardBatch))]
public sealed class StopCardBatchCommand : SessionCmdlet
{
    /// <summary>The batches.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[] BatchId { get; set; } = [];

    /// <summary>Only these cards; the batch goes on with the others.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [Alias("Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? CardNumber { get; set; }

    /// <summary>Goes into the audit trail and onto the batch.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "Cancelled by the operator";

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string id in BatchId)
            RunItem(() => Cancel(id));
    }

    private void Cancel(string id)
    {
        string what = CardNumber is null ? $"batch {id}" : $"card(s) {string.Join(", ", CardNumber)} of batch {id}";
        bool proceed = ShouldProceed(
            $"Cancel {what}",
            $"What was made of {what} is spoiled and its certificates are revoked. Cancel?",
            Force);
        if (proceed)
            WriteObject(Wait(stop => Session.Closing.CancelAsync(id, CardNumber, Reason, stop)));
    }
}
