using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Issuance;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>
/// Makes cards of a batch again: those that failed, or those named because they came out wrong. The old bodies are
/// spoiled and their certificates revoked.
/// </summary>
[Cmdlet(VerbsCommon.Redo, "CardProduction", SupportsShouldProcess = true)]
[Alias("Repeat-CardProduction")]
[OutputType(typeof(CardBatch), typeof(CardProduction))]
public sealed class RedoCardProductionCommand : ProductionCmdlet
{
    /// <summary>Cards by batch; null: all that failed.</summary>
    private readonly Dictionary<string, List<string>?> _batches = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The batch. From the pipeline come batches, or productions and cards of one.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string BatchId { get; set; } = "";

    /// <summary>The cards to make again; without it all that failed.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? CardNumber { get; set; }

    /// <summary>Goes into the audit trail and onto the spoiled productions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "Repeated by the operator";

    protected override void ProcessRecord()
    {
        if (CardNumber is null)
            _batches[BatchId] = null;
        else if (!_batches.TryGetValue(BatchId, out List<string>? cards))
            _batches[BatchId] = [.. CardNumber];
        else
            cards?.AddRange(CardNumber);
    }

    protected override void EndProcessing()
    {
        foreach ((string id, List<string>? cards) in _batches)
            RunItem(() => Repeat(id, cards));
    }

    private void Repeat(string id, List<string>? cards)
    {
        string what = cards is null ? "all cards that failed" : string.Join(", ", cards);
        if (!ShouldProcess($"{what} of batch {id}", "Repeat the production"))
            return;
        var request = new RepeatRequest { BatchId = id, CardNumbers = cards, Reason = Reason, Stations = Station };
        Produce((events, stop) => Session.Issuance.RepeatAsync(request, events, stop));
    }
}
