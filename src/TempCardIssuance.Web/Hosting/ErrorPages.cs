using Microsoft.AspNetCore.Http.HttpResults;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Web.Layout;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Hosting;

/// <summary>Makes a page of what went wrong.</summary>
internal static class ErrorPages
{
    public static async Task TryAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (TempCardException e)
        {
            await ShowAsync(context, e);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            // An address that somebody has changed by hand.
            await Gate.Notice(e.StatusCode, Texts.NoPageTitle, Texts.NoPageText).ExecuteAsync(context);
        }
#pragma warning disable CA1031 // An operator gets a message to report, not a stack trace.
        catch (Exception e) when (e is not BadHttpRequestException)
#pragma warning restore CA1031
        {
            await ShowAsync(context, new TempCardException(
                ErrorIds.Unexpected,
                ErrorKind.Unavailable,
                $"{e.GetType().Name}: {e.Message}",
                "Please report it with this text.",
                inner: e));
        }
    }

    private static Task ShowAsync(HttpContext context, TempCardException error)
    {
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        var page = new RazorComponentResult<ErrorPage>(new { Error = error }) { StatusCode = Status(error.Kind) };
        return page.ExecuteAsync(context);
    }

    private static int Status(ErrorKind kind) => kind switch
    {
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.InvalidArgument or ErrorKind.InvalidData => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.InvalidState or ErrorKind.AlreadyExists or ErrorKind.Busy or ErrorKind.Interrupted =>
            StatusCodes.Status409Conflict,
        ErrorKind.Security => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
