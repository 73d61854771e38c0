using System.Reflection;

namespace TempCardIssuance.Web.Assets;

/// <summary>The style and the few lines of script, which need no session.</summary>
internal static class PageAssets
{
    public static readonly string Version =
        typeof(PageAssets).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public static void Map(WebApplication app)
    {
        Map(app, "page.css", "text/css; charset=utf-8");
        Map(app, "page.js", "text/javascript; charset=utf-8");
    }

    /// <summary>Whether a path needs no session.</summary>
    public static bool IsAsset(PathString path) => path.StartsWithSegments("/assets", StringComparison.Ordinal);

    private static void Map(WebApplication app, string name, string type)
    {
        byte[] content = Read(name);
        app.MapGet($"/assets/{name}", (HttpContext context) =>
        {
            // The address has the version in it.
            context.Response.Headers.CacheControl = "max-age=31536000, immutable";
            return Results.Bytes(content, type);
        });
    }

    private static byte[] Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
