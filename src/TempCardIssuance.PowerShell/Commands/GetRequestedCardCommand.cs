using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Searches the cards that wait to be made.</summary>
/// <remarks>
/// <para>
/// Returns the cards in state Requested, in the order in which they should be made: the most urgent first, of those the
/// oldest. What it returns can be piped to Start-CardIssuance. All parameters narrow the search; those that are left
/// out don't count.
/// </para>
/// <para>
/// A number without wildcards that is not found, or whose card is in another state, is an error; the others are
/// returned.
/// </para>
/// </remarks>
/// <example>
/// <para>See what waits</para>
/// <code>Get-RequestedCard</code>
/// </example>
/// <example>
/// <para>Issue the ten most urgent cards of a site</para>
/// <code>Get-RequestedCard -Site Basel -First 10 | Start-CardIssuance</code>
/// </example>
/// <example>
/// <para>Count what waits at each site</para>
/// <code>Get-RequestedCard | Group-Object Site -NoElement</code>
/// </example>
/// <example>
/// <para>Search by number and age</para>
/// <code>Get-RequestedCard T-0002* -Before (Get-Date).AddMinutes(1) -Order Oldest</code>
/// </example>
/// <seealso cref="NewCardRequestCommand"/>
/// <seealso cref="StartCardIssuanceCommand"/>
/// <seealso cref="GetTemporaryCardCommand"/>
[Cmdlet(VerbsCommon.Get, "RequestedCard", SupportsPaging = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class GetRequestedCardCommand : CardSearchCmdlet
{
    /// <summary>Card numbers; sets such as T-000[1-5]0 are wildcards too. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(RequestedCardCompleter))]
    public string[]? Number { get; set; }

    protected override void ProcessRecord() => RunItem(() => Search(Number, [CardState.Requested], batchId: null));
}
