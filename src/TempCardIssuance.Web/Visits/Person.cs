using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Composition.Settings;

namespace TempCardIssuance.Web.Visits;

/// <summary>What people may do, as the roles of JEA.</summary>
[Flags]
internal enum PageRole
{
    None = 0,
    Operator = 1,
    Desk = 2,
    LetterPrinter = 4,
    Auditor = 8,
    All = Operator | Desk | LetterPrinter | Auditor,
}

/// <summary>Who was let in, as this server verified it.</summary>
/// <param name="Name">Stands on the trail; null: the user that started the page.</param>
/// <param name="Roles">What they may do.</param>
internal sealed record Person(string? Name, PageRole Roles)
{
    private const int MaxName = 200;

    /// <summary>Whoever could read the link.</summary>
    public static Person OfThisMachine { get; } = new(null, PageRole.All);

    /// <summary>Of the certificate without which the session is worth nothing; null: there is none.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>Who signed in at a provider; null: it does not say a name.</summary>
    public static Person? Of(ClaimsPrincipal principal, OpenIdSettings provider, PageRoles roles)
    {
        string? name = principal.FindFirst(provider.NameClaim)?.Value;
        return IsName(name)
            ? new Person(name, RolesOf([.. principal.FindAll(provider.RoleClaim).Select(c => c.Value)], roles))
            : null;
    }

    /// <summary>
    /// Whom a certificate names, that was verified: by its user principal name, else its common name. Roles go by the
    /// subject, or a part of it.
    /// </summary>
    public static Person? Of(X509Certificate2 certificate, PageRoles roles)
    {
        string name = certificate.GetNameInfo(X509NameType.UpnName, forIssuer: false);
        if (name.Length == 0)
            name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        string[] values =
        [
            certificate.Subject,
            .. certificate.SubjectName.EnumerateRelativeDistinguishedNames()
                .Where(part => !part.HasMultipleElements)
                .Select(part => $"{part.GetSingleElementType().FriendlyName}={part.GetSingleElementValue()}"),
        ];
        return IsName(name) ? new Person(name, RolesOf(values, roles)) { Thumbprint = certificate.Thumbprint } : null;
    }

    private static PageRole RolesOf(IReadOnlyList<string> values, PageRoles roles)
    {
        PageRole Of(IReadOnlyList<string> wanted, PageRole role) =>
            wanted.Any(w => values.Contains(w, StringComparer.Ordinal)) ? role : PageRole.None;
        return Of(roles.Operator, PageRole.Operator)
            | Of(roles.Desk, PageRole.Desk)
            | Of(roles.LetterPrinter, PageRole.LetterPrinter)
            | Of(roles.Auditor, PageRole.Auditor);
    }

    private static bool IsName(string? name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxName && !name.Any(char.IsControl);
}
