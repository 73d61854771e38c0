using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Hands out temporary cards.</summary>
/// <remarks>
/// <para>
/// The card must be Unassigned, and its batch completed; it becomes Assigned, and Expired by itself when its loan
/// ends. A holder has one card at a time, unless issuance.cardsPerHolder says more: holders are the same where their
/// texts are, ignoring case and blanks at both ends. Nobody hands out a card to themselves.
/// </para>
/// <para>
/// The audit trail knows the holder by a reference only; the name stands in one place of the store.
/// </para>
/// </remarks>
/// <example>
/// <para>Hand out a card for as long as the configuration says</para>
/// <code>Grant-TemporaryCard T-00027 -Holder berta -Reason Forgotten</code>
/// </example>
/// <example>
/// <para>See until when somebody would have it</para>
/// <code>Grant-TemporaryCard T-00027 -Holder berta -Days 2 -WhatIf</code>
/// </example>
/// <example>
/// <para>Hand out several, from a file with the columns CardNumber, Holder and Reason</para>
/// <code>Import-Csv ./desk/visitors.csv | Grant-TemporaryCard -Days 0</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="UpdateTemporaryCardCommand"/>
/// <seealso cref="ResetTemporaryCardCommand"/>
[Cmdlet(VerbsSecurity.Grant, "TemporaryCard", SupportsShouldProcess = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class GrantTemporaryCardCommand : LoanCmdlet
{
    /// <summary>Whom it is handed out to: the account name, or another text that your directory knows.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [Alias("To")]
    public string Holder { get; set; } = "";

    /// <summary>Why the holder needs it.</summary>
    /// <value>Forgotten</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyColumn(GrantReason.Forgotten)]
    public GrantReason Reason { get; set; }

    protected override LifeRequest Request(string cardNumber, bool isSeen) => new GrantRequest
    {
        CardNumber = cardNumber,
        Holder = Holder,
        Reason = Reason,
        Until = Until,
        Days = Days,
        Note = Note,
    };
}
