using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Takes temporary cards back.</summary>
/// <remarks>
/// <para>
/// The card becomes Returned: what was made of it is spoiled, its certificates are revoked, and its sealed PIN is
/// dropped, because its holder knows it. The card is in a reader (-Station), or you say why no reader saw it
/// (-NotSeen). A card that is lost is not back: lock it, or give it up. It asks first, unless -Force is given.
/// </para>
/// </remarks>
/// <example>
/// <para>See what would become of all cards that are overdue, and lie on the table now</para>
/// <code>Get-TemporaryCard -Overdue | Reset-TemporaryCard -NotSeen 'counted by hand' -WhatIf</code>
/// </example>
/// <example>
/// <para>Take back a card that has no chip</para>
/// <code>Reset-TemporaryCard T-00026 -NotSeen 'printed only' -Force</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="GrantTemporaryCardCommand"/>
/// <seealso cref="LockTemporaryCardCommand"/>
[Cmdlet(VerbsCommon.Reset, "TemporaryCard", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TemporaryCard))]
public sealed class ResetTemporaryCardCommand : LifeCmdlet
{
    /// <summary>Why the card counts as back though no reader saw it; goes into the audit trail.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyColumn]
    public string? NotSeen { get; set; }

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override bool IsForced => Force;

    protected override LifeRequest Request(string cardNumber, bool isSeen) => new TakeBackRequest
    {
        CardNumber = cardNumber,
        IsSeen = isSeen,
        NotSeen = NotSeen,
        Note = Note,
    };
}
