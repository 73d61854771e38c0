using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <summary>How the operator's page is found, and what it is for.</summary>
public sealed record PageConfiguration
{
    /// <summary>The program tempcard-web, full path; null: beside this program, or on PATH.</summary>
    public string? Program { get; init; }

    /// <summary>Whether it only puts batches in line for stations of other computers.</summary>
    public bool Enqueue { get; init; }

    /// <summary>How people of other computers get in; null: they do not.</summary>
    public PageAccess? Access { get; init; }

    internal static PageConfiguration Bind(Keys keys, PageConfiguration? value) => new()
    {
        Program = keys.OptionalPath(
            "program",
            "The program tempcard-web, where it is neither beside the module and tempcard nor on PATH.",
            value?.Program),
        Enqueue = keys.Flag(
            "enqueue",
            "Whether the page only puts batches in line for the stations of other computers.",
            value?.Enqueue,
            fallback: false),
        Access = keys.OptionalSection(
            "access", "How people of other computers get to the page.", value?.Access, PageAccess.Bind),
    };
}

/// <summary>TLS and sign-in of the page.</summary>
public sealed record PageAccess
{
    /// <summary>The names by which browsers reach it.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Certificate and key for TLS, PKCS#12.</summary>
    public required string Certificate { get; init; }

    /// <summary>Protects the key; null: nothing does.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>PEM files: certificates of clients lead to one of these; none: no client certificates.</summary>
    public IReadOnlyList<string> ClientAuthorities { get; init; } = [];

    /// <summary>Whether client certificates are looked up in the lists of their authority.</summary>
    public bool ClientRevocation { get; init; } = true;

    /// <summary>Null: nobody signs in by OpenID Connect.</summary>
    public OpenIdSettings? OpenId { get; init; }

    /// <summary>Who may do what, by role: values of the claim of roles.</summary>
    public required PageRoles Roles { get; init; }

    internal static PageAccess Bind(Keys keys, PageAccess? value)
    {
        var access = new PageAccess
        {
            Hosts = keys.Texts(
                "hosts", "The names by which browsers reach the page, such as cards.example.", value?.Hosts),
            Certificate = keys.RequiredPath(
                "certificate", "PKCS#12 file with the certificate and key of the page for TLS.", value?.Certificate),
            Password = keys.Secret("password", "Protects the key of certificate.", value?.Password),
            ClientAuthorities = keys.Paths(
                "clientAuthorities",
                "PEM files with the CA certificates that client certificates have to lead to; none: no client "
                + "certificate lets anybody in.",
                value?.ClientAuthorities),
            ClientRevocation = keys.Flag(
                "clientRevocation",
                "Whether client certificates are looked up in the lists of their authority; off only where it has none.",
                value?.ClientRevocation,
                fallback: true),
            OpenId = keys.OptionalSection(
                "openId", "The OpenID Connect provider where people sign in.", value?.OpenId, OpenIdSettings.Bind),
            Roles = keys.Section(
                "roles",
                "Who may do what: values of the claim of roles, or subjects and parts of subjects (OU=...) of client "
                + "certificates.",
                value?.Roles,
                PageRoles.Bind),
        };
        if (access.Hosts.Count == 0)
            keys.Error("hosts", "hosts needs the name by which browsers reach the page");
        if (access.ClientAuthorities.Count == 0 && access.OpenId is null)
            keys.Error("openId", "nobody could sign in: give openId, or clientAuthorities for client certificates");
        if (access.OpenId is { Authority: { IsAbsoluteUri: true, IsLoopback: false } authority } && authority.Scheme == Uri.UriSchemeHttp)
            keys.Error("openId.authority", "openId.authority must begin with https:, unless it is on this computer");
        return access;
    }
}

/// <summary>An OpenID Connect provider.</summary>
/// <param name="Authority">Its address.</param>
/// <param name="ClientId">What the page is called there.</param>
/// <param name="ClientSecret">What the page proves itself with; null: nothing.</param>
/// <param name="NameClaim">The claim that says who somebody is, on the trail.</param>
/// <param name="RoleClaim">The claim with roles.</param>
public sealed record OpenIdSettings(
    Uri Authority, string ClientId, SecretReference? ClientSecret, string NameClaim, string RoleClaim)
{
    internal static OpenIdSettings Bind(Keys keys, OpenIdSettings? value) => new(
        keys.RequiredAddress(
            "authority", "The address of the provider, such as https://login.example/realm.", value?.Authority, "https", "http"),
        keys.RequiredText("clientId", "What the page is called there.", value?.ClientId),
        keys.Secret("clientSecret", "What the page proves itself with there.", value?.ClientSecret),
        keys.Text("nameClaim", "The claim that says on the trail who somebody is.", value?.NameClaim, "preferred_username"),
        keys.Text("roleClaim", "The claim with roles or groups.", value?.RoleClaim, "roles"));
}

/// <summary>Values of the claim of roles, by what they let people do; as the roles of JEA.</summary>
public sealed record PageRoles(
    IReadOnlyList<string> Operator,
    IReadOnlyList<string> Desk,
    IReadOnlyList<string> LetterPrinter,
    IReadOnlyList<string> Auditor)
{
    internal static PageRoles Bind(Keys keys, PageRoles? value) => new(
        keys.Texts("operator", "Issues cards, and looks after batches of their own.", value?.Operator),
        keys.Texts("desk", "Hands cards out and takes them back.", value?.Desk),
        keys.Texts("letterPrinter", "Prints letters with PINs, and does nothing else.", value?.LetterPrinter),
        keys.Texts("auditor", "Sees cards, batches and the trail.", value?.Auditor));
}
