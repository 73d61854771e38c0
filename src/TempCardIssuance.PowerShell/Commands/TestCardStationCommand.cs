using System.Management.Automation;
using TempCardIssuance.Composition;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Checks before a batch whether everything it needs can work.</summary>
/// <remarks>
/// <para>
/// Asks the store, the recipients of PINs, the authorities, the stations and their printers whether they can work now,
/// and returns a line for each, with what to do where one can't. Start-CardIssuance makes the same checks, and ends at
/// the first that fails. Nothing is changed.
/// </para>
/// </remarks>
/// <example>
/// <para>Check everything</para>
/// <code>Test-CardStation</code>
/// </example>
/// <example>
/// <para>Issue only if everything is ready</para>
/// <code>
/// if (Test-CardStation training -Quiet) {
///     Get-RequestedCard -First 1 | Start-CardIssuance -Station training
/// }
/// </code>
/// </example>
/// <seealso cref="GetCardStationCommand"/>
/// <seealso cref="TestCardIssuanceConfigurationCommand"/>
/// <seealso cref="StartCardIssuanceCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "CardStation")]
[OutputType(typeof(Readiness), typeof(bool))]
public sealed class TestCardStationCommand : SessionCmdlet
{
    private bool _ready = true;

    /// <summary>
    /// The names of stations; without it all. A name or a wildcard that no station matches is an error.
    /// </summary>
    /// <value>*</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Station")]
    [NamedBy("Name", "Station")]
    [ArgumentCompleter(typeof(StationCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Returns only $true (everything is ready) or $false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        var check = new ReadinessCheck(Session);
        Stream(check.RunAsync(StationNames.Find(Session, Name, mustMatch: true), Stop), part =>
        {
            _ready &= part.Ready;
            if (!Quiet)
                WriteObject(part);
        });
    });

    protected override void EndProcessing()
    {
        if (Quiet)
            WriteObject(_ready);
        base.EndProcessing();
    }
}
