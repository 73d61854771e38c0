using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Operations;

/// <summary>With whose keys what is sealed is opened, as the configuration says.</summary>
/// <param name="RecipientFiles">Where the certificate may be, if a key has none.</param>
/// <param name="Pin">The key for PINs, and its password; null: not said.</param>
/// <param name="Puk">The same for PUKs.</param>
public sealed record SealKeys(
    IReadOnlyList<string> RecipientFiles,
    (string? Key, SecretReference? Password) Pin,
    (string? Key, SecretReference? Password) Puk)
{
    internal (string? Key, SecretReference? Password) Of(SealedKind kind) => kind == SealedKind.Puk ? Puk : Pin;
}
