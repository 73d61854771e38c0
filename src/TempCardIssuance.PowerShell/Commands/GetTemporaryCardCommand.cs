using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Searches cards in any state.</summary>
[Cmdlet(VerbsCommon.Get, "TemporaryCard", SupportsPaging = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class GetTemporaryCardCommand : CardSearchCmdlet
{
    /// <summary>Card numbers; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? Number { get; set; }

    /// <summary>The states to look in; without it all.</summary>
    [Parameter]
    public CardState[] State { get; set; } = [];

    /// <summary>Cards that this batch holds or made.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    protected override void ProcessRecord() => RunItem(() => Search(Number, State, BatchId));
}
