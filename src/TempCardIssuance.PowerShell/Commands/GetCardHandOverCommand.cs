using System.Management.Automation;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Shows what the organisation's own systems were told of cards, and what waits.</summary>
/// <remarks>
/// <para>
/// Where the configuration has handOver, each grant, update, lock, reset, revoke and end of a loan is kept in the store
/// until a program has told it to the directory. It is told at least once, for each card in order; what takes a card
/// away overtakes what was not told before it, and makes it void.
/// </para>
/// </remarks>
/// <example>
/// <para>See what waits, and why</para>
/// <code>Get-CardHandOver -Pending | Format-Table CardNumber, Event, At, Tries, Error</code>
/// </example>
/// <example>
/// <para>See what was told of a card</para>
/// <code>Get-TemporaryCard T-00026 | Get-CardHandOver</code>
/// </example>
/// <seealso cref="InvokeCardUpkeepCommand"/>
/// <seealso cref="GrantTemporaryCardCommand"/>
/// <seealso cref="GetCardIdentityMappingCommand"/>
[Cmdlet(VerbsCommon.Get, "CardHandOver")]
[OutputType(typeof(CardHandOver))]
public sealed class GetCardHandOverCommand : SessionCmdlet
{
    /// <summary>The numbers of the cards; without it all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Number")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[] CardNumber { get; set; } = [];

    /// <summary>Only what is still to be told.</summary>
    [Parameter]
    public SwitchParameter Pending { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        ComplainOfCards(CardNumber);
        var query = new HandOverQuery { CardNumbers = CardNumber, Pending = Pending };
        Stream(Session.Upkeep.FindHandOversAsync(query, Stop), WriteObject);
    });
}
