using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Authorities.Http;

/// <summary>How to get through to an authority over HTTP, and whom to trust there.</summary>
public sealed record ConnectionSettings
{
    /// <summary>
    /// PEM files with certificates, one of which the server's has to lead to; none: what the system trusts.
    /// </summary>
    public IReadOnlyList<string> Trust { get; init; } = [];

    /// <summary>The key that <see cref="Trust"/> comes from, for texts.</summary>
    public string TrustKey { get; init; } = "trust";

    /// <summary>Certificate for TLS, PKCS#12 or PEM, with those that lead to its root; null: none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>PEM file with its key; null: it is in the file of the certificate.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Protects the key; null: nothing does.</summary>
    public SecretReference? ClientKeyPassword { get; init; }

    /// <summary>For HTTP's basic authentication (RFC 7617); null: there is none.</summary>
    public string? User { get; init; }

    public SecretReference? Password { get; init; }

    /// <summary>How long one exchange may take, from the name of the server to the last byte of its answer.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The keys, beside those of the authority that is connected to.</summary>
    /// <param name="keys">Of the authority.</param>
    /// <param name="value">To write.</param>
    /// <param name="address">Where it is; over plain HTTP nothing secret is told.</param>
    internal static ConnectionSettings Bind(Keys keys, ConnectionSettings? value, Uri? address)
    {
        var settings = new ConnectionSettings
        {
            Trust = keys.Paths(
                "trust",
                "PEM files with the CA certificates that the server's certificate has to lead to; without them those "
                + "that the system trusts.",
                value?.Trust),
            ClientCertificate = keys.OptionalPath(
                "clientCertificate",
                "Certificate to log in to the server with (TLS): PKCS#12, or PEM with those that lead to its root.",
                value?.ClientCertificate),
            ClientKey = keys.OptionalPath(
                "clientKey",
                "PEM file with the key of clientCertificate, where it is not in the same file.",
                value?.ClientKey),
            ClientKeyPassword = keys.Secret(
                "clientKeyPassword", "Protects the key of clientCertificate.", value?.ClientKeyPassword),
            User = keys.Text(
                "user", "Name to log in to the server with (HTTP basic authentication).", value?.User, Name),
            Password = keys.Secret("password", "Goes with user.", value?.Password),
        };
        settings.Check(keys, address);
        return settings;
    }

    private static TextForm Name { get; } = new()
    {
        Pattern = "^[^:]+$",
        Problem = (key, text) =>
            text.Contains(':', StringComparison.Ordinal) ? $"{key} can't have a colon in it" : null,
    };

    private void Check(Keys keys, Uri? address)
    {
        if (ClientKey is not null && ClientCertificate is null)
            keys.Error("clientKey", "clientKey needs clientCertificate");
        if (ClientKeyPassword is not null && ClientCertificate is null)
            keys.Error("clientKeyPassword", "clientKeyPassword needs clientCertificate");
        if (User is not null && Password is null)
            keys.Error("user", "user needs password");
        if (Password is not null && User is null)
            keys.Error("password", "password needs user");
        if (address?.Scheme == Uri.UriSchemeHttp && User is not null)
            keys.Error("user", "user needs an address that begins with https:, as anybody could read the password");
    }
}
