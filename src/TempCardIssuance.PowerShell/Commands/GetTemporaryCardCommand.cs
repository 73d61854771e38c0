using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Searches cards in any state.</summary>
/// <remarks>
/// <para>
/// Returns the cards of the store: those that wait (Requested), those in a batch (InProduction, Failed), those that
/// were made (Unassigned), those that were handed out (Assigned) or whose time is over (Expired), those that are back
/// (Returned), locked (Locked) or given up (Revoked, Aborted). All parameters narrow the search; those that are left out don't count.
/// </para>
/// </remarks>
/// <example>
/// <para>See one card</para>
/// <code>Get-TemporaryCard T-00001 | Format-List</code>
/// </example>
/// <example>
/// <para>Count the cards of each site that can be handed out</para>
/// <code>Get-TemporaryCard -State Unassigned | Group-Object Site -NoElement</code>
/// </example>
/// <example>
/// <para>See the cards of a batch</para>
/// <code>Get-CardBatch B-000001 | Get-TemporaryCard</code>
/// </example>
/// <example>
/// <para>Go through many cards page by page</para>
/// <code>Get-TemporaryCard -Order Number -Skip 5 -First 5 -IncludeTotalCount</code>
/// </example>
/// <example>
/// <para>Cards whose loan has ended and that are not back, and what somebody has</para>
/// <code>
/// Get-TemporaryCard -Overdue
/// Get-TemporaryCard -Holder anna
/// </code>
/// </example>
/// <seealso cref="GetRequestedCardCommand"/>
/// <seealso cref="GetCardHistoryCommand"/>
/// <seealso cref="GetCardBatchCommand"/>
[Cmdlet(VerbsCommon.Get, "TemporaryCard", SupportsPaging = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class GetTemporaryCardCommand : CardSearchCmdlet
{
    /// <summary>
    /// Card numbers; sets such as T-000[1-5]0 are wildcards too. A batch stands for its cards. Without it all.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number", OrBatch = true)]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>The states to look in; without it all.</summary>
    [Parameter]
    public CardState[] State { get; set; } = [];

    /// <summary>Cards that this batch holds or made; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    /// <summary>
    /// Cards that were made on this body: serial:0012AB34 or guid:..., or what stands behind the colon. Also bodies
    /// that are spoiled by now.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BodyId { get; set; }

    /// <summary>Cards for which a certificate of this serial number was issued; in hex.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateSerialNumber { get; set; }

    /// <summary>Cards that this holder has, or had last; wildcards are allowed. The search is on the audit trail.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Holder { get; set; }

    /// <summary>Cards whose loan or shelf life ends, or ended, before this time.</summary>
    [Parameter]
    [DateArgument]
    public DateTime? ExpiresBefore { get; set; }

    /// <summary>Only cards whose loan has ended and that have not come back.</summary>
    [Parameter]
    public SwitchParameter Overdue { get; set; }

    protected override object Shown(TemporaryCard card) => CardOfHolder.Of(card);

    protected override void ProcessRecord() => RunItem(() =>
    {
        // Of an object that has both, such as a production, the number counts: the batch may not have the card any
        // more.
        bool narrows = IsTyped(nameof(BatchId)) || IsTyped(nameof(Number)) || Number is null;
        CardChoice[] choices = [.. CardChoice.Read(Number, narrows ? BatchId : null)];
        if (choices.Length > 1)
            SearchSeveral();
        var also = new CardQuery
        {
            BodyId = BodyId,
            CertificateSerialNumber = CertificateSerialNumber,
            Holder = Holder,
            EndsBefore = ExpiresBefore,
            Overdue = Overdue,
        };
        foreach (CardChoice choice in choices)
            Search(choice.Numbers, State, choice.BatchId, also);
    });
}
