using Microsoft.AspNetCore.Http.HttpResults;
using TempCardIssuance.Web.Visits;

namespace TempCardIssuance.Web.Forms;

/// <summary>How pages are shown, and forms taken.</summary>
internal static class PageRoutes
{
    /// <summary>The field of every form that has its key.</summary>
    public const string KeyField = "key";

    /// <summary>Takes a form, once, and sends the browser where the work says: a reload sends nothing again.</summary>
    public static void Post(this IEndpointRouteBuilder app, string pattern, Func<PageForm, Task<string>> work) =>
        app.MapPost(pattern, async (HttpContext context) =>
        {
            Visit visit = context.Features.Get<Visit>()!;
            IFormCollection form = await context.Request.ReadFormAsync();
            // What was begun goes on though the browser leaves.
            var page = new PageForm(form, context.Request.RouteValues, CancellationToken.None);
            string key = page.Text(KeyField);
            string to = await visit.OnceAsync(
                key.Length > 0 ? $"{context.Request.Path} {key}" : Visit.NewKey(), () => work(page));
            return SeeOther(to);
        });

    /// <summary>Shows a component with its model.</summary>
    public static IResult Show(Type page, object model) => new RazorComponentResult(page, new { Model = model });

    /// <summary>303: the next request is a GET (RFC 9110, 15.4.4).</summary>
    public static IResult SeeOther(string to) => new OtherPage(to);

    private sealed class OtherPage(string to) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = to;
            return Task.CompletedTask;
        }
    }
}
