using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Lets holders have their temporary cards for longer.</summary>
/// <remarks>
/// <para>
/// The new end takes the place of the old one, and may be earlier. The loan can't last longer than the card may be
/// used (ValidUntil). A card whose loan has ended can be given longer within issuance.graceHours; after that it has to
/// come back.
/// </para>
/// </remarks>
/// <example>
/// <para>Until the end of the day after tomorrow, whatever was said before</para>
/// <code>Update-TemporaryCard T-00026 -Days 2</code>
/// </example>
/// <example>
/// <para>Until the end of tomorrow for all that are overdue</para>
/// <code>Get-TemporaryCard -Overdue | Update-TemporaryCard -Days 1</code>
/// </example>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="GrantTemporaryCardCommand"/>
[Cmdlet(VerbsData.Update, "TemporaryCard", SupportsShouldProcess = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class UpdateTemporaryCardCommand : LoanCmdlet
{
    protected override LifeRequest Request(string cardNumber, bool isSeen) => new ExtendRequest
    {
        CardNumber = cardNumber,
        Until = Until,
        Days = Days,
        Note = Note,
    };
}
