using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Lets holders have their temporary cards for longer.</summary>
/// <remarks>
/// <para>
/// The loan can't last longer than the card may be used (ValidUntil). A card whose loan has ended can be given longer
/// within issuance.graceHours; after that it has to come back.
/// </para>
/// </remarks>
/// <example>
/// <para>Two days more</para>
/// <code>Update-TemporaryCard T-00001 -Days 2</code>
/// </example>
/// <example>
/// <para>One more day for all that are overdue</para>
/// <code>Get-TemporaryCard -Overdue | Update-TemporaryCard -Days 1</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="GrantTemporaryCardCommand"/>
[Cmdlet(VerbsData.Update, "TemporaryCard", SupportsShouldProcess = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class UpdateTemporaryCardCommand : LifeCmdlet
{
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

    protected override LifeRequest Request(string cardNumber, bool isSeen) => new ExtendRequest
    {
        CardNumber = cardNumber,
        Until = Until,
        Days = Days,
        Note = Note,
    };
}
