using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages.Cards;

/// <summary>The holder types the PIN of the card in a reader of this machine; nothing of it is kept or shown.</summary>
internal static class PinPages
{
    public static void Map(IEndpointRouteBuilder app, Desk desk)
    {
        app.MapGet("/cards/{number}/pin", async (string number, string? station, CancellationToken stop) =>
            PageRoutes.Show(typeof(PinForm), new PinModel(
                await desk.Session.Store.RequireCardAsync(number, stop),
                desk.Session.Stations.Names,
                station,
                new PinChoice(desk.Session.Settings.Pin, desk.Session.Chip.Pin).Rules)));
        app.MapPost("/cards/{number}/pin", async (HttpContext context, string number) =>
        {
            SecretForm form = context.Features.Get<SecretForm>()!;
            string to = await context.Features.Get<Visit>()!.OnceAsync(
                $"{context.Request.Path} {form.Text(PageRoutes.KeyField)}", () => SetAsync(desk, number, form));
            return PageRoutes.SeeOther(to);
        });
    }

    private static async Task<string> SetAsync(Desk desk, string number, SecretForm form)
    {
        string station = form.Text("station");
        using var patience = new CancellationTokenSource(CardPages.Patience);
        bool isAsked = false;
        try
        {
            Planned<TemporaryCard> planned = await desk.Session.Pins.PlanSetAsync(
                new PinSetRequest { Station = station, CardNumber = number, Reason = form.Text("reason") },
                new KeyChoice(),
                (_, problem) =>
                {
                    // It was typed once; who typed something else types it on the page again.
                    if (isAsked)
                        throw PinErrors.NotPermitted(problem ?? Texts.PinNotTyped);
                    isAsked = true;
                    return (form.Secret("first"), form.Secret("second"));
                },
                _ => { },
                patience.Token);
            TemporaryCard card = await planned.ActAsync(patience.Token);
            return $"/cards/{card.CardNumber}?said={desk.Drafts.Add(new Said(Texts.PinSet, []))}";
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TempCardException(
                ErrorIds.StationEmpty, ErrorKind.Device, Say.It(Texts.NoCardCame, station), Remedy.Of($"{Texts.ReadAgain}"), station);
        }
    }
}

/// <summary>What the form for a PIN shows.</summary>
/// <param name="Card">The card.</param>
/// <param name="Stations">Where it can be put in.</param>
/// <param name="Station">Where it was seen; null: nowhere.</param>
/// <param name="Rules">What the PIN has to be like.</param>
public sealed record PinModel(TemporaryCard Card, IReadOnlyList<string> Stations, string? Station, string Rules);
