using TempCardIssuance.Web.Assets;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Hosting;

/// <summary>What every request goes through before a page sees it.</summary>
internal static class Gatekeeping
{
    /// <summary>The field of every form that says who shows it.</summary>
    public const string TokenField = "token";

    public static void Use(WebApplication app, Func<Gate?> gate)
    {
        app.Use(async (context, next) =>
        {
            PageHeaders.Add(context);
            IResult? refusal = gate() is { } here
                ? await RefuseAsync(context, here)
                : Gate.Notice(StatusCodes.Status503ServiceUnavailable, Texts.StartingTitle, Texts.StartingText);
            if (refusal is not null)
                await refusal.ExecuteAsync(context);
            else
                await ErrorPages.TryAsync(context, next);
        });
        app.UseRouting();
    }

    private static async Task<IResult?> RefuseAsync(HttpContext context, Gate gate)
    {
        HttpRequest request = context.Request;
        if (!gate.IsOurHost(request.Host))
            return Refused(StatusCodes.Status421MisdirectedRequest);
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isRead && !HttpMethods.IsPost(request.Method))
            return Refused(StatusCodes.Status405MethodNotAllowed);
        bool isEntry = isRead && request.Path.StartsWithSegments("/enter", StringComparison.Ordinal);
        if (isEntry || PageAssets.IsAsset(request.Path))
            return null;
        if (gate.Of(request) is not { } visit)
            return Gate.Closed();
        context.Features.Set(visit);
        return isRead || await IsOursAsync(request, visit) ? null : Refused(StatusCodes.Status400BadRequest);
    }

    /// <summary>Whether a form was shown here, to this browser.</summary>
    private static async Task<bool> IsOursAsync(HttpRequest request, Visit visit)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null && origin != $"http://{request.Host}")
            return false;
        if (!request.HasFormContentType)
            return false;
        try
        {
            IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return visit.IsFormToken(form[TokenField]);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return false;
        }
    }

    private static IResult Refused(int status) => Gate.Notice(status, Texts.RefusedTitle, Texts.RefusedText);
}
