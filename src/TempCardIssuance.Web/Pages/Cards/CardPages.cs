using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Cards;

/// <summary>Cards in any state, and the story of one.</summary>
internal static class CardPages
{
    private const int PageSize = 100;

    /// <summary>Of a card's story; more is on the trail.</summary>
    private const int MaxEvents = 200;

    /// <summary>So long a reader waits for a card to be put in.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/cards", (string? find, int? page, CancellationToken stop) =>
            ListAsync(desk, find, page ?? 1, stop));
        app.MapGet("/cards/{number}", (string number, string? seen, string? said, CancellationToken stop) =>
            ShowAsync(desk, number, (seen, said), stop));
        // Whom somebody looks for stands in no address.
        app.Post("/cards/find", form => Task.FromResult($"/cards?find={desk.Drafts.Add(Read(form))}"));
        app.Post("/cards/read", form => RecognizeAsync(desk, form));
        PinPages.Map(app, desk);
        LifePages.Map(app, desk);
    }

    private static AnyCardSearch Read(PageForm form) => new()
    {
        Search = SearchForm.Read(form),
        State = Enum.TryParse(form.Text("state"), out CardState state) && Enum.IsDefined(state) ? state : null,
        Body = form.Text("body"),
        Holder = form.Text("holder"),
        Overdue = form.IsTicked("overdue"),
    };

    private static async Task<IResult> ListAsync(Desk desk, string? key, int page, CancellationToken stop)
    {
        page = Math.Max(page, 1);
        AnyCardSearch? search = desk.Drafts.Find<AnyCardSearch>(key);
        CardQuery query = (search ?? new AnyCardSearch()).ToQuery() with
        {
            Skip = (page - 1L) * PageSize,
            First = PageSize + 1,
        };
        List<TemporaryCard> cards = await desk.Session.Life.FindAsync(query, stop).ToListAsync(stop);
        return PageRoutes.Show(typeof(CardList), new CardListModel(
            search ?? new AnyCardSearch(),
            search is null ? null : key,
            [.. cards.Take(PageSize)],
            page,
            cards.Count > PageSize,
            desk.Session.Stations.Names));
    }

    private static async Task<IResult> ShowAsync(
        Desk desk, string number, (string? Seen, string? Said) keys, CancellationToken stop)
    {
        ICardStore store = desk.Session.Store;
        TemporaryCard card = await store.RequireCardAsync(number, stop);
        IReadOnlyList<CardProduction> tries = await store.GetProductionsAsync(card.CardNumber, stop);
        List<AuditEvent> events = await store
            .ReadAuditAsync(new AuditQuery { CardNumber = card.CardNumber }, stop)
            .Take(MaxEvents)
            .ToListAsync(stop);
        return PageRoutes.Show(typeof(CardStory), new CardModel(card, [.. tries.Reverse()], events)
        {
            Seen = LifePages.IsSeen(desk, keys.Seen, card.CardNumber) ? keys.Seen : null,
            SeenAt = desk.Drafts.Find<SeenCard>(keys.Seen)?.Station,
            HasReader = desk.Session.Stations.Names.Count > 0,
            Said = desk.Drafts.Find<Said>(keys.Said),
        });
    }

    /// <summary>The card that is in a reader, or is put into it.</summary>
    private static async Task<string> RecognizeAsync(Desk desk, PageForm form)
    {
        string station = form.Text("station");
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            string number = await desk.Session.Life.RecognizeAsync(station, _ => { }, patience.Token);
            return $"/cards/{number}?seen={desk.Drafts.Add(new SeenCard(number, station))}";
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TempCardException(
                ErrorIds.StationEmpty, ErrorKind.Device, Say.It(Texts.NoCardCame, station), Texts.ReadAgain, station);
        }
    }
}
