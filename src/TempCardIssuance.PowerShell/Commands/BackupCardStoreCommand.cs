using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Makes a backup of the store, and checks it.</summary>
/// <remarks>
/// <para>
/// Copies all that is committed into a new file, while others go on working, and checks the copy. Only its owner can
/// read the file. It is for stores that are SQLite files; a PostgreSQL server is backed up with its own tools, such as
/// pg_dump.
/// </para>
/// </remarks>
/// <example>
/// <para>Make a backup</para>
/// <code>Backup-CardStore ./tempcard-backup.db</code>
/// </example>
/// <example>
/// <para>Make a backup named after the day</para>
/// <code>Backup-CardStore "./tempcard-$(Get-Date -Format yyyy-MM-dd).db"</code>
/// </example>
/// <seealso cref="TestCardStoreCommand"/>
[Cmdlet(VerbsData.Backup, "CardStore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(StoreHealth))]
public sealed class BackupCardStoreCommand : SessionCmdlet
{
    /// <summary>The file to make; it must not exist yet.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    protected override void ProcessRecord() =>
        Run(() => Do(Wait(stop => Session.Database.BackupAsync(ResolvePath(Path), stop)), WriteObject));
}
