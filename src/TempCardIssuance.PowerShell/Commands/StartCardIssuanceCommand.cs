using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Issues cards: opens a batch, and has its cards encoded and printed.</summary>
/// <remarks>
/// <para>
/// Checks cards and options, then asks all that is needed (store, recipients, authorities, readers, printers), claims the
/// cards for a new batch, and has them made at all stations side by side. Each card gets a management key, PIN,
/// PUK, keys and certificates on its chip, and its face is printed. PIN and PUK are sealed to the recipients of the
/// configuration: SealedPins of a production is a CMS message, and Unprotect-CmsMessage reads it where the private key
/// of a recipient is. The batch is returned at the end; look at its cards, and then use Complete-CardBatch,
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
/// <para>
/// With -Join the stations of this computer take work from batches that were started elsewhere, on the same store: from
/// those named, or, until Ctrl+C, from every batch that has work to give. The options are those of each batch; its
/// certificate profiles must be known here too, and the stations of all computers should have different names. Cards
/// that this process has in hand when it dies become Failed, and the others go on. Where the stations of whoever
/// started the batch are done first, that command waits for the cards that others have in hand.
/// </para>
/// <para>
/// With -Enqueue nothing is made here: the batch is Queued until a station of any computer takes it up by -Join, on the
/// same store. What can be checked without a station is checked at once (options, the chip, recipients, authorities);
/// readers, printers and what their layouts need are checked by whoever takes it up. A station that is stopped gives
/// what it has not begun back to the line.
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
/// <para>
/// Cards and options are checked, and shown with the stations. No card is claimed; authorities, readers and printers are
/// not asked, which is what Test-CardStation does.
/// </para>
/// </example>
/// <example>
/// <para>Choose PIN length, certificates and stations</para>
/// <code>Start-CardIssuance T-00020, T-00021 -PinLength 8 -Certificate signature -Station training</code>
/// </example>
/// <example>
/// <para>Read PIN and PUK of new cards</para>
/// <code>
/// $batch = Get-RequestedCard -First 2 | Start-CardIssuance
/// $password = Get-Content ./secrets/pin-reader.password | ConvertTo-SecureString -AsPlainText
/// $key = Get-PfxCertificate ./secrets/pin-reader.pfx -Password $password
/// $batch.Productions |
///     Where-Object SealedPins |
///     ForEach-Object { Unprotect-CmsMessage -Content $_.SealedPins -To $key | ConvertFrom-Json }
/// </code>
/// <para>
/// Works on every system, on the machine where the key of a recipient is. Each message is JSON with cardNumber, pin and
/// puk. The files are those that New-CardIssuanceConfiguration makes for a start.
/// </para>
/// </example>
/// <example>
/// <para>Follow the cards while they are made</para>
/// <code>
/// Get-RequestedCard -First 2 | Start-CardIssuance -NoPrint -Stream | ForEach-Object {
///     if ($_.CardNumber) { "$($_.CardNumber): $($_.State)" } else { "batch $($_.Id): $($_.State)" }
/// }
/// </code>
/// <para>
/// With -Stream each production is returned as it ends, with its certificates, and the batch last. Nothing is printed
/// here.
/// </para>
/// </example>
/// <example>
/// <para>Issue in the background</para>
/// <code>
/// $job = Get-RequestedCard -First 2 | Start-CardIssuance -AsJob
/// $job | Receive-Job -Wait -AutoRemoveJob
/// </code>
/// </example>
/// <example>
/// <para>Have a station of this computer help with what is being produced elsewhere</para>
/// <code>Get-CardBatch -State Producing | Start-CardIssuance -Join -Station training</code>
/// <para>
/// Ends with those batches. Without batches Start-CardIssuance -Join goes on until Ctrl+C, and writes each batch when
/// there is nothing to do for it any more.
/// </para>
/// </example>
/// <example>
/// <para>Leave the work to stations of other computers</para>
/// <code>
/// $batch = Get-RequestedCard -First 2 | Start-CardIssuance -Enqueue
/// $batch | Stop-CardBatch -Force
/// </code>
/// <para>
/// The batch is Queued; Start-CardIssuance -Join takes it up on a computer with stations. Here it is cancelled before one
/// does.
/// </para>
/// </example>
/// <seealso cref="GetRequestedCardCommand"/>
/// <seealso cref="TestCardStationCommand"/>
/// <seealso cref="RedoCardProductionCommand"/>
/// <seealso cref="CompleteCardBatchCommand"/>
/// <seealso cref="ResumeCardBatchCommand"/>
[Cmdlet(VerbsLifecycle.Start, "CardIssuance", SupportsShouldProcess = true, DefaultParameterSetName = Issue)]
[OutputType(typeof(CardBatch), typeof(CardProduction), typeof(Job))]
public sealed class StartCardIssuanceCommand : ProductionCmdlet
{
    private const string Issue = "Issue";
    private const string Others = "Join";

    private static readonly string[] PassedToJob =
    [
        nameof(PinLength), nameof(PukLength), nameof(NoEncode), nameof(Certificate), nameof(NoPrint), nameof(Enqueue),
        nameof(Join), nameof(Station), nameof(Stream),
    ];

    private readonly List<string> _numbers = [];
    private readonly List<string> _batches = [];

    /// <summary>The numbers of the cards to issue; cards from Get-RequestedCard can be piped.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = Issue)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(RequestedCardCompleter))]
    public string[] Number { get; set; } = [];

    /// <summary>
    /// How many digits the PINs have, within what the cards take. Without it as the configuration says.
    /// </summary>
    [Parameter(ParameterSetName = Issue)]
    [ArgumentCompleter(typeof(PinLengthCompleter))]
    public int? PinLength { get; set; }

    /// <summary>
    /// How many digits the PUKs have, within what the cards take. Without it as the configuration says.
    /// </summary>
    [Parameter(ParameterSetName = Issue)]
    [ArgumentCompleter(typeof(PukLengthCompleter))]
    public int? PukLength { get; set; }

    /// <summary>
    /// Prints only: the chip is left as it is. -NoEncode:$false encodes where the configuration does not.
    /// </summary>
    [Parameter(ParameterSetName = Issue)]
    public SwitchParameter NoEncode { get; set; }

    /// <summary>
    /// The certificate profiles of the configuration that go on the cards, one per slot; @() for none. Without it as
    /// the configuration says.
    /// </summary>
    [Parameter(ParameterSetName = Issue)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[]? Certificate { get; set; }

    /// <summary>
    /// Encodes only: the face is not printed. -NoPrint:$false prints where the configuration does not.
    /// </summary>
    [Parameter(ParameterSetName = Issue)]
    public SwitchParameter NoPrint { get; set; }

    /// <summary>
    /// Puts the batch in line for stations of any computer, and makes nothing here; -Station can't be given then.
    /// </summary>
    [Parameter(ParameterSetName = Issue)]
    public SwitchParameter Enqueue { get; set; }

    /// <summary>Works on batches that were started or put in line elsewhere, instead of starting one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Others)]
    public SwitchParameter Join { get; set; }

    /// <summary>
    /// The ids of the batches to work on, such as B-000042; batches can be piped. Without it any that has work to give,
    /// until Ctrl+C.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = Others)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(ProducingBatchCompleter))]
    public string[] BatchId { get; set; } = [];

    /// <summary>
    /// The names of the stations to work at, without wildcards; without it all stations of the configuration.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StationCompleter))]
    public override string[]? Station { get; set; }

    /// <summary>
    /// Works in the background, and returns the job. Cards and options are checked first; authorities, readers and
    /// printers are asked in the job, which is Failed where they can't work. Errors of cards, progress and the batch are
    /// in the job, for Receive-Job. Stop-Job is what Ctrl+C is.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    protected override void ProcessRecord()
    {
        _numbers.AddRange(Number);
        _batches.AddRange(BatchId);
    }

    protected override void EndProcessing()
    {
        if (ParameterSetName == Issue)
            Run(IssueCards);
        else if (_batches.Count > 0 || MyInvocation.ExpectingInput)
            JoinBatches();
        else
            Run(JoinAll);
        base.EndProcessing();
    }

    private void JoinBatches()
    {
        foreach (string id in _batches.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            RunItem(() =>
            {
                Planned<CardBatch> planned = Wait(stop => Session.Batches.JoinAsync(id, Station, stop));
                if (!AsJob)
                    Produce(planned);
                else if (ShouldProceed(planned))
                    StartJob(nameof(BatchId), id);
            });
        }
    }

    private void JoinAll()
    {
        Planned<IReadOnlyList<CardBatch>> planned = Session.Batches.JoinAll(Station);
        if (!ShouldProceed(planned))
            return;
        if (AsJob)
            StartJob(nameof(Configuration), Session.ConfigurationPath);
        else
            Follow(planned.ActAsync);
    }

    private void StartJob(string parameter, object value) => WriteObject(BackgroundJob.Start(
        this,
        PassedToJob,
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [nameof(Configuration)] = Session.ConfigurationPath,
            [parameter] = value,
        }));

    private void IssueCards()
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
            Enqueue = Enqueue,
        };
        PlannedIssue planned = Prepare((events, stop) => Session.Batches.IssueAsync(request, events, stop));
        if (!AsJob)
            Produce(planned.Operation);
        else if (ShouldProceed(planned.Operation))
            StartJob(nameof(Number), planned.Plan.Cards.Select(card => card.CardNumber).ToArray());
    }
}
