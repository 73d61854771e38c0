using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Searches batches, newest first; each has its productions.</summary>
[Cmdlet(VerbsCommon.Get, "CardBatch", SupportsPaging = true)]
[OutputType(typeof(CardBatch))]
public sealed class GetCardBatchCommand : SessionCmdlet
{
    /// <summary>Batch ids; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[]? BatchId { get; set; }

    /// <summary>The states to look in; without it all.</summary>
    [Parameter]
    public BatchState[] State { get; set; } = [];

    /// <summary>Started by this user.</summary>
    [Parameter]
    public string? Operator { get; set; }

    /// <summary>Started at this time or later.</summary>
    [Parameter]
    public DateTime? From { get; set; }

    /// <summary>Started before this time.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        // The store counts no batches; an accuracy of 0 says so.
        if (PagingParameters.IncludeTotalCount)
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        var query = new BatchQuery
        {
            Ids = BatchId ?? [],
            States = State,
            Operator = Operator,
            From = From,
            Before = Before,
            Skip = (long)PagingParameters.Skip,
            First = PagingParameters.First >= long.MaxValue ? null : (long)PagingParameters.First,
        };
        var missing = new HashSet<string>(
            BatchId?.Where(id => !WildcardPattern.ContainsWildcardCharacters(id)) ?? [],
            StringComparer.OrdinalIgnoreCase);
        Stream(Session.Store.FindBatchesAsync(query, Stop), batch =>
        {
            missing.Remove(batch.Id);
            WriteObject(Wait(stop => Session.Store.GetBatchAsync(batch.Id, withProductions: true, stop)));
        });
        Complain(missing);
    });

    /// <summary>A batch that exists but is not in what was searched for is no error.</summary>
    private void Complain(IEnumerable<string> missing)
    {
        foreach (string id in missing)
        {
            if (Wait(stop => Session.Store.GetBatchAsync(id, withProductions: false, stop)) is null)
                WriteError(ErrorRecords.From(BatchErrors.NotFound(id)));
        }
    }
}
