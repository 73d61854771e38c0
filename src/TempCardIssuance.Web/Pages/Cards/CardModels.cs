using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Cards;

/// <summary>What cards in any state are searched by.</summary>
public sealed record AnyCardSearch
{
    public CardSearch Search { get; init; } = new();

    public CardState? State { get; init; }

    public string Body { get; init; } = "";

    public string Holder { get; init; } = "";

    public bool Overdue { get; init; }

    public CardQuery ToQuery() => Search.ToQuery(State is { } state ? [state] : []) with
    {
        BodyId = Body.Length == 0 ? null : Body,
        Holder = Holder.Length == 0 ? null : Holder,
        Overdue = Overdue,
    };
}

/// <summary>Cards that were searched for.</summary>
/// <param name="Search">By what.</param>
/// <param name="Key">Of the search; null: nothing was searched for.</param>
/// <param name="Cards">Those of this page.</param>
/// <param name="Page">This page, from 1.</param>
/// <param name="HasNext">Whether there are more.</param>
/// <param name="Stations">Where a card can be put in.</param>
public sealed record CardListModel(
    AnyCardSearch Search, string? Key, IReadOnlyList<TemporaryCard> Cards, int Page, bool HasNext,
    IReadOnlyList<string> Stations);

/// <summary>All there is to know of a card.</summary>
/// <param name="Card">The card.</param>
/// <param name="Productions">All tries, the last one first.</param>
/// <param name="Events">Its story, oldest first.</param>
public sealed record CardModel(
    TemporaryCard Card, IReadOnlyList<CardProduction> Productions, IReadOnlyList<AuditEvent> Events)
{
    /// <summary>Key that says that a reader has seen it; null: none has.</summary>
    public string? Seen { get; init; }

    /// <summary>The station whose reader has seen it; null: none has.</summary>
    public string? SeenAt { get; init; }

    /// <summary>Whether this machine has a reader.</summary>
    public bool HasReader { get; init; }

    /// <summary>What the operation before has done; null: nothing is to be said of it.</summary>
    public Said? Said { get; init; }
}

/// <summary>A reader has seen the card.</summary>
/// <param name="CardNumber">The card.</param>
/// <param name="Station">Where.</param>
public sealed record SeenCard(string CardNumber, string Station);

/// <summary>What is about to be done with a card.</summary>
/// <param name="Action">As the address has it, such as <c>grant</c>.</param>
/// <param name="Request">As it was entered.</param>
public sealed record LifeDraft(string Action, LifeRequest Request)
{
    /// <summary>Whether this was entered where an address says.</summary>
    public bool IsAt(string cardNumber, string action) => Request.CardNumber == cardNumber && Action == action;
}

/// <summary>A form for what is to be done with a card.</summary>
/// <param name="Card">The card.</param>
/// <param name="Action">As the address has it, such as <c>grant</c>.</param>
/// <param name="Seen">Key that says that a reader has seen it; null: none has.</param>
public sealed record LifeModel(TemporaryCard Card, string Action, string? Seen);
