using System.Text.RegularExpressions;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <summary>The keys of a certificate profile.</summary>
internal static partial class CertificateKeys
{
    public const int MaxValidityDays = 3650;

    private const int MaxStartDays = 365;
    private const int MaxBackdateMinutes = 7 * 24 * 60;

    /// <summary>The second number is below 40 after 0 and 1, and none has a leading zero (X.690, 8.19.4).</summary>
    private const string OidPattern =
        @"^([01]\.([1-3]?[0-9])|2\.(0|[1-9][0-9]*))(\.(0|[1-9][0-9]*))*$";

    private static readonly TextForm Oid = new()
    {
        Pattern = OidPattern,
        Problem = (_, text) => DottedOid().IsMatch(text)
            ? null
            : $"'{text}' must be an object identifier in digits and dots, such as 1.3.6.1.5.5.7.3.2",
    };

    private static readonly (string Word, AuthorityChoice Choice)[] ChoiceWords =
        [("subject", AuthorityChoice.Subject), ("names", AuthorityChoice.Names)];

    private static readonly TextForm Choice = new()
    {
        Pattern = "^(subject|names)$",
        Problem = (_, text) => Choices([text]) != AuthorityChoice.None
            ? null
            : $"'{text}' must be subject or names",
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
            "Type of the key. RSA3072, RSA4096, ED25519 and X25519 only on cards that tell that they have them; ED25519 "
            + "not in slots for key management, X25519 only there.",
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
        AttestInRequest = keys.Flag(
            "attestInRequest",
            "Whether the request has the proof in it, as extensions 1.3.6.1.4.1.41482.3.11 (what the card says of the "
            + "key) and .2 (who signed that), for authorities that look for it there, as yubico-piv-tool puts it.",
            value?.AttestInRequest,
            fallback: false),
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
        StartDays = keys.OptionalNumber(
            "startDays",
            "Days after the day of production on whose begin the certificate begins to be valid; without, at once.",
            value?.StartDays,
            min: 1,
            MaxStartDays),
        Backdating = TimeSpan.FromMinutes(keys.Number(
            "backdateMinutes",
            "How long before its production a certificate is said to be valid, for clocks that differ a little.",
            value is null ? null : (int)value.Backdating.TotalMinutes,
            min: 0,
            MaxBackdateMinutes,
            fallback: (int)CertificateProfile.DefaultBackdating.TotalMinutes)),
        Names = keys.OptionalSection(
            "names",
            "Names beside the subject, with placeholders; none but those that stand here.",
            value?.Names is { Count: > 0 } names ? new NameKeys(names) : null,
            NameKeys.Bind)?.Names ?? [],
        Sid = keys.Text(
            "sid",
            "Security identifier of a Windows account, with placeholders, such as '{sid}'.",
            value?.Sid,
            TextTemplate.Form),
        Policies = Once(
            keys,
            "policies",
            "Certificate policies, object identifiers in digits and dots.",
            value?.Policies),
        AuthorityDecides = Choices(keys.Texts(
            "authorityDecides",
            "What the authority may give otherwise than it was asked for: subject, names. Validity and usages it may "
            + "anyway, and what differs is told.",
            value is null || value.AuthorityDecides == AuthorityChoice.None ? null : Words(value.AuthorityDecides),
            Choice)),
        ExtendedKeyUsages = Once(
            keys,
            "extendedKeyUsages",
            "Object identifiers in digits and dots; without, what the slot is for.",
            value?.ExtendedKeyUsages),
    };

    /// <summary>Object identifiers; a policy must not come twice (RFC 5280, 4.2.1.4), and a usage says nothing by it.</summary>
    private static IReadOnlyList<string> Once(Keys keys, string key, string text, IReadOnlyList<string>? value)
    {
        IReadOnlyList<string> all = keys.Texts(key, text, value is { Count: > 0 } ? value : null, Oid);
        if (all.Where(one => one.Length > 0).CountBy(one => one).FirstOrDefault(one => one.Value > 1).Key is { } twice)
            keys.Error(key, $"{key} has {twice} more than once");
        return all;
    }

    private static AuthorityChoice Choices(IEnumerable<string> words) => words
        .Select(word => ChoiceWords.FirstOrDefault(c => c.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Choice)
        .Aggregate(AuthorityChoice.None, (all, one) => all | one);

    private static string[] Words(AuthorityChoice choice) =>
        [.. ChoiceWords.Where(c => choice.HasFlag(c.Choice)).Select(c => c.Word)];

    private static KeyType Type(string word) => KeySpec.All.First(key => key.Word == word).Type;

    [GeneratedRegex(OidPattern, RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DottedOid();
}
