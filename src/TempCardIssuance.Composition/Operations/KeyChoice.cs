using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Sealing;

namespace TempCardIssuance.Composition.Operations;

/// <summary>With whose key something is opened, where somebody said so; else the configuration says it.</summary>
public sealed record KeyChoice
{
    /// <summary>A full path, or <c>cert:</c> and a thumbprint; null: as the configuration says.</summary>
    public string? Key { get; init; }

    /// <summary><c>env:NAME</c> or <c>file:PATH</c>; null: as the configuration says, else it is asked for.</summary>
    public string? Password { get; init; }

    /// <summary>What a relative path of the password counts from.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Asks for the password of a key, hidden; null: there is nobody to ask.</summary>
    public Func<string, SecretBytes?>? Ask { get; init; }

    /// <summary>Whether this names a key of a certificate store, and so no file.</summary>
    public static bool IsInStore(string key) =>
        key.StartsWith(RecipientKey.StorePrefix, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.RecipientKeyInvalid"/>, <see cref="ErrorIds.SecretMissing"/>.
    /// </exception>
    public ISecretOpener Open(SealKeys seal, SealedKind kind)
    {
        (string key, SecretBytes? password) = Resolve(seal, kind);
        using (password)
            return RecipientKey.Open(key, password, seal.RecipientFiles);
    }

    /// <summary>The key, and its password, which is the caller's.</summary>
    internal (string Key, SecretBytes? Password) Resolve(SealKeys seal, SealedKind kind)
    {
        (string? known, SecretReference? knownPassword) = seal.Of(kind);
        string key = Key ?? known ?? throw new TempCardException(
            ErrorIds.RecipientKeyInvalid,
            ErrorKind.InvalidArgument,
            $"It is not said with whose key {(kind == SealedKind.Pin ? "PINs" : "PUKs")} are opened.",
            "Name the file with the key of a recipient, or write it into the configuration as seal.key or seal.pukKey.");
        SecretReference? reference = Password is null
            ? Key is null ? knownPassword : null
            : SecretReference.TryParse(Password, Folder) ?? throw new TempCardException(
                ErrorIds.UsageInvalid,
                ErrorKind.InvalidArgument,
                "The password of a key is a secret, and is never given as it is.",
                "Give it as env:NAME or file:PATH, or leave it out and type it.");
        return (key, reference?.Resolve() ?? (RecipientKey.WantsPassword(key) ? Ask?.Invoke(key) : null));
    }
}
