using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Issuance;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Issues cards: opens a batch, and has its cards encoded and printed.</summary>
/// <remarks>
/// <para>
/// Checks everything that can be checked (cards, configuration, store, authorities, readers, printers, options), claims
/// the cards for a new batch, and has them made at all stations side by side. Each card gets a management key, PIN,
/// PUK, keys and certificates on its chip, and its face is printed. PIN and PUK are sealed to the recipients of the
/// configuration: SealedPins of a production is a CMS message, and Unprotect-CmsMessage reads it where the private key
/// of a recipient is. The batch comes out at the end; look at its cards, and then use Complete-CardBatch,
/// Repeat-CardProduction or Stop-CardBatch.
/// </para>
/// <para>
/// A card that fails is an error that doesn't end the batch. With -ErrorAction Stop that error comes after the last
/// card; a card that can't be part of a batch ends the command before anything is touched.
/// </para>
/// <para>
/// Ctrl+C lets every station finish the card in hand. The batch is then Interrupted, and Resume-CardBatch makes the
/// rest. Options that are left out are those of the configuration; see about_TempCardIssuance_Configuration.
/// </para>
/// </remarks>
/// <example>
/// <para>Issue all cards of a site</para>
/// <code>
/// $batch = Get-RequestedCard -Site Basel | Start-CardIssuance
/// $batch | Format-List
/// </code>
/// </example>
/// <example>
/// <para>See what would be done</para>
/// <code>Get-RequestedCard | Start-CardIssuance -WhatIf</code>
/// <para>Everything is checked, and cards, stations and options are shown. No card is claimed.</para>
/// </example>
/// <example>
/// <para>Choose PIN length, certificates and stations</para>
/// <code>Start-CardIssuance T-00020, T-00021 -PinLength 8 -Certificate signature -Station training</code>
/// </example>
/// <example>
/// <para>Follow the cards while they are made</para>
/// <code>
/// Get-RequestedCard -First 2 | Start-CardIssuance -NoPrint -Stream | ForEach-Object {
///     if ($_.CardNumber) { "$($_.CardNumber): $($_.State)" } else { "batch $($_.Id): $($_.State)" }
/// }
/// </code>
/// <para>With -Stream each production comes out as it ends, and the batch last. Nothing is printed here.</para>
/// </example>
/// <seealso cref="GetRequestedCardCommand"/>
/// <seealso cref="TestCardStationCommand"/>
/// <seealso cref="RedoCardProductionCommand"/>
/// <seealso cref="CompleteCardBatchCommand"/>
/// <seealso cref="ResumeCardBatchCommand"/>
[Cmdlet(VerbsLifecycle.Start, "CardIssuance", SupportsShouldProcess = true)]
[OutputType(typeof(CardBatch), typeof(CardProduction))]
public sealed class StartCardIssuanceCommand : ProductionCmdlet
{
    private readonly List<string> _numbers = [];

    /// <summary>The numbers of the cards to issue; cards from Get-RequestedCard can be piped.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [ArgumentCompleter(typeof(RequestedCardCompleter))]
    public string[] Number { get; set; } = [];

    /// <summary>How many digits the PINs have; PIV cards take 6 to 8. Without it as the configuration says.</summary>
    [Parameter]
    public int? PinLength { get; set; }

    /// <summary>How many digits the PUKs have; PIV cards take 6 to 8. Without it as the configuration says.</summary>
    [Parameter]
    public int? PukLength { get; set; }

    /// <summary>
    /// Prints only: the chip is left as it is. -NoEncode:$false encodes where the configuration does not.
    /// </summary>
    [Parameter]
    public SwitchParameter NoEncode { get; set; }

    /// <summary>
    /// The certificate profiles of the configuration that go on the cards, one per slot; @() for none. Without it as
    /// the configuration says.
    /// </summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[]? Certificate { get; set; }

    /// <summary>
    /// Encodes only: the face is not printed. -NoPrint:$false prints where the configuration does not.
    /// </summary>
    [Parameter]
    public SwitchParameter NoPrint { get; set; }

    protected override void ProcessRecord() => _numbers.AddRange(Number);

    protected override void EndProcessing() => Run(() =>
    {
        var request = new IssuanceRequest
        {
            CardNumbers = _numbers,
            PinLength = PinLength,
            PukLength = PukLength,
            Encode = IsBound(nameof(NoEncode)) ? !NoEncode : null,
            Certificates = Certificate,
            Print = IsBound(nameof(NoPrint)) ? !NoPrint : null,
            Stations = Station,
        };
        IssuancePlan plan = Prepare((events, stop) => Session.Planner.PlanAsync(request, events, stop));
        string description = PlanText.Describe(plan);
        if (ShouldProcess(description, description + "\nIssue these cards?", "Start-CardIssuance"))
            Produce((events, stop) => Session.Issuance.StartAsync(plan, events, stop));
    });
}
