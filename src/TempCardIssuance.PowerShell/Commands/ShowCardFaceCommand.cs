using System.Collections;
using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Draws the faces of cards as they would look; nothing is used up.</summary>
/// <remarks>
/// <para>
/// Writes what would be printed into files: SVG, which every browser shows; PNG; or PDF as it goes to a printer. PNG and
/// PDF are drawn by rsvg-convert. Values are those of the card; a number that there is no card of, or none at all, gives
/// an invented card, in which each field that the layout asks for shows its name.
/// </para>
/// <para>
/// All mistakes of a layout are told at once, with line and column; so is what rsvg-convert would leave out, where a
/// printer of the configuration, or the format, needs it. Of a real card all values that are missing are told at once.
/// </para>
/// <para>
/// Returns one object for each file. Only their owner can read the files.
/// </para>
/// </remarks>
/// <example>
/// <para>See how a layout would look</para>
/// <code>Show-CardFace -Layout ./my-card.svg -Field @{ CostCenter = 4110 } -Format Png</code>
/// </example>
/// <example>
/// <para>See how a requested card would look as it goes to the printer</para>
/// <code>Show-CardFace T-00003 -Format Pdf -Force</code>
/// </example>
/// <seealso cref="StartCardIssuanceCommand"/>
/// <seealso cref="ExportCardBatchReportCommand"/>
[Cmdlet(VerbsCommon.Show, "CardFace")]
[OutputType(typeof(ShownFace))]
public sealed class ShowCardFaceCommand : SessionCmdlet
{
    /// <summary>The numbers of cards, or of invented ones; cards can be piped.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>The SVG file of the front. Without it the layout of the printer is used.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Layout { get; set; }

    /// <summary>The SVG file of the back. Without it the file beside the front whose name ends in -back; none: no back.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Back { get; set; }

    /// <summary>The printer whose layout is shown. Without it that of the first station that prints.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Printer { get; set; }

    /// <summary>Values by name that count instead of those of the card; site and validUntil are names too.</summary>
    [Parameter]
    public Hashtable? Field { get; set; }

    /// <summary>What to draw.</summary>
    /// <value>Svg</value>
    [Parameter]
    public FaceFormat Format { get; set; }

    /// <summary>Dots per inch of a PNG picture.</summary>
    /// <value>300</value>
    [Parameter]
    [ValidateRange(72, 2400)]
    public int Dpi { get; set; } = 300;

    /// <summary>The folder that the files go to; without it the present one.</summary>
    /// <value>.</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = ".";

    /// <summary>Replaces files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Opens what was drawn, with the program that the desktop has for it.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        var request = new FaceRequest
        {
            Layout = Layout is null ? null : ResolvePath(Layout),
            Back = Back is null or FaceRequest.NoBack ? Back : ResolvePath(Back),
            Printer = Printer,
            Fields = FieldTable.Read(Field),
            Format = Format,
            Dpi = Dpi,
            Folder = ResolvePath(Path),
            Replace = Force,
            Open = Open,
        };
        foreach (FaceRequest one in request.Of(Number))
            WriteObject(Wait(stop => Session.Faces.ShowAsync(one, stop)), enumerateCollection: true);
    });
}
