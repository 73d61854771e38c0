using TempCardIssuance.Core.Cards;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Pages;

/// <summary>The fields that search cards, as a form brings them.</summary>
internal static class SearchForm
{
    public static CardSearch Read(PageForm form) => new()
    {
        Number = form.Text("number"),
        Site = form.Text("site"),
        RequestedBy = form.Text("requestedBy"),
        From = form.Text("from"),
        To = form.Text("to"),
        MinPriority = form.Number("minPriority"),
        Order = form.Choice<CardOrder>("order"),
    };
}
