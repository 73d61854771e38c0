using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration.Sections;

/// <summary>Reads <c>issuance</c>.</summary>
internal static class IssuanceSection
{
    /// <summary>PIV keeps 8 bytes, of which a PIN fills 6 at least (SP 800-73-4 Part 2, 2.4.3).</summary>
    private const int MinDigits = 6;
    private const int MaxDigits = 8;
    private const int MaxValidityDays = 3650;

    public static IssuanceConfiguration Read(
        YamlSection issuance, IReadOnlyDictionary<string, CertificateProfile> profiles)
    {
        bool encode = issuance.Flag("encode", fallback: true);
        bool print = issuance.Flag("print", fallback: true);
        if (!encode && !print)
            issuance.Error("print", "encode and print are both false, so there is nothing to do to a card");
        var configuration = new IssuanceConfiguration
        {
            Pin = Policy(issuance.Section("pin"), "pin", 6),
            Puk = Policy(issuance.Section("puk"), "puk", 8),
            Encode = encode,
            Certificates = Certificates(issuance, encode, profiles),
            Print = print,
            ValidityDays = issuance.Number("validityDays", 14, 1, MaxValidityDays),
            DualControl = issuance.Flag("dualControl", fallback: false),
        };
        issuance.End();
        return configuration;
    }

    private static PinPolicy Policy(YamlSection section, string what, int fallback)
    {
        int length = section.Number("length", fallback, 0, int.MaxValue);
        if (length is < MinDigits or > MaxDigits)
        {
            section.Error("length", $"{what} length {length}: PIV takes {MinDigits} to {MaxDigits} digits");
            length = fallback;
        }

        var policy = new PinPolicy
        {
            Length = length,
            MaxSequence = section.Number("maxSequence", 3, 1, MaxDigits),
            MinDistinct = section.Number("minDistinct", 3, 1, length),
            RefuseCommon = section.Flag("refuseCommon", fallback: true),
        };
        section.End();
        return policy;
    }

    private static List<string> Certificates(
        YamlSection issuance, bool encode, IReadOnlyDictionary<string, CertificateProfile> profiles)
    {
        var chosen = new List<CertificateProfile>();
        foreach (YamlListItem item in issuance.Texts("certificates"))
        {
            if (!profiles.TryGetValue(item.Text, out CertificateProfile? profile))
            {
                issuance.NotOneOf(item, $"there is no certificate profile '{item.Text}'", [.. profiles.Keys]);
                continue;
            }

            if (chosen.Find(c => string.Equals(c.Slot, profile.Slot, StringComparison.Ordinal)) is { } other)
                issuance.Error(item, $"'{profile.Name}' and '{other.Name}' both use slot {profile.Slot}");
            chosen.Add(profile);
        }

        if (!encode && chosen.Count > 0)
            issuance.Error("certificates", "certificates can only go on cards that are encoded, and encode is false");
        return [.. chosen.Select(c => c.Name)];
    }
}
