using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Writes batches with pictures of their cards into HTML files.</summary>
/// <remarks>
/// <para>
/// Makes one file for a batch, with all that it shows: the order and its options, every card with its faces, front and
/// back, its state, station, time and certificates, tries that were spoiled and why, and where the audit trail ended. It
/// needs no network and no scripts, shows in light and dark, and prints on A4 paper. Only its owner can read it; PINs
/// and keys are not in it.
/// </para>
/// <para>
/// Faces that were written as files are shown as they are; others are drawn once more, from what the store has of the
/// production and with the layout of today, and the report says so.
/// </para>
/// </remarks>
/// <example>
/// <para>Look at a batch</para>
/// <code>Export-CardBatchReport B-000001 -Open -Force</code>
/// </example>
/// <example>
/// <para>Keep a report of each batch that was closed today</para>
/// <code>Get-CardBatch -State Completed -From (Get-Date).Date | Export-CardBatchReport -Force</code>
/// </example>
/// <seealso cref="GetCardBatchCommand"/>
/// <seealso cref="ShowCardFaceCommand"/>
[Cmdlet(VerbsData.Export, "CardBatchReport")]
[OutputType(typeof(WrittenReport))]
public sealed class ExportCardBatchReportCommand : SessionCmdlet
{
    /// <summary>The id of the batch, such as B-000042; batches can be piped.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string BatchId { get; set; } = "";

    /// <summary>The HTML file to make. Without it the id of the batch with .html, in the present folder.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Opens the report in the browser.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    protected override void ProcessRecord() => RunItem(() => WriteObject(Wait(stop => Session.Reports.WriteAsync(
        new ReportRequest(BatchId, ResolvePath(Path ?? $"{BatchId}.html")) { Replace = Force, Open = Open }, stop))));
}
