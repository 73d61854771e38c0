using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Sealing;

namespace TempCardIssuance.Composition.Settings;

/// <param name="Recipients">Certificate files (PEM or DER) of those who can read PIN and PUK.</param>
public sealed record SealConfiguration(IReadOnlyList<string> Recipients)
{
    /// <summary>Certificate files of those who can read PUKs, which are sealed apart then; none: those of PINs.</summary>
    public IReadOnlyList<string> PukRecipients { get; init; } = [];

    /// <summary>The key of a recipient, with which PINs are read here; null: it is named each time.</summary>
    public string? Key { get; init; }

    /// <summary>Of the file with that key; null: it has none, or is asked for.</summary>
    public SecretReference? KeyPassword { get; init; }

    /// <summary>The same for PUKs; null: <see cref="Key"/> reads them.</summary>
    public string? PukKey { get; init; }

    public SecretReference? PukKeyPassword { get; init; }

    /// <summary>With whose keys what is sealed is opened here.</summary>
    public SealKeys Keys() => new(
        [.. Recipients, .. PukRecipients],
        (Key, KeyPassword),
        PukKey is null ? (Key, KeyPassword) : (PukKey, PukKeyPassword));

    internal static SealConfiguration Bind(Keys keys, SealConfiguration? value) => new(keys.Paths(
        "recipients", "Certificate files (PEM or DER); needed where cards are encoded.", value?.Recipients))
    {
        PukRecipients = keys.Paths(
            "pukRecipients",
            "Certificate files of those who read PUKs, and nothing else; without them recipients read PIN and PUK.",
            value?.PukRecipients is { Count: > 0 } files ? files : null),
        Key = keys.PathOrPrefixed(
            RecipientKey.StorePrefix,
            "key",
            "The key of a recipient, where PINs are read or printed: a file (PKCS#12 or PEM) or cert:THUMBPRINT on Windows.",
            value?.Key),
        KeyPassword = keys.Secret("keyPassword", "The password of the file with that key.", value?.KeyPassword),
        PukKey = keys.PathOrPrefixed(
            RecipientKey.StorePrefix,
            "pukKey",
            "The key of one of pukRecipients, such as that of a desk where holders choose PINs.",
            value?.PukKey),
        PukKeyPassword =
            keys.Secret("pukKeyPassword", "The password of the file with that key.", value?.PukKeyPassword),
    };
}
