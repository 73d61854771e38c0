using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TempCardIssuance.Web.Layout;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Hosting;

/// <summary>Lets in who came by the link, and nobody else.</summary>
internal sealed class Gate(EntryLink link, int port)
{
    private volatile Visit? _visit;

    /// <summary>Cookies know no ports; pages of one machine must not take each other's.</summary>
    private string CookieName { get; } = string.Create(CultureInfo.InvariantCulture, $"tempcard-page-{port}");

    /// <summary>Whether the address that the browser used is one of ours: a foreign name may lead here too.</summary>
    public bool IsOurHost(HostString host) => host.Port == port
        && host.Host is "127.0.0.1" or "localhost" or "[::1]" or "::1";

    /// <summary>Who sent a request; null: nobody who was let in.</summary>
    public Visit? Of(HttpRequest request) =>
        _visit is { } visit && visit.IsCookie(request.Cookies[CookieName]) ? visit : null;

    /// <summary>
    /// Makes a session of the link. A page is shown, and no redirection sent: the cookie is for navigation that began
    /// here, and this one began in a file.
    /// </summary>
    public IResult Enter(HttpContext context, string ticket)
    {
        if (!link.Use(ticket))
            return Closed();
        var visit = new Visit();
        _visit = visit;
        context.Response.Cookies.Append(CookieName, visit.Cookie, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
            Path = "/",
        });
        return new RazorComponentResult<Entered>();
    }

    /// <summary>Ends the session.</summary>
    public void Leave(HttpContext context)
    {
        _visit = null;
        context.Response.Cookies.Delete(CookieName);
    }

    /// <summary>What is said to who was not let in.</summary>
    public static IResult Closed() => Notice(StatusCodes.Status401Unauthorized, Texts.ClosedTitle, Texts.ClosedText);

    /// <summary>A page that says one thing, without anything that needs a session.</summary>
    public static IResult Notice(int status, string title, string text) =>
        new RazorComponentResult<Notice>(new { Title = title, Text = text }) { StatusCode = status };
}
