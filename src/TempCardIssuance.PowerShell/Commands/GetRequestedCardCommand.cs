using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Searches the cards in state Requested.</summary>
[Cmdlet(VerbsCommon.Get, "RequestedCard", SupportsPaging = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class GetRequestedCardCommand : CardSearchCmdlet
{
    /// <summary>Card numbers; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [ArgumentCompleter(typeof(RequestedCardCompleter))]
    public string[]? Number { get; set; }

    protected override void ProcessRecord() => RunItem(() => Search(Number, [CardState.Requested], batchId: null));
}
