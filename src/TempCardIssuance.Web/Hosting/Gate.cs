using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Web.Layout;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Hosting;

/// <summary>Lets in who came by the link or signed in, and nobody else.</summary>
/// <param name="link">Null: people sign in.</param>
/// <param name="access">Null: they come by the link.</param>
/// <param name="port">Where the page is.</param>
internal sealed class Gate(EntryLink? link, PageAccess? access, int port) : IDisposable
{
    /// <summary>Tries to get in from one address, a minute.</summary>
    private const int MaxEntries = 30;

    private readonly VisitBook _visits = access is null
        ? new VisitBook(TimeSpan.MaxValue, TimeSpan.MaxValue)
        : new VisitBook(idle: TimeSpan.FromMinutes(30), longest: TimeSpan.FromHours(10));

    private readonly PartitionedRateLimiter<IPAddress> _entries = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = MaxEntries,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>Null: people come by the link.</summary>
    public PageAccess? Access => access;

    /// <summary>What the browser's address begins with.</summary>
    public string Scheme => access is null ? "http" : "https";

    /// <summary>
    /// Cookies know no ports; pages of one machine must not take each other's. With TLS no other host can set it
    /// (RFC 6265bis, 4.1.3.2).
    /// </summary>
    private string CookieName { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{(access is null ? "" : "__Host-")}tempcard-page-{port}");

    /// <summary>Whether the address that the browser used is one of ours: a foreign name may lead here too.</summary>
    public bool IsOurHost(HostString host)
    {
        if ((host.Port ?? (access is null ? 80 : 443)) != port)
            return false;
        return access is null
            ? host.Host is "127.0.0.1" or "localhost" or "[::1]" or "::1"
            : access.Hosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Who sent a request; null: nobody who was let in.</summary>
    public Visit? Of(HttpContext context) =>
        _visits.Find(context.Request.Cookies[CookieName]) is { } visit
            && (visit.Person.Thumbprint is not { } thumbprint
                || context.Connection.ClientCertificate?.Thumbprint == thumbprint)
            ? visit
            : null;

    /// <summary>Whether somebody may try to get in again.</summary>
    public bool MayTry(HttpContext context)
    {
        using RateLimitLease lease = _entries.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        return lease.IsAcquired;
    }

    /// <summary>Makes a session of the link.</summary>
    public IResult Enter(HttpContext context, string ticket) =>
        link?.Use(ticket) == true ? Admit(context, Person.OfThisMachine) : Closed();

    /// <summary>
    /// Makes a session for somebody who was verified. A page is shown, and no redirection sent: the cookie is for
    /// navigation that began here, and this one began in a file or at a provider.
    /// </summary>
    public IResult Admit(HttpContext context, Person? person)
    {
        if (person is null)
            return Notice(StatusCodes.Status403Forbidden, Texts.NoNameTitle, Texts.NoNameText);
        if (person.Roles == PageRole.None)
            return Notice(StatusCodes.Status403Forbidden, Texts.NoRoleTitle, Say.It(Texts.NoRoleText, person.Name ?? ""));
        Visit visit = _visits.Begin(person);
        context.Response.Cookies.Append(CookieName, visit.Cookie, new CookieOptions
        {
            HttpOnly = true,
            Secure = access is not null,
            SameSite = SameSiteMode.Strict,
            IsEssential = true,
            Path = "/",
        });
        return new RazorComponentResult<Entered>();
    }

    /// <summary>Lets this program itself in, until <see cref="End"/>.</summary>
    /// <param name="cookie">What it has to send.</param>
    public Visit Begin(out string cookie)
    {
        Visit visit = _visits.Begin(Person.OfThisMachine);
        cookie = $"{CookieName}={visit.Cookie}";
        return visit;
    }

    public void End(Visit visit) => _visits.End(visit);

    /// <summary>Ends the session.</summary>
    public void Leave(HttpContext context)
    {
        if (context.Features.Get<Visit>() is { } visit)
            _visits.End(visit);
        context.Response.Cookies.Delete(CookieName, new CookieOptions { Secure = access is not null, Path = "/" });
    }

    /// <summary>What is said to who was not let in.</summary>
    public IResult Closed() => access is null
        ? Notice(StatusCodes.Status401Unauthorized, Texts.ClosedTitle, Texts.ClosedText)
        : WithSignIn(StatusCodes.Status401Unauthorized, Texts.SignInTitle, Texts.SignInText);

    /// <summary>A page that says one thing, and lets who reads it sign in.</summary>
    public static IResult WithSignIn(int status, string title, string text) => new RazorComponentResult<Notice>(new
    {
        Title = title,
        Text = text,
        Link = SignIn.Path,
        LinkText = Texts.SignIn,
    })
    {
        StatusCode = status,
    };

    /// <summary>A page that says one thing, without anything that needs a session.</summary>
    public static IResult Notice(int status, string title, string text) =>
        new RazorComponentResult<Notice>(new { Title = title, Text = text }) { StatusCode = status };

    public void Dispose() => _entries.Dispose();
}
