using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Makes cards of a batch again: those that failed, or those that came out wrong.</summary>
/// <remarks>
/// <para>
/// Repeat-CardProduction is an alias of this command; documents use that name. Without -CardNumber all cards of the
/// batch that failed are made again, with it those that are named, whether they failed or were judged wrong.
/// </para>
/// <para>
/// The old body of a card is spoiled and must not be handed out; its certificates are revoked. Where a card among them
/// came out good, the cmdlet asks first, unless -Force is given. A production that is piped and is not the last
/// one of its card any more is refused. The options are those
/// the batch was started with. It works on batches that are Produced; one that is Interrupted is taken up with
/// Resume-CardBatch first.
/// </para>
/// </remarks>
/// <example>
/// <para>Make all cards again that failed</para>
/// <code>Repeat-CardProduction B-000001</code>
/// </example>
/// <example>
/// <para>Make a card again whose face is smeared</para>
/// <code>Repeat-CardProduction B-000002 -CardNumber T-00005 -Reason 'Face smeared' -Force</code>
/// </example>
/// <example>
/// <para>Repeat what failed in all batches that are open</para>
/// <code>Get-CardBatch -State Produced | Where-Object Failed -GT 0 | Repeat-CardProduction</code>
/// </example>
/// <seealso cref="GetCardBatchCommand"/>
/// <seealso cref="CompleteCardBatchCommand"/>
/// <seealso cref="ResumeCardBatchCommand"/>
[Cmdlet(VerbsCommon.Redo, "CardProduction", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Repeat-CardProduction")]
[OutputType(typeof(CardBatch), typeof(CardProduction))]
public sealed class RedoCardProductionCommand : ProductionCmdlet
{
    private readonly CardsOfBatches _batches = new();

    /// <summary>The id of the batch, such as B-000042. Batches can be piped, or productions and cards of one.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [NamedBy("BatchId", "Id")]
    [ArgumentCompleter(typeof(ProducedBatchCompleter))]
    public string BatchId { get; set; } = "";

    /// <summary>The cards to make again, failed or not; without it all that failed.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Number")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[]? CardNumber { get; set; }

    /// <summary>
    /// Which try at the cards is meant; a card that was made again since is refused. Productions that are piped bring
    /// theirs along.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, int.MaxValue)]
    public int? Attempt { get; set; }

    /// <summary>Why; goes into the audit trail and onto the productions that are spoiled.</summary>
    /// <value>Repeated by the operator</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = RepeatRequest.DefaultReason;

    /// <summary>
    /// The names of the stations to work at, without wildcards; without it the stations of the batch.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StationCompleter))]
    public override string[]? Station { get; set; }

    /// <summary>
    /// Puts the cards in line for stations of any computer, and makes nothing here; -Station can't be given then.
    /// </summary>
    [Parameter]
    public SwitchParameter Enqueue { get; set; }

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => _batches.Add(BatchId, CardNumber, Attempt);

    protected override void EndProcessing()
    {
        foreach ((string id, ChosenCards cards) in _batches.All)
            RunItem(() => Repeat(id, cards));
        base.EndProcessing();
    }

    private void Repeat(string id, ChosenCards cards)
    {
        var request = new RepeatRequest
        {
            BatchId = id,
            CardNumbers = cards.Numbers,
            Attempts = cards.Attempts,
            Reason = Reason,
            Stations = Station,
            Enqueue = Enqueue,
        };
        Produce(Prepare((events, stop) => Session.Batches.RepeatAsync(request, events, stop)), Force);
    }
}
