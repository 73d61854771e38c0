using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Counts the cards of each site, or compares a count of them with the store.</summary>
/// <remarks>
/// <para>
/// Unassigned cards can be handed out now; EndingSoon says how many of them end before a usual loan (issuance.loanDays)
/// would. Where the configuration has stock: { SITE: n }, Shortage says how many cards have to be requested so that n can
/// be handed out.
/// </para>
/// <para>
/// With -Counted it compares the numbers in a file, as a scanner writes them, with the cards that should lie there, and
/// gives those that are Missing, those that are Unexpected because they should be with their holder or nowhere, those of
/// another site, and numbers of no card.
/// </para>
/// </remarks>
/// <example>
/// <para>See what is short</para>
/// <code>Get-CardStock | Where-Object Shortage</code>
/// </example>
/// <example>
/// <para>See which cards are not where they should be</para>
/// <code>Get-CardStock -Site Berlin -Counted ./counted.txt | Where-Object Finding -EQ Missing</code>
/// </example>
/// <seealso cref="NewCardRequestCommand"/>
/// <seealso cref="GetTemporaryCardCommand"/>
/// <seealso cref="RevokeTemporaryCardCommand"/>
[Cmdlet(VerbsCommon.Get, "CardStock")]
[OutputType(typeof(CardStock), typeof(CountedCard))]
public sealed class GetCardStockCommand : SessionCmdlet
{
    /// <summary>The sites; wildcards are allowed. Without it all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Site { get; set; } = [];

    /// <summary>A text file with a card number on each line.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Counted { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        if (Counted is not null)
            WriteObject(Wait(stop => Session.Stock.CompareAsync(ResolvePath(Counted), Site, stop)), enumerateCollection: true);
        else
            WriteObject(Wait(stop => Session.Stock.GetAsync(Site, stop)), enumerateCollection: true);
    });
}
