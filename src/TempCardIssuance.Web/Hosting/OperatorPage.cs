using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Web.Assets;
using TempCardIssuance.Web.Pages.Batches;
using TempCardIssuance.Web.Pages.Cards;
using TempCardIssuance.Web.Pages.Letters;
using TempCardIssuance.Web.Pages.Orders;
using TempCardIssuance.Web.Pages.Requests;
using TempCardIssuance.Web.Pages.Stations;
using TempCardIssuance.Web.Pages.Stock;
using TempCardIssuance.Web.Pages.Trail;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;
using TempCardIssuance.Web.Work;

namespace TempCardIssuance.Web.Hosting;

/// <summary>The program: starts the server, hands over the link, and ends when it is told to.</summary>
internal static class OperatorPage
{
    /// <summary>Of a form; a file of requests is the largest.</summary>
    public const long MaxRequestBytes = 16 * 1024 * 1024;

    public static async Task RunAsync(PageOptions options)
    {
        await using var sessions = new OperatorSessions(options.Configuration);
        PageAccess? access = options.AccessOf(sessions.Of(null).Configuration.Page.Access);
        var requests = new HttpContextAccessor();
        await using var desk = new Desk(sessions, requests);
        EntryLink? link = null;
        Gate? gate = null;
        await using WebApplication app = Build(options.Listen, access, requests, () => gate);
        Gatekeeping.Use(app, access is not null, () => gate);
        Map(app, desk, () => gate!);
        if (access is not null)
            SignIn.Map(app, access, () => gate!);
        await app.StartAsync();
        try
        {
            string address = app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            if (access is null)
                link = EntryLink.Write(options.LinkFile, address);
            gate = new Gate(link, access, new Uri(address).Port);
            if (access is null)
                await Rehearsal.RunAsync(new Uri(address), gate);
            await Console.Out.WriteLineAsync($"address: {address}");
            if (link is not null)
                await Console.Out.WriteLineAsync($"link: {link.File}");
            await Console.Out.FlushAsync();
            if (options.Open)
                link?.Show();
            await app.WaitForShutdownAsync();
        }
        finally
        {
            link?.Dispose();
            gate?.Dispose();
        }
    }

    /// <summary>Nothing but what is said here counts: no file, no variable and no argument of ASP.NET.</summary>
    private static WebApplication Build(
        IPEndPoint listen, PageAccess? access, IHttpContextAccessor requests, Func<Gate?> gate)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxRequestBytes;
            server.Listen(listen, endpoint =>
            {
                if (access is not null)
                    endpoint.UseHttps(https => SignIn.UseTls(https, access));
            });
        });
        // Each does something only where the system started the page as a service.
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(service => service.ServiceName = "tempcard-web");
        builder.Services.AddSingleton(requests);
        if (access is not null)
            SignIn.Add(builder.Services, access, gate);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddRazorComponents();
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(forms =>
        {
            // Every card on the page is a value.
            forms.ValueCountLimit = 50_000;
            forms.MultipartBodyLengthLimit = MaxRequestBytes;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    private static void Map(WebApplication app, Desk desk, Func<Gate> gate)
    {
        PageAssets.Map(app);
        app.MapGet("/enter/{ticket}", (HttpContext context, string ticket) => gate().Enter(context, ticket));
        app.MapGet("/", (HttpContext context) =>
            Results.Redirect(PageRights.Home(context.Features.Get<Visit>()!.Person.Roles)));
        app.MapGet("/none", () => Gate.Notice(StatusCodes.Status200OK, Texts.NoPageForYouTitle, Texts.NoPageForYouText));
        app.MapPost("/leave", async context =>
        {
            gate().Leave(context);
            if (gate().Access is not null)
            {
                await Gate.Notice(StatusCodes.Status200OK, Texts.SignedOutTitle, Texts.SignedOutText).ExecuteAsync(context);
                return;
            }

            await Gate.Notice(StatusCodes.Status200OK, Texts.LeftTitle, Texts.LeftText).ExecuteAsync(context);
            await context.Response.CompleteAsync();
            context.RequestServices.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        });
        OrderPages.Map(app, desk);
        BatchPages.Map(app, desk);
        RequestPages.Map(app, desk);
        CardPages.Map(app, desk);
        LetterPages.Map(app, desk);
        StockPages.Map(app, desk);
        StationPages.Map(app, desk);
        TrailPages.Map(app, desk);
        app.MapFallback(() => Gate.Notice(StatusCodes.Status404NotFound, Texts.NoPageTitle, Texts.NoPageText));
    }
}
