using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Web.Visits;
using TempCardIssuance.Web.Words;

namespace TempCardIssuance.Web.Hosting;

/// <summary>TLS, client certificates, and OpenID Connect (code flow with PKCE).</summary>
internal static class SignIn
{
    public const string Path = "/sign-in";

    /// <summary>Where the provider sends people back to.</summary>
    private const string Callback = "/sign-in/done";

    private const string Scheme = "openid";

    /// <summary>The certificates that are served and trusted, read once at the start.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.FileNotUsable"/>, <see cref="ErrorIds.SecretMissing"/>.
    /// </exception>
    public static void UseTls(HttpsConnectionAdapterOptions https, PageAccess access)
    {
        https.ServerCertificate = Own(access);
        if (access.ClientAuthorities.Count == 0)
            return;
        X509Certificate2Collection roots = Roots(access);
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => IsTrusted(certificate, roots, access);
    }

    public static void Add(IServiceCollection services, PageAccess access, Func<Gate?> gate)
    {
        // What they protect is for the minutes of a sign-in, and no file keeps them.
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeysInMemory());
        AuthenticationBuilder authentication = services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, VisitScheme>(VisitScheme.Name, configureOptions: null);
        if (access.OpenId is { } provider)
            authentication.AddOpenIdConnect(Scheme, options => Configure(options, provider, access.Roles, gate));
    }

    public static void Map(WebApplication app, PageAccess access, Func<Gate> gate) =>
        app.MapGet(Path, async context =>
        {
            IResult? result = null;
            if (context.Connection.ClientCertificate is { } certificate)
                result = gate().Admit(context, Person.Of(certificate, access.Roles));
            else if (access.OpenId is not null)
                result = await ChallengeAsync(context);
            else
                result = Gate.Notice(StatusCodes.Status401Unauthorized, Texts.NoCertificateTitle, Texts.NoCertificateText);
            if (result is not null)
                await result.ExecuteAsync(context);
        });

    /// <summary>Sends somebody to the provider; gives what is said where that is out of reach.</summary>
    private static async Task<IResult?> ChallengeAsync(HttpContext context)
    {
        try
        {
            await context.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = "/" });
            return null;
        }
        catch (InvalidOperationException)
        {
            // Its addresses and keys can't be had; whoever is not in yet is not told more.
            return Gate.WithSignIn(
                StatusCodes.Status503ServiceUnavailable, Texts.NoProviderTitle, Texts.NoProviderText);
        }
    }

    private static void Configure(
        OpenIdConnectOptions options, OpenIdSettings provider, PageRoles roles, Func<Gate?> gate)
    {
        options.Authority = provider.Authority.OriginalString;
        options.ClientId = provider.ClientId;
        options.ClientSecret = Secret(provider);
        options.RequireHttpsMetadata = !provider.Authority.IsLoopback;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Not a form: that would come from another site.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CallbackPath = Callback;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.SignInScheme = VisitScheme.Name;
        options.Events.OnTicketReceived = async context =>
        {
            IResult entered = gate()!.Admit(context.HttpContext, Person.Of(context.Principal!, provider, roles));
            await entered.ExecuteAsync(context.HttpContext);
            context.HandleResponse();
        };
        options.Events.OnRemoteFailure = async context =>
        {
            IResult refused = Gate.WithSignIn(
                StatusCodes.Status401Unauthorized, Texts.SignInFailedTitle, Texts.SignInFailedText);
            await refused.ExecuteAsync(context.HttpContext);
            context.HandleResponse();
        };
    }

    /// <summary>What the handler takes is a text; it lives as long as the page.</summary>
    private static string? Secret(OpenIdSettings provider)
    {
        if (provider.ClientSecret is not { } reference)
            return null;
        using SecretBytes secret = reference.Resolve();
        return System.Text.Encoding.UTF8.GetString(secret.Span);
    }

    private static X509Certificate2 Own(PageAccess access)
    {
        using SecretBytes? password = access.Password?.Resolve();
        char[] text = password is null ? [] : System.Text.Encoding.UTF8.GetChars(password.Span.ToArray());
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(access.Certificate, text);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException
            or UnauthorizedAccessException)
        {
            throw NotUsable(access.Certificate, e);
        }
        finally
        {
            Array.Clear(text);
        }
    }

    private static X509Certificate2Collection Roots(PageAccess access)
    {
        var roots = new X509Certificate2Collection();
        foreach (string file in access.ClientAuthorities)
        {
            try
            {
                int before = roots.Count;
                roots.ImportFromPemFile(file);
                if (roots.Count == before)
                    throw new System.Security.Cryptography.CryptographicException("there is no certificate in it");
            }
            catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException
                or UnauthorizedAccessException)
            {
                throw NotUsable(file, e);
            }
        }

        return roots;
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection roots, PageAccess access)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode =
            access.ClientRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        // Client authentication (RFC 5280, 4.2.1.12).
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(certificate);
    }

    private sealed class KeysInMemory : IXmlRepository
    {
        private readonly ConcurrentQueue<XElement> _keys = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys.Select(key => new XElement(key))];

        public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(new XElement(element));
    }

    private static TempCardException NotUsable(string file, Exception inner) => new(
        ErrorIds.FileNotUsable,
        ErrorKind.InvalidArgument,
        $"'{file}' can't be read: {inner.Message}",
        "See page.access in the configuration: certificate is a PKCS#12 file, clientAuthorities are PEM files.",
        file,
        inner);
}
