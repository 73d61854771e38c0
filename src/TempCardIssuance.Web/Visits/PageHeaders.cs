namespace TempCardIssuance.Web.Visits;

/// <summary>What a browser may do with what it gets here.</summary>
internal static class PageHeaders
{
    /// <summary>Files of this page alone; no script and no style in the text; no frame around it.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A face is a picture, whatever stands in it.</summary>
    public const string PicturePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    public static void Add(HttpContext context, bool isSecure)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), usb=()";
        headers.CacheControl = "no-store";
        if (isSecure)
            headers.StrictTransportSecurity = "max-age=31536000";
    }
}
