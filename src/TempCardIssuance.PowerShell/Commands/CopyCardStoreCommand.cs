using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Copies the store into another one, of whatever kind.</summary>
/// <remarks>
/// <para>
/// Copies cards, batches, productions, certificates, numbers and the audit trail into the store of another
/// configuration, in one transaction, and compares both row by row. The other store must be empty: a file that does not
/// exist, or a new PostgreSQL database. No cards may be made meanwhile.
/// </para>
/// <para>
/// The store that was copied stays as it is, and both trails say that it was copied. Use only the new one from then on.
/// </para>
/// </remarks>
/// <example>
/// <para>Move from a file to another file</para>
/// <code>
/// $null = New-CardIssuanceConfiguration ./cards2
/// Copy-CardStore ./cards2
/// </code>
/// </example>
/// <example>
/// <para>See whether the store could be copied</para>
/// <code>
/// $null = New-CardIssuanceConfiguration ./cards3
/// Copy-CardStore ./cards3 -WhatIf
/// </code>
/// </example>
/// <seealso cref="BackupCardStoreCommand"/>
/// <seealso cref="TestCardStoreCommand"/>
[Cmdlet(VerbsCommon.Copy, "CardStore", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(StoreCopy))]
public sealed class CopyCardStoreCommand : SessionCmdlet
{
    /// <summary>The configuration of the other store: a file, or a folder with a tempcard.yaml.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    protected override void ProcessRecord() =>
        Run(() => Do(Wait(stop => Session.Database.CopyAsync(ResolvePath(Destination), stop)), WriteObject));
}
