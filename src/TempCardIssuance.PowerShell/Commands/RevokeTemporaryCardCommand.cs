using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Gives temporary cards up for good.</summary>
/// <remarks>
/// <para>
/// The card becomes Revoked, and its certificates are revoked with the reason of RFC 5280 that fits: keyCompromise for
/// Lost and Stolen, affiliationChanged for Left, superseded for Superseded, cessationOfOperation for Damaged. Where the
/// authority is away, that waits, with a warning, and is tried again. Cards of a batch that is not completed are
/// refused: repeat or cancel them. It asks first, unless -Force is given.
/// </para>
/// </remarks>
/// <example>
/// <para>Give up a card that was stolen</para>
/// <code>Revoke-TemporaryCard T-00026 -Reason Stolen -Force</code>
/// </example>
/// <example>
/// <para>Give up all cards of somebody who has left</para>
/// <code>Get-TemporaryCard -Holder anna -State Assigned, Expired | Revoke-TemporaryCard -Reason Left -Force</code>
/// </example>
/// <example>
/// <para>Give up what was not counted</para>
/// <code>Revoke-TemporaryCard -NotCounted ./counted.txt -Site Berlin -Reason Lost -WhatIf</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="LockTemporaryCardCommand"/>
[Cmdlet(VerbsSecurity.Revoke, "TemporaryCard", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(TemporaryCard))]
public sealed class RevokeTemporaryCardCommand : LifeCmdlet
{
    /// <summary>Why; decides with which reason its certificates are revoked.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public RevokeReason Reason { get; set; }

    /// <summary>Lets its certificates stay good until they end.</summary>
    [Parameter]
    public SwitchParameter KeepCertificates { get; set; }

    /// <summary>
    /// A text file with the numbers of the cards that were counted, one on each line: those that should be there and are
    /// not in it are given up.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? NotCounted { get; set; }

    /// <summary>With -NotCounted: the sites that were counted; wildcards are allowed. Without it all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Site { get; set; } = [];

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override bool IsForced => Force;

    protected override bool IsOneOrder => true;

    protected override IReadOnlyList<string>? FindCards()
    {
        if (NotCounted is not null)
            return Wait(stop => Session.Stock.FindMissingAsync(ResolvePath(NotCounted), Site, stop));
        return Site.Length == 0 ? null : throw LifeErrors.SiteOfNothing();
    }

    protected override LifeRequest Request(string cardNumber, bool isSeen) => new RevokeRequest
    {
        CardNumber = cardNumber,
        Reason = Reason,
        KeepCertificates = KeepCertificates,
        Note = Note,
    };
}
