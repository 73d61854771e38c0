using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Seals PINs and PUKs again, to the recipients of today.</summary>
/// <remarks>
/// <para>
/// After a change of staff: the configuration names the new recipients, and this opens what was sealed to those of before
/// with the key of one of them. Each card is done by itself and is on the audit trail, with the hash of the new message
/// and who can read it; if it is stopped, run it again, and it goes on where it was.
/// </para>
/// <para>
/// Where PUKs have recipients of their own, run it once with a key that opens PINs and once with one that opens PUKs.
/// Messages that were altered are left as they are, and told.
/// </para>
/// </remarks>
/// <example>
/// <para>See how much there is to do</para>
/// <code>Update-CardPinSeal -Reason 'new colleague' -WhatIf</code>
/// </example>
/// <example>
/// <para>Seal again with the key of a recipient of before</para>
/// <code>Update-CardPinSeal -Key ./secrets/pin-reader.pfx -KeyPassword file:./secrets/pin-reader.password -Reason 'new colleague'</code>
/// </example>
/// <seealso cref="GetCardPinCommand"/>
/// <seealso cref="TestCardAuditTrailCommand"/>
[Cmdlet(VerbsData.Update, "CardPinSeal", SupportsShouldProcess = true)]
[OutputType(typeof(ResealResult))]
public sealed class UpdateCardPinSealCommand : PinKeyCmdlet
{
    /// <summary>Why; one line for the audit trail.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Without -Key: takes the configured key for PUKs.</summary>
    [Parameter]
    public SwitchParameter Puk { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        Func<string, SecretBytes?> current = _ => null;
        Planned<ResealResult> planned = Wait(
            stop => Session.Pins.PlanResealAsync(Reason, Puk, ChooseKey(text => current(text)), stop));
        if (!ShouldProceed(planned))
            return;
        WriteObject(WaitAsking((ask, stop) =>
        {
            current = ask;
            return planned.ActAsync(stop);
        }));
    });
}
