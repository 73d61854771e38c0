using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Ports;

/// <summary>
/// What a card driver can put on a card, known without a card. What it can't is checked and worded here, for whoever
/// finds out first: the configuration, the plan of a batch or the driver.
/// </summary>
public sealed record ChipCapabilities
{
    /// <summary>The driver as the configuration calls it, e.g. <c>piv</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>How many digits a PIN may have.</summary>
    public required DigitRange Pin { get; init; }

    /// <summary>How many digits a PUK may have.</summary>
    public required DigitRange Puk { get; init; }

    /// <summary>Slots as hex key references.</summary>
    public required IReadOnlyList<string> Slots { get; init; }

    /// <summary>
    /// Those of the slots whose keys agree on a key, or decrypt one, for others; empty: the chip has none.
    /// </summary>
    public required IReadOnlyList<string> KeyManagementSlots { get; init; }

    /// <summary>What the chip can make key pairs of.</summary>
    public required IReadOnlyList<KeyType> KeyTypes { get; init; }

    /// <summary>A limit in words, e.g. <c>PIV takes 6 to 8 digits</c>.</summary>
    public string Takes(DigitRange digits) => $"{Driver.ToUpperInvariant()} takes {digits} digits";

    /// <summary>
    /// Whether the key of a profile signs, and so can sign a request of its own. One for key management on a curve is
    /// for key agreement alone; of RSA, signing and decrypting are the same sum.
    /// </summary>
    public bool Signs(CertificateProfile profile) =>
        !IsForKeyManagement(profile) || KeySpec.Of(profile.KeyType).RsaBits is not null;

    /// <exception cref="TempCardException"><see cref="ErrorIds.PinLengthInvalid"/>.</exception>
    public void CheckPin(int length) => Check(ErrorIds.PinLengthInvalid, "PIN", length, Pin);

    /// <exception cref="TempCardException"><see cref="ErrorIds.PukLengthInvalid"/>.</exception>
    public void CheckPuk(int length) => Check(ErrorIds.PukLengthInvalid, "PUK", length, Puk);

    /// <exception cref="TempCardException"><see cref="ErrorIds.ProfileNotSupported"/>.</exception>
    public void Check(CertificateProfile profile)
    {
        if (!Slots.Contains(profile.Slot, StringComparer.OrdinalIgnoreCase))
            throw NotSupported(profile, $"slot {profile.Slot}");
        if (!KeyTypes.Contains(profile.KeyType))
            throw NotSupported(profile, $"a key of type {profile.KeyType}");
        KeyUse use = KeySpec.Of(profile.KeyType).Use;
        bool isForKeyManagement = IsForKeyManagement(profile);
        if (use == KeyUse.Signing && isForKeyManagement)
        {
            IEnumerable<string> others = Slots.Except(KeyManagementSlots, StringComparer.OrdinalIgnoreCase);
            throw WrongUse(profile, "signs only", "is for key management", others);
        }

        if (use == KeyUse.Agreement && !isForKeyManagement)
            throw WrongUse(profile, "signs nothing", "is for signatures", KeyManagementSlots);
    }

    private void Check(string errorId, string what, int length, DigitRange range)
    {
        if (range.Contains(length))
            return;
        throw new TempCardException(
            errorId,
            ErrorKind.InvalidArgument,
            $"{what} length {length} is not possible: {Takes(range)}.",
            $"Use {range}.",
            length);
    }

    private bool IsForKeyManagement(CertificateProfile profile) =>
        KeyManagementSlots.Contains(profile.Slot, StringComparer.OrdinalIgnoreCase);

    private static TempCardException WrongUse(
        CertificateProfile profile, string can, string slot, IEnumerable<string> others) => new(
        ErrorIds.ProfileNotSupported,
        ErrorKind.InvalidArgument,
        $"The {KeySpec.Of(profile.KeyType)} key of profile '{profile.Name}' {can}, and slot {profile.Slot} {slot}.",
        $"Use another key there, or one of the slots {string.Join(", ", others)}.",
        profile.Name);

    private TempCardException NotSupported(CertificateProfile profile, string what) => new(
        ErrorIds.ProfileNotSupported,
        ErrorKind.InvalidArgument,
        $"The {Driver} driver can't do what profile '{profile.Name}' asks for: {what}.",
        $"Slots: {string.Join(", ", Slots)}; keys: {string.Join(", ", KeyTypes)}.",
        profile.Name);
}
