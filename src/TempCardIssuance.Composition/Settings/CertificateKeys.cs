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

    /// <summary>In the order of <see cref="PinUse"/>.</summary>
    private static readonly string[] PinPolicies = ["default", "never", "once", "always"];

    /// <summary>In the order of <see cref="TouchPolicy"/>.</summary>
    private static readonly string[] TouchPolicies = ["default", "never", "always", "cached"];

    /// <summary>In the order of <see cref="AttestationDemand"/>.</summary>
    private static readonly string[] Demands = ["off", "where-possible", "required"];

    public static CertificateProfile Bind(Keys keys, CertificateProfile? value) => new()
    {
        Name = keys.Name,
        Slot = keys.Word("slot", "Key reference of the slot; one of digits alone in quotes.", value?.Slot, Slots),
        KeyType = Type(keys.Word(
            "key",
            "Type of the key. RSA3072 and RSA4096 only on cards that tell that they have them.",
            value is null ? null : KeySpec.Of(value.KeyType).Word,
            KeyTypes)),
        PinPolicy = (PinUse)Array.IndexOf(
            PinPolicies,
            keys.Word(
                "pinPolicy",
                "When the card wants the PIN for the key. default: as the slot has it, 9C always, 9E never, others once. "
                + "Others only on cards that have policies and tell them.",
                PinPolicies[(int)(value?.PinPolicy ?? default)],
                PinPolicies,
                fallback: PinPolicies[0])),
        TouchPolicy = (TouchPolicy)Array.IndexOf(
            TouchPolicies,
            keys.Word(
                "touchPolicy",
                "When the card wants a touch for the key; cached: one is good for 15 seconds. It wants it while it is "
                + "issued, too. Others than default only on cards that have policies and tell them.",
                TouchPolicies[(int)(value?.TouchPolicy ?? default)],
                TouchPolicies,
                fallback: TouchPolicies[0])),
        Attest = (AttestationDemand)Array.IndexOf(
            Demands,
            keys.Word(
                "attest",
                "Whether the card has to prove that it made the key itself, as verified with card.attestationRoots. "
                + "required: a card that can't fails. where-possible: it goes without.",
                Demands[(int)(value?.Attest ?? default)],
                Demands,
                fallback: Demands[0])),
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
