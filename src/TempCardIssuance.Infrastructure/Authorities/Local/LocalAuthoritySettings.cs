using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What a local authority needs to know.</summary>
public sealed record LocalAuthoritySettings : AuthoritySettings
{
    private const string Word = "local";
    private const string DefaultSubject = "CN=TempCardIssuance local authority";
    private const string Self = "self";
    private const string External = "external";
    private const int DefaultCrlDays = 7;

    /// <summary>The first is what is made without a word.</summary>
    private static readonly KeySpec[] KeySpecs =
    [
        .. new[] { KeyType.Rsa3072, KeyType.Rsa4096, KeyType.EccP256, KeyType.EccP384 }.Select(KeySpec.Of),
    ];

    public static Driver<AuthoritySettings> Registration { get; } =
        Driver.Of<AuthoritySettings, LocalAuthoritySettings>(Word, "kept in files", Bind);

    public override string Type => Word;

    /// <summary>The folder of its files; is made at first use.</summary>
    public required string Path { get; init; }

    /// <summary>Protects its keys.</summary>
    public required SecretReference Password { get; init; }

    /// <summary>Its own distinguished name; only counts when it is made.</summary>
    public string Subject { get; init; } = DefaultSubject;

    /// <summary>What keys are made; those that are there stay.</summary>
    public KeyType Key { get; init; } = KeySpecs[0].Type;

    /// <summary>Whether it waits for a certificate of an authority above it, and makes none of its own.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Where the revocation list is published; null leaves the extension out.</summary>
    public Uri? CrlUrl { get; init; }

    /// <summary>Where else it is published.</summary>
    public IReadOnlyList<Uri> CrlUrls { get; init; } = [];

    /// <summary>Where its own certificate is published.</summary>
    public IReadOnlyList<Uri> IssuerUrls { get; init; } = [];

    /// <summary>Servers that answer for its certificates.</summary>
    public IReadOnlyList<Uri> OcspUrls { get; init; } = [];

    /// <summary>How long a revocation list is valid.</summary>
    public TimeSpan CrlLifetime { get; init; } = TimeSpan.FromDays(DefaultCrlDays);

    /// <summary>How old a list is when it is renewed: a day, or half of its time where that is less.</summary>
    internal TimeSpan CrlRenewal => CrlLifetime / 2 < TimeSpan.FromDays(1) ? CrlLifetime / 2 : TimeSpan.FromDays(1);

    /// <summary>Folders that get a copy of each list; they must be there.</summary>
    public IReadOnlyList<string> Publish { get; init; } = [];

    /// <summary>A program and its arguments that gets each list, as a file in DER; empty: none.</summary>
    public IReadOnlyList<string> PublishCommand { get; init; } = [];

    /// <summary>How long to wait while another process works in the folder.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public override ICertificateAuthority Make(DriverServices services) => new LocalAuthority(this, services.Clock);

    /// <inheritdoc/>
    public override IAuthorityMaintenance Maintain(DriverServices services) =>
        new LocalAuthorityMaintenance(this, services.Clock);

    /// <inheritdoc/>
    public override IEnumerable<Remedy> Reminders(DateTimeOffset now) => ListReminders.Of(this, now);

    /// <inheritdoc/>
    public override IEnumerable<string> Traces()
    {
        var record = new FileInfo(new AuthorityFiles(this).Index);
        return record is { Exists: true, Length: > 0 } ? [record.FullName] : [];
    }

    /// <summary>
    /// Where the list of a key is: each has a list of its own, and so a name of its own, <c>cards-2.crl</c> for the
    /// second.
    /// </summary>
    internal CertificateAddresses AddressesOf(int key)
    {
        string Of(Uri address)
        {
            string path = address.AbsolutePath;
            int name = path.LastIndexOf('/') + 1;
            return key == 1
                ? address.AbsoluteUri
                : new UriBuilder(address) { Path = path[..name] + new KeyFiles("", key).NameOf(path[name..]) }
                    .Uri.AbsoluteUri;
        }

        return new CertificateAddresses(
            [.. CrlUrls.Prepend(CrlUrl).OfType<Uri>().Select(Of)],
            [.. IssuerUrls.Select(Of)],
            [.. OcspUrls.Select(address => address.AbsoluteUri)]);
    }

    private static LocalAuthoritySettings Bind(Keys keys, LocalAuthoritySettings? value) => new()
    {
        Path = keys.RequiredPath("path", "Folder of type: local.", value?.Path),
        Password = keys.RequiredSecret("password", "Protects the keys of type: local.", value?.Password),
        Subject = keys.Text(
            "subject",
            "Subject that type: local gives itself when it is made.",
            value?.Subject,
            DefaultSubject,
            TextTemplate.FixedNameForm),
        Key = TypeOf(keys.Word(
            "key",
            "Keys that type: local makes; one that is there stays as it is.",
            value is null ? null : KeySpec.Of(value.Key).Word,
            [.. KeySpecs.Select(spec => spec.Word)],
            KeySpecs[0].Word)),
        IsExternal = keys.Word(
            "issuer",
            "Who certifies type: local: itself, when it is first used, or an authority above it, which has to be "
                + "asked.",
            value is null ? null : value.IsExternal ? External : Self,
            [Self, External],
            Self) == External,
        CrlUrl = keys.Address(
            "crlUrl",
            "Where the revocation list of type: local is published; goes into certificates.",
            value?.CrlUrl,
            "http",
            "https",
            "ldap"),
        CrlUrls = Addresses(
            keys, "crlUrls", "Where else the revocation list of type: local is published.", value?.CrlUrls, "ldap"),
        IssuerUrls = Addresses(
            keys,
            "issuerUrls",
            "Where the certificate of type: local is published; go into certificates.",
            value?.IssuerUrls,
            "ldap"),
        OcspUrls = Addresses(
            keys, "ocspUrls", "Servers that answer for certificates of type: local by OCSP.", value?.OcspUrls),
        CrlLifetime = TimeSpan.FromDays(keys.Number(
            "crlDays",
            "How many days a revocation list of type: local is valid; it is renewed daily, and at once after "
                + "a revocation. Relying systems may keep a list as long.",
            value is null ? null : (int)value.CrlLifetime.TotalDays,
            min: 1,
            max: 365,
            DefaultCrlDays)),
        Publish = keys.Paths(
            "publish", "Folders that get a copy of each revocation list of type: local.", value?.Publish),
        PublishCommand = keys.OptionalCommand(
            "publishCommand",
            "A program, and its arguments, that gets each revocation list of type: local, as a file in DER, whose path "
                + "is its last argument.",
            value?.PublishCommand),
    };

    private static IReadOnlyList<Uri> Addresses(
        Keys keys, string key, string text, IReadOnlyList<Uri>? value, params string[] more) =>
    [
        .. keys.Texts(
                key,
                text,
                value is { Count: > 0 } ? [.. value.Select(address => address.OriginalString)] : null,
                TextForm.Address(["http", "https", .. more]))
            .Where(address => Uri.IsWellFormedUriString(address, UriKind.Absolute))
            .Select(address => new Uri(address)),
    ];

    private static KeyType TypeOf(string word) => KeySpecs.First(spec => spec.Word == word).Type;
}
