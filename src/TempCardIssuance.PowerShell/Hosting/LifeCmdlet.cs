using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Completion;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that changes what becomes of cards after their production.</summary>
public abstract class LifeCmdlet : SessionCmdlet
{
    /// <summary>The numbers of the cards; cards can be piped. Without it the card that is put in at -Station.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Number")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[] CardNumber { get; set; } = [];

    /// <summary>The station in whose reader the card is, or is put: it is recognised. Nothing is written to it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StationCompleter))]
    public string? Station { get; set; }

    /// <summary>One line for the audit trail. It must not name the holder: the trail forgets nothing.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Note { get; set; }

    /// <summary>Whether the question, if there is one, is answered.</summary>
    protected virtual bool IsForced => false;

    /// <summary>What is to be done with a card.</summary>
    /// <param name="cardNumber">The card.</param>
    /// <param name="isSeen">Whether it is the one in the reader.</param>
    protected abstract LifeRequest Request(string cardNumber, bool isSeen);

    protected override void ProcessRecord()
    {
        if (Station is not null)
        {
            RunItem(() => Change(Recognize(Station), isSeen: true));
            return;
        }

        if (CardNumber.Length == 0)
            RunItem(() => throw LifeErrors.NoCard());
        foreach (string number in CardNumber)
            RunItem(() => Change(number, isSeen: false));
    }

    private void Change(string number, bool isSeen) => Do(
        Wait(stop => Session.Life.PlanAsync(Request(number, isSeen), stop)), WriteObject, IsForced);

    private string Recognize(string station)
    {
        var wanted = new ProgressRecord(0, MyInvocation.MyCommand.Name, $"Put the card into {station}");
        WriteProgress(wanted);
        try
        {
            string seen = Wait(stop => Session.Life.RecognizeAsync(station, _ => { }, stop));
            return CardNumber is [] || CardNumber.Contains(seen, Core.Cards.CardNumber.Comparer)
                ? seen
                : throw LifeErrors.OtherCard(station, seen, CardNumber[0]);
        }
        finally
        {
            wanted.RecordType = ProgressRecordType.Completed;
            WriteProgress(wanted);
        }
    }
}
