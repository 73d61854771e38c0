using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that says how long a holder has cards.</summary>
public abstract class LoanCmdlet : LifeCmdlet
{
    /// <summary>
    /// Until when, such as 2026-12-04T16:00, or 2026-12-04 for the end of that day; a DateTime is the time that it says.
    /// Without it and -Days as long as issuance.loanDays says, but no longer than the card may be used.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [DateArgument(EmptyIsNone = true, IsEnd = true)]
    public DateTime? Until { get; set; }

    /// <summary>Until the end of the day that comes so many days after today; 0: for today.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 3650)]
    public int? Days { get; set; }
}
