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
/// <code>Grant-TemporaryCard T-00001 -Holder anna -Reason Forgotten</code>
/// </example>
/// <example>
/// <para>Hand out the card in the reader until this afternoon</para>
/// <code>Grant-TemporaryCard -Station desk-1 -Holder anna -Until 16:00 -WhatIf</code>
/// </example>
/// <example>
/// <para>Hand out several, from a file with the columns CardNumber, Holder and Reason</para>
/// <code>Import-Csv ./visitors.csv | Grant-TemporaryCard -Days 0</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="UpdateTemporaryCardCommand"/>
/// <seealso cref="ResetTemporaryCardCommand"/>
[Cmdlet(VerbsSecurity.Grant, "TemporaryCard", SupportsShouldProcess = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class GrantTemporaryCardCommand : LifeCmdlet
{
    /// <summary>Whom it is handed out to: the account name, or another text that your directory knows.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("To")]
    public string Holder { get; set; } = "";

    /// <summary>Why the holder needs it.</summary>
    /// <value>Forgotten</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public GrantReason Reason { get; set; }

    /// <summary>
    /// Until when, such as 2026-12-04 or 2026-12-04T16:00; a day alone means its beginning. Without it and -Days as long
    /// as issuance.loanDays says, but no longer than the card may be used.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DateArgument]
    public DateTime? Until { get; set; }

    /// <summary>For how many days after this one, to the end of that day; 0: for today.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 3650)]
    public int? Days { get; set; }

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
