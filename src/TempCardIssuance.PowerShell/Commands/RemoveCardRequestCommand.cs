using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Takes cards out of state Requested; they become Aborted, and their numbers are not used again.</summary>
[Cmdlet(VerbsCommon.Remove, "CardRequest", SupportsShouldProcess = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class RemoveCardRequestCommand : SessionCmdlet
{
    /// <summary>The numbers of the cards.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [ArgumentCompleter(typeof(RequestedCardCompleter))]
    public string[] Number { get; set; } = [];

    /// <summary>Give the cards that were taken out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string number in Number)
            RunItem(() => Remove(number));
    }

    private void Remove(string number)
    {
        if (!ShouldProcess(number, "Remove the request"))
            return;
        TemporaryCard card = Wait(stop => Session.Intake.RemoveAsync(number, stop));
        if (PassThru)
            WriteObject(card);
    }
}
