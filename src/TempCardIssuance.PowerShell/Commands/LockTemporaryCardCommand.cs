using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Locks temporary cards that can't be found.</summary>
/// <remarks>
/// <para>
/// The card is not trusted any more: its certificates are revoked (keyCompromise), for good. Where the authority is
/// away, that waits, with a warning, and is tried again. If the card turns up, take it back with Reset-TemporaryCard;
/// if it does not, give it up with Revoke-TemporaryCard. It asks first, unless -Force is given.
/// </para>
/// </remarks>
/// <example>
/// <para>Lock a card that its holder can't find</para>
/// <code>Lock-TemporaryCard T-00001 -Force</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="RevokeTemporaryCardCommand"/>
/// <seealso cref="ResetTemporaryCardCommand"/>
[Cmdlet(VerbsCommon.Lock, "TemporaryCard", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TemporaryCard))]
public sealed class LockTemporaryCardCommand : LifeCmdlet
{

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override bool IsForced => Force;

    protected override LifeRequest Request(string cardNumber, bool isSeen) => new LockRequest { CardNumber = cardNumber, Note = Note };
}
