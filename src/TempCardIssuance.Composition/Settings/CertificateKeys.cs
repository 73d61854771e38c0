using System.Text.RegularExpressions;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <summary>The keys of a certificate profile.</summary>
internal static partial class CertificateKeys
{
    public const int MaxValidityDays = 3650;

    private const string OidPattern = @"^[0-2](\.[0-9]+)+$";

    private static readonly TextForm Oid = new()
    {
        Pattern = OidPattern,
        Problem = (_, text) => DottedOid().IsMatch(text)
            ? null
            : $"'{text}' must be an object identifier in digits and dots, such as 1.3.6.1.5.5.7.3.2",
    };

    private static readonly string[] Slots =
        [.. Drivers.Cards.SelectMany(driver => driver.Chip.Slots).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static readonly string[] KeyTypes = [.. KeySpec.All.Select(key => key.Word)];

    public static CertificateProfile Bind(Keys keys, CertificateProfile? value) => new()
    {
        Name = keys.Name,
        Slot = keys.Word("slot", "Key reference of the slot; one of digits alone in quotes.", value?.Slot, Slots),
        KeyType = Type(keys.Word(
            "key",
            "Type of the key. RSA3072 and RSA4096 only on cards that tell that they have them.", value is null ? null : KeySpec.Of(value.KeyType).Word, KeyTypes)),
        Authority = keys.RequiredText(
            "authority",
            "Name of the authority that issues it.",
            value?.Authority,
            TextForm.NameOf("authorities", "authority")),
        Subject = keys.RequiredText(
            "subject",
            "Distinguished name with placeholders, such as 'CN=Temporary card {cardNumber}'; also {batch}, "
            + "{validUntil}, {site}, {requestedBy} and fields of the request.",
            value?.Subject,
            TextTemplate.NameForm),
        ValidityDays = keys.OptionalNumber(
            "validityDays",
            "Days from the day of production; without, as long as the card.",
            value?.ValidityDays,
            min: 1,
            MaxValidityDays),
        ExtendedKeyUsages = keys.Texts(
            "extendedKeyUsages",
            "Object identifiers in digits and dots; without, what the slot is for.",
            value?.ExtendedKeyUsages is { Count: > 0 } usages ? usages : null,
            Oid),
    };

    private static KeyType Type(string word) => KeySpec.All.First(key => key.Word == word).Type;

    [GeneratedRegex(OidPattern, RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DottedOid();
}
