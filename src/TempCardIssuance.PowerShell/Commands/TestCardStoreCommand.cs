using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Looks for damage in the store.</summary>
/// <remarks>
/// <para>
/// Has the database check itself, and looks whether everything in it fits together. Changes nothing, the schema
/// included, so that a store of an older version can be looked at before it is upgraded by its first use.
/// </para>
/// </remarks>
/// <example>
/// <para>Check the store</para>
/// <code>Test-CardStore</code>
/// </example>
/// <example>
/// <para>Decide in a script whether to go on</para>
/// <code>if (Test-CardStore -Quiet) { 'The store is sound.' } else { throw 'The store is damaged.' }</code>
/// </example>
/// <seealso cref="BackupCardStoreCommand"/>
/// <seealso cref="TestCardAuditTrailCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "CardStore")]
[OutputType(typeof(StoreHealth), typeof(bool))]
public sealed class TestCardStoreCommand : SessionCmdlet
{
    /// <summary>Returns only $true (the store is sound) or $false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        StoreHealth health = Wait(Session.Database.TestAsync);
        WriteObject(Quiet ? health.IsSound : health);
    });
}
