using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.PowerShell.Completion;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that changes what becomes of cards after their production.</summary>
public abstract class LifeCmdlet : SessionCmdlet
{
    /// <summary>What is done at the end, with all else that is ordered.</summary>
    private readonly List<Planned<TemporaryCard>> _ordered = [];

    /// <summary>What would have been done, had this been no preview.</summary>
    private readonly List<Planned<TemporaryCard>> _previewed = [];

    /// <summary>The numbers of the cards; cards can be piped. Without it the card that is put in at -Station.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Number")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(LifeCardCompleter))]
    public string[] CardNumber { get; set; } = [];

    /// <summary>The station in whose reader the card is, or is put: it is recognised. Nothing is written to it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StationCompleter))]
    public string? Station { get; set; }

    /// <summary>One line for the audit trail. It must not name the holder: the trail forgets nothing.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyColumn]
    public string? Note { get; set; }

    /// <summary>Whether the question, if there is one, is answered.</summary>
    protected virtual bool IsForced => false;

    /// <summary>What is to be done with a card.</summary>
    /// <param name="cardNumber">The card.</param>
    /// <param name="isSeen">Whether it is the one in the reader.</param>
    protected abstract LifeRequest Request(string cardNumber, bool isSeen);

    /// <summary>Whether all cards of the pipeline are one order, for which a second operator may be needed.</summary>
    protected virtual bool IsOneOrder => false;

    /// <summary>More cards, where a parameter asks for some; null: none does.</summary>
    protected virtual IReadOnlyList<string>? FindCards() => null;

    protected override void ProcessRecord()
    {
        IReadOnlyList<string>? found = null;
        Run(() => found = FindCards());
        if (Station is not null)
        {
            RunItem(() => Change(found is null ? Recognize(Station) : throw LifeErrors.ReaderOrFile(), isSeen: true));
            return;
        }

        foreach (string number in found ?? [])
            RunItem(() => Change(number, isSeen: false));
        if (CardNumber.Length == 0 && found is null)
            RunItem(() => throw LifeErrors.NoCard());
        // As a scanner writes them, with blanks at their ends.
        foreach (string number in CardNumber.Select(n => n.Trim()))
            RunItem(() => Change(number, isSeen: false));
    }

    protected override void EndProcessing()
    {
        if (_ordered.Count > 0)
        {
            bool isApproved = false;
            RunItem(() =>
            {
                Wait(_ => Session.Life.ApproveAsync(_ordered));
                isApproved = true;
            });
            foreach (Planned<TemporaryCard> planned in isApproved ? _ordered : [])
                RunItem(() => Act(planned, card => WriteObject(CardOfHolder.Of(card))));
        }

        base.EndProcessing();
    }

    private void Change(string number, bool isSeen)
    {
        Planned<TemporaryCard> planned =
            Wait(stop => Session.Life.PlanAsync(Request(number, isSeen), [.. _ordered, .. _previewed], stop));
        if (!IsOneOrder)
            Do(planned, card => WriteObject(CardOfHolder.Of(card)), IsForced);
        else if (ShouldProceed(planned, IsForced))
            _ordered.Add(planned);
        if (IsWhatIf())
            _previewed.Add(planned);
    }

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
