using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Puts a backup of the store in its place.</summary>
/// <remarks>
/// <para>
/// Checks the backup, says what happened since it was made, and puts it in the place of the store, which is kept beside
/// it as it was. No other process may have the store open. Copying the file by hand is not the same: the journal beside
/// it, whose name ends with -wal, would be applied to the backup and ruin it.
/// </para>
/// <para>
/// Cards that were made since the backup are not in the store any more, though they are there. Test-CardStore tells
/// which certificates the authorities know of that the store does not. It is for stores that are SQLite files; a
/// PostgreSQL server has its own tools.
/// </para>
/// </remarks>
/// <example>
/// <para>See what would be lost</para>
/// <code>
/// $null = Backup-CardStore ./tempcard-backup.db
/// Restore-CardStore ./tempcard-backup.db -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Put a backup back without being asked</para>
/// <code>
/// $null = Backup-CardStore ./tempcard-backup.db
/// Restore-CardStore ./tempcard-backup.db -Force
/// </code>
/// </example>
/// <seealso cref="BackupCardStoreCommand"/>
/// <seealso cref="TestCardStoreCommand"/>
[Cmdlet(VerbsData.Restore, "CardStore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(StoreRestore))]
public sealed class RestoreCardStoreCommand : SessionCmdlet
{
    /// <summary>A file that Backup-CardStore made.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() =>
        Run(() => Do(Wait(stop => Session.Database.RestoreAsync(ResolvePath(Path), stop)), WriteObject, Force));
}
