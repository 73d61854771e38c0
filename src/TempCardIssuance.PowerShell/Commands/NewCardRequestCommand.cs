using System.Collections;
using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Requests cards: an amount with running numbers, the numbers given, or cards that came back.</summary>
/// <remarks>
/// <para>
/// Puts new cards into state Requested. With -Amount they get the next numbers of -Pattern that have not been used;
/// with -Number they are given, and one that exists already is an error. All cards are requested or none.
/// </para>
/// <para>
/// With -Returned cards are requested again that were made before. Where card.reuse is true, a card that is Returned is
/// made again on the body that has its number: the next batch with it recognises that body at any station and in any
/// order, resets it, and writes a new PIN, keys and certificates. Its face stays as it is; a batch that prints refuses
/// the card where the layout shows something that changes, such as {validUntil}. A body whose card is not in the batch is
/// let go untouched, and another one asked for.
/// </para>
/// <para>
/// With -NewBody as well any blank will do, also for cards that are Locked, Revoked or Expired: the old body counts as
/// destroyed or gone, as -Reason says on the audit trail, and certificates that are still good are revoked.
/// </para>
/// <para>
/// Site, requester and fields are what faces and certificates can show; site and priority also help to choose cards
/// with Get-RequestedCard.
/// </para>
/// </remarks>
/// <example>
/// <para>Request five cards for a site</para>
/// <code>New-CardRequest 5 -Site Basel -RequestedBy m.keller</code>
/// </example>
/// <example>
/// <para>Request cards with numbers of one's own</para>
/// <code>
/// New-CardRequest 2 -Pattern 'VISIT-{0:000}' -Priority 9
/// New-CardRequest -Number SPARE-1, SPARE-2
/// </code>
/// </example>
/// <example>
/// <para>Request a card that shows a cost center</para>
/// <code>New-CardRequest 1 -Field @{ CostCenter = 4110; Building = 'WSJ-210' }</code>
/// </example>
/// <example>
/// <para>Make cards again that came back</para>
/// <code>
/// Reset-TemporaryCard T-00026 -NotSeen 'in the box' -Force
/// Get-TemporaryCard -State Returned | New-CardRequest -Returned
/// </code>
/// </example>
/// <example>
/// <para>Make those again whose numbers a scanner has written into a file</para>
/// <code>
/// $numbers = Get-Content ./returned.txt | Where-Object Length
/// $numbers | Reset-TemporaryCard -NotSeen 'in the box' -Force
/// $numbers | New-CardRequest -Returned
/// </code>
/// </example>
/// <example>
/// <para>Make a card again whose body is gone</para>
/// <code>
/// Lock-TemporaryCard T-00026 -Force
/// New-CardRequest -Returned -Number T-00026 -NewBody -Reason 'not found within a week'
/// </code>
/// </example>
/// <seealso cref="ImportCardRequestCommand"/>
/// <seealso cref="GetRequestedCardCommand"/>
/// <seealso cref="StartCardIssuanceCommand"/>
[Cmdlet(
    VerbsCommon.New,
    "CardRequest",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByAmount)]
[OutputType(typeof(TemporaryCard))]
public sealed class NewCardRequestCommand : SessionCmdlet
{
    private const string ByAmount = "Amount";
    private const string ByNumber = "Number";
    private const string Again = "Returned";
    private const string Anew = "NewBody";

    /// <summary>How many cards, up to 100,000.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByAmount)]
    [ValidateRange(1, 100_000)]
    public int Amount { get; set; }

    /// <summary>
    /// How the numbers look: a .NET format string with one place for the running number. {0:00000} is that number with
    /// five digits.
    /// </summary>
    /// <value>T-{0:00000}</value>
    [Parameter(ParameterSetName = ByAmount)]
    [ValidateNotNullOrEmpty]
    public string Pattern { get; set; } = CardIntake.DefaultPattern;

    /// <summary>
    /// The numbers of the cards: letters, digits, dot, underscore and hyphen. With -Returned also from the pipeline, such
    /// as the cards themselves or rows of a CSV file with a column CardNumber.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByNumber)]
    [Parameter(Mandatory = true, ParameterSetName = Again, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = Anew, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    public string[] Number { get; set; } = [];

    /// <summary>The site that wants the cards.</summary>
    [Parameter(ParameterSetName = ByAmount)]
    [Parameter(ParameterSetName = ByNumber)]
    [ArgumentCompleter(typeof(SiteCompleter))]
    public string? Site { get; set; }

    /// <summary>Who asked for the cards.</summary>
    [Parameter(ParameterSetName = ByAmount)]
    [Parameter(ParameterSetName = ByNumber)]
    [ArgumentCompleter(typeof(RequesterCompleter))]
    public string? RequestedBy { get; set; }

    /// <summary>How urgent the cards are: 0 (not urgent) to 9 (most urgent).</summary>
    /// <value>0</value>
    [Parameter(ParameterSetName = ByAmount)]
    [Parameter(ParameterSetName = ByNumber)]
    [ValidateRange(0, 9)]
    public int Priority { get; set; }

    /// <summary>
    /// Free values by name, which faces and certificates can show. A name that every card has a value of (cardNumber,
    /// number, site, requestedBy, priority, batch, validUntil) is an error.
    /// </summary>
    [Parameter(ParameterSetName = ByAmount)]
    [Parameter(ParameterSetName = ByNumber)]
    public Hashtable? Field { get; set; }

    /// <summary>The cards came back: they are made again, each on the body that has its number.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Again)]
    [Parameter(Mandatory = true, ParameterSetName = Anew)]
    public SwitchParameter Returned { get; set; }

    /// <summary>On another body, since theirs are accounted for as destroyed or gone.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Anew)]
    public SwitchParameter NewBody { get; set; }

    /// <summary>What became of their bodies; for the audit trail.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Anew)]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    protected override void ProcessRecord()
    {
        if (!Returned)
        {
            Run(Request);
            return;
        }

        // As a scanner writes them, with blanks at their ends.
        foreach (string number in Number.Select(n => n.Trim()).Distinct(CardNumber.Comparer))
            RunItem(() => Do(Wait(stop => Session.Requests.AgainAsync(number, Reason, stop)), WriteObject));
    }

    private void Request()
    {
        var model = new CardRequest
        {
            CardNumber = "",
            Site = Site,
            RequestedBy = RequestedBy,
            Priority = Priority,
            Fields = FieldTable.Read(Field),
        };
        Do(
            ParameterSetName == ByAmount
                ? Session.Requests.New(Amount, Pattern, model)
                : Wait(stop => Session.Requests.NewAsync(Number, model, stop)),
            cards => WriteObject(cards, enumerateCollection: true));
    }
}
