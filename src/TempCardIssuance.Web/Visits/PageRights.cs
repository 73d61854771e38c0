namespace TempCardIssuance.Web.Visits;

/// <summary>Which roles get to which area; as in JEA.</summary>
internal static class PageRights
{
    private const PageRole Readers = PageRole.Operator | PageRole.Auditor;

    /// <summary>Whether a role may open, or send a form to, a path.</summary>
    public static bool May(PageRole roles, PathString path, bool isRead) =>
        (Needed(path.Value ?? "/", isRead) & roles) != PageRole.None;

    /// <summary>Whether whoever sent a request may open a path.</summary>
    public static bool May(HttpContext? context, string path) =>
        context?.Features.Get<Visit>() is { } visit && May(visit.Person.Roles, path, isRead: true);

    /// <summary>Where somebody begins.</summary>
    public static string Home(PageRole roles) =>
        roles.HasFlag(PageRole.Operator) ? "/orders"
        : roles.HasFlag(PageRole.Desk) ? "/cards"
        : roles.HasFlag(PageRole.LetterPrinter) ? "/letters"
        : roles.HasFlag(PageRole.Auditor) ? "/trail"
        : "/none";

    private static PageRole Needed(string path, bool isRead)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (parts.Length == 0 ? "" : parts[0]) switch
        {
            "" or "leave" or "none" => PageRole.All,
            "orders" or "requests" => PageRole.Operator,
            // Who only looks is asked no question.
            "batches" => isRead && (parts.Length <= 2 || parts[2] is "live" or "events") ? Readers : PageRole.Operator,
            "cards" when (isRead ? parts.Length <= 2 : path == "/cards/find") => Readers | PageRole.Desk,
            "cards" => PageRole.Desk,
            "letters" => PageRole.LetterPrinter,
            "stations" => PageRole.Operator | PageRole.Desk,
            "stock" or "trail" => Readers | PageRole.Desk,
            // What there is no page for.
            _ => PageRole.All,
        };
    }
}
