using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>How an authority is asked by CMP (RFC 9810) over HTTP (RFC 9811).</summary>
public sealed record CmpAuthoritySettings : RemoteAuthoritySettings
{
    private const string Word = "cmp";
    private const string Pbm = "PBM";
    private const string Pbmac1 = "PBMAC1";
    private const int DefaultClockMinutes = 5;
    private const int MaxClockMinutes = 1440;

    private static readonly TextForm NameForm = new()
    {
        Problem = (key, text) => IsName(text)
            ? null
            : $"{key} must be a distinguished name, such as CN=Issuing CA,O=Example",
    };

    public static Driver<AuthoritySettings> Registration { get; } =
        Driver.Of<AuthoritySettings, CmpAuthoritySettings>(Word, "asked by CMP (RFC 9810)", Bind);

    public override string Type => Word;

    /// <summary>Where messages are posted to.</summary>
    public required Uri Url { get; init; }

    /// <summary>Files with the certificates that answers may be signed with, or that those must lead to.</summary>
    public IReadOnlyList<string> Trust { get; init; } = [];

    /// <summary>
    /// The subject of who signs answers; null: a certificate of <see cref="Trust"/>, an authority, a CMP server.
    /// </summary>
    public string? Responder { get; init; }

    /// <summary>The registration authority's certificate, PKCS#12 or PEM; null: there is a secret.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with its key; null: it is in the file of the certificate.</summary>
    public string? Key { get; init; }

    /// <summary>Protects the key; null: nothing does.</summary>
    public SecretReference? Password { get; init; }

    /// <summary>By what the server knows the secret.</summary>
    public string? Reference { get; init; }

    /// <summary>The secret that both have; null: messages are signed.</summary>
    public SecretReference? Secret { get; init; }

    /// <summary>Whether PBMAC1 is made of the secret, and not PasswordBasedMac.</summary>
    public bool UsesPbmac1 { get; init; }

    /// <summary>Who we are, where a secret is used; null: the reference as common name.</summary>
    public string? Sender { get; init; }

    /// <summary>Whom messages are for; null: the issuer of the certificate, or nobody.</summary>
    public string? Recipient { get; init; }

    /// <summary>A profile of the server, by name; null: it chooses.</summary>
    public string? CertProfile { get; init; }

    /// <summary>How far the clocks of both may differ.</summary>
    public int ClockMinutes { get; init; } = DefaultClockMinutes;

    /// <summary>What TLS wants, where <see cref="Url"/> begins with https.</summary>
    public ConnectionSettings Connection { get; init; } = new();

    public override ICertificateAuthority Make(DriverServices services) => new CmpAuthority(this, services.Clock);

    private static CmpAuthoritySettings Bind(Keys keys, CmpAuthoritySettings? value)
    {
        CmpAuthoritySettings settings = Shared(keys, value, new CmpAuthoritySettings
        {
            Url = keys.RequiredAddress(
                "url",
                "Where type: cmp posts its messages, such as http://ca.example/ejbca/publicweb/cmp/cards.",
                value?.Url,
                "http",
                "https"),
            Trust = keys.Paths(
                "trust",
                "PEM or DER files with certificates: answers to type: cmp are signed with one of them, or with one "
                + "below them that is a CA's or a CMP server's.",
                value?.Trust),
            Responder = keys.Text(
                "responder",
                "Subject of the certificate that answers to type: cmp are signed with, where trust has a CA above it.",
                value?.Responder,
                NameForm),
            Certificate = keys.OptionalPath(
                "certificate",
                "Certificate that type: cmp signs its messages with: PKCS#12, or PEM with those that lead to its root.",
                value?.Certificate),
            Key = keys.OptionalPath(
                "key", "PEM file with the key of certificate, where it is not in the same file.", value?.Key),
            Password = keys.Secret("password", "Protects the key of certificate.", value?.Password),
            Reference = keys.Text(
                "reference",
                "By what the server of type: cmp knows the secret, where messages are not signed.",
                value?.Reference),
            Secret = keys.Secret(
                "secret",
                "Protects messages of type: cmp instead of a certificate: a long random text that the server has, too.",
                value?.Secret),
            UsesPbmac1 = keys.Word(
                "mac",
                "How the secret of type: cmp protects messages; PBMAC1 is newer, and not every server has it.",
                value?.UsesPbmac1 == true ? Pbmac1 : value is null ? null : Pbm,
                [Pbm, Pbmac1],
                Pbm) == Pbmac1,
            Sender = keys.Text(
                "sender",
                "Name that messages of type: cmp come from, where a secret protects them; else CN= and the reference.",
                value?.Sender,
                NameForm),
            Recipient = keys.Text(
                "recipient",
                "Name that messages of type: cmp are for, where the server wants one; else the issuer of certificate.",
                value?.Recipient,
                NameForm),
            CertProfile = keys.Text(
                "certProfile",
                "Profile of the server that orders of type: cmp name (RFC 9810, 5.1.1.4), where it has several.",
                value?.CertProfile),
            ClockMinutes = keys.Number(
                "clockMinutes",
                "How far the clock of the server of type: cmp may be from that of this computer.",
                value?.ClockMinutes,
                min: 1,
                MaxClockMinutes,
                DefaultClockMinutes),
            Connection = BindConnection(keys, value?.Connection),
        });
        settings = settings with { Connection = settings.Connection with { TimeOut = settings.TimeOut } };
        settings.Check(keys);
        return settings;
    }

    private static ConnectionSettings BindConnection(Keys keys, ConnectionSettings? value) => new()
    {
        Trust = keys.Paths(
            "tlsTrust",
            "PEM files with the CA certificates that the certificate of an https server of type: cmp has to lead to; "
            + "without them those that the system trusts.",
            value?.Trust),
        TrustKey = "tlsTrust",
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
    };

    private void Check(Keys keys)
    {
        if (Certificate is null == Secret is null)
            keys.Error("certificate", "type: cmp needs certificate, or reference and secret, and not both");
        if (Secret is null != Reference is null)
            keys.Error(Secret is null ? "reference" : "secret", "reference and secret go together");
        if (Certificate is not null && Trust.Count == 0)
            keys.Error("trust", "trust is needed where messages are signed: whose answers are believed");
        if (Certificate is null && (Key is not null || Password is not null))
            keys.Error(Key is not null ? "key" : "password", "key and password need certificate");
        bool hasClientKey = Connection.ClientKey is not null || Connection.ClientKeyPassword is not null;
        if (Connection.ClientCertificate is null && hasClientKey)
            keys.Error("clientCertificate", "clientKey and clientKeyPassword need clientCertificate");
    }

    private static bool IsName(string text)
    {
        try
        {
            return new X500DistinguishedName(text).RawData.Length > 2;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
