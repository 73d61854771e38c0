using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Takes cards out of state Requested.</summary>
/// <remarks>
/// <para>
/// The cards become Aborted: they stay in the store with their history, are not made, and their numbers are not used
/// again; so it asks first, unless -Force is given. A card that is in a batch can't be removed; Stop-CardBatch gives it back first.
/// </para>
/// </remarks>
/// <example>
/// <para>Remove a request</para>
/// <code>Remove-CardRequest T-00020 -Force</code>
/// </example>
/// <example>
/// <para>Remove all requests of a site, after a look at them</para>
/// <code>
/// Get-RequestedCard -Site Basel | Remove-CardRequest -WhatIf
/// Get-RequestedCard -Site Basel | Remove-CardRequest -PassThru -Force
/// </code>
/// </example>
/// <seealso cref="GetRequestedCardCommand"/>
/// <seealso cref="NewCardRequestCommand"/>
[Cmdlet(VerbsCommon.Remove, "CardRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TemporaryCard))]
public sealed class RemoveCardRequestCommand : SessionCmdlet
{
    /// <summary>The numbers of the cards; cards can be piped.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(RequestedCardCompleter))]
    public string[] Number { get; set; } = [];

    /// <summary>Returns the cards that were taken out. Without it nothing is returned.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string number in Number)
            RunItem(() => Remove(number));
    }

    private void Remove(string number)
    {
        Do(Wait(stop => Session.Requests.RemoveAsync(number, stop)), card =>
        {
            if (PassThru)
                WriteObject(card);
        }, Force);
    }
}
