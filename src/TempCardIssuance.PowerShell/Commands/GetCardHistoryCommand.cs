using System.Management.Automation;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>What happened to a card or a batch, from the audit trail.</summary>
[Cmdlet(VerbsCommon.Get, "CardHistory")]
[OutputType(typeof(AuditEvent))]
public sealed class GetCardHistoryCommand : SessionCmdlet
{
    /// <summary>The numbers of the cards; without it and -BatchId the whole trail.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string?[]? Number { get; set; }

    /// <summary>The batch.</summary>
    [Parameter]
    [Alias("Id")]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    [Parameter]
    public DateTime? From { get; set; }

    [Parameter]
    public DateTime? Before { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string? number in Number ?? [null])
            RunItem(() => Read(number));
    }

    private void Read(string? number)
    {
        var query = new AuditQuery { CardNumber = number, BatchId = BatchId, From = From, Before = Before };
        Stream(Session.Store.ReadAuditAsync(query, Stop), WriteObject);
    }
}
