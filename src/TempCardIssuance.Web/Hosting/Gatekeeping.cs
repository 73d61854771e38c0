using TempCardIssuance.Web.Assets;
using TempCardIssuance.Web.Forms;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Hosting;

/// <summary>What every request goes through before a page sees it.</summary>
internal static class Gatekeeping
{
    /// <summary>The field of every form that says who shows it.</summary>
    public const string TokenField = "token";

    public static void Use(WebApplication app, bool signIn, Func<Gate?> gate)
    {
        app.Use(async (context, next) =>
        {
            PageHeaders.Add(context, signIn);
            IResult? refusal = gate() is { } here
                ? await RefuseAsync(context, here)
                : Gate.Notice(StatusCodes.Status503ServiceUnavailable, Texts.StartingTitle, Texts.StartingText);
            if (refusal is not null)
                await refusal.ExecuteAsync(context);
            else
                await ErrorPages.TryAsync(context, next);
        });
        if (signIn)
            app.UseAuthentication();
        app.UseRouting();
    }

    private static async Task<IResult?> RefuseAsync(HttpContext context, Gate gate)
    {
        HttpRequest request = context.Request;
        // As it was sent: the host of a request is read as an international name, and may be none.
        if (!gate.IsOurHost(new HostString(request.Headers.Host.ToString())))
        {
            // In plain text: a page is not made for a name that may be none.
            return Results.Text(Texts.WrongHost, statusCode: StatusCodes.Status421MisdirectedRequest);
        }

        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isRead && !HttpMethods.IsPost(request.Method))
            return Refused(StatusCodes.Status405MethodNotAllowed);
        bool isEntry = isRead && request.Path.StartsWithSegments("/enter", StringComparison.Ordinal);
        isEntry |= isRead && request.Path.StartsWithSegments(SignIn.Path, StringComparison.Ordinal);
        if (isEntry)
        {
            return gate.MayTry(context)
                ? null
                : Gate.Notice(StatusCodes.Status429TooManyRequests, Texts.TooOftenTitle, Texts.TooOftenText);
        }

        if (PageAssets.IsAsset(request.Path))
            return null;
        if (gate.Of(context) is not { } visit)
            return gate.Closed();
        context.Features.Set(visit);
        if (!PageRights.May(visit.Person.Roles, request.Path, isRead))
            return Gate.Notice(StatusCodes.Status403Forbidden, Texts.NotYourPageTitle, Texts.NotYourPageText);
        if (isRead)
            return null;
        if (request.ContentLength > OperatorPage.MaxRequestBytes)
            return TooLarge();
        try
        {
            return await IsOursAsync(request, visit, gate.Scheme) ? null : Refused(StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return Refused(StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Whether a form was shown here, to this browser.</summary>
    private static async Task<bool> IsOursAsync(HttpRequest request, Visit visit, string scheme)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null && origin != $"{scheme}://{request.Host}")
            return false;
        if (!request.HasFormContentType)
            return false;
        if (SecretForm.IsIn(request))
        {
            if (await SecretForm.ReadAsync(request) is not { } secret)
                return false;
            request.HttpContext.Response.RegisterForDispose(secret);
            request.HttpContext.Features.Set(secret);
            return visit.IsFormToken(secret.Text(TokenField));
        }

        IFormCollection form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return visit.IsFormToken(form[TokenField]);
    }

    private static IResult TooLarge() => Gate.Notice(
        StatusCodes.Status413PayloadTooLarge,
        Texts.TooLargeTitle,
        Say.It(Texts.TooLargeText, OperatorPage.MaxRequestBytes / (1024 * 1024)));

    private static IResult Refused(int status) => Gate.Notice(status, Texts.RefusedTitle, Texts.RefusedText);
}
