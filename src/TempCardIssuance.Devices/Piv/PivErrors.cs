using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What can go wrong with a PIV card, in words.</summary>
internal static class PivErrors
{
    /// <summary>The card answered a step of the work with an error.</summary>
    public static TempCardException Refused(string step, StatusWord status) => new(
        ErrorIds.CardError,
        ErrorKind.Device,
        $"The card refused '{step}': SW {status} ({status.Meaning}).",
        Remedy(status),
        step);

    public static TempCardException Malformed(string step, string problem) => new(
        ErrorIds.CardError,
        ErrorKind.Device,
        $"The card's answer to '{step}' can't be used: {problem}.",
        "Try another card of the same type; if all do this, the driver does not know this type.",
        step);

    public static TempCardException NotVerified(string step, string problem) => new(
        ErrorIds.VerificationFailed,
        ErrorKind.Device,
        $"The check of '{step}' failed: {problem}.",
        "Repeat the production on another card; if this happens again, test the reader and this type of card.",
        step);

    /// <param name="problem">How we know, as a clause.</param>
    /// <param name="touch">What the card tells of the key.</param>
    public static TempCardException ManagementKeyWrong(string problem, TouchPolicy? touch = null) => WantsTouch(touch)
        ? new(
            ErrorIds.ManagementKeyWrong,
            ErrorKind.InvalidState,
            $"The card did not accept its management key, which it lets nobody use without a touch: {problem}.",
            "Touch the card when it blinks. If it was touched, use a blank, or set card.transport.managementKey to the "
                + "key that the supplier of the cards gave you; or have cards delivered whose management key wants no "
                + "touch.")
        : new(
            ErrorIds.ManagementKeyWrong,
            ErrorKind.InvalidState,
            $"The card's management key is not the one configured for blanks: {problem}.",
            "Use a blank, or set card.transport.managementKey to the key that the supplier of the cards gave you.");

    /// <summary>The card did not use a key; what it tells of the key says why.</summary>
    public static TempCardException KeyNotUsed(string step, StatusWord status, TouchPolicy? touch) => new(
        ErrorIds.CardError,
        ErrorKind.Device,
        WantsTouch(touch)
            ? $"The card refused '{step}': SW {status} ({status.Meaning}); it wants a touch before it uses this key."
            : $"The card refused '{step}': SW {status} ({status.Meaning}).",
        WantsTouch(touch)
            ? "Repeat the production and touch the card when it blinks, or use cards whose keys want no touch."
            : Remedy(status),
        step);

    public static bool WantsTouch(TouchPolicy? touch) => touch is TouchPolicy.Always or TouchPolicy.Cached;

    /// <param name="body">Who was identified; null: it could not tell.</param>
    public static TempCardException Exchanged(BodyIdentity? body) => new(
        ErrorIds.BodyExchanged,
        ErrorKind.Device,
        $"Another card answers than the one that was begun ({body?.ToString() ?? "a blank without serial number"}); it "
            + "got nothing from then on.",
        "Take out both cards and see that the reader holds one card only, then repeat the production on another blank.",
        body?.ToString());

    public static TempCardException RetriesNotSet(string step, StatusWord status) => new(
        ErrorIds.CardError,
        ErrorKind.Device,
        $"The card refused '{step}': SW {status} ({status.Meaning}).",
        "If no card of this type can be given other retry counters, leave out card.retryCounters.",
        step);

    public static TempCardException NoReset(StatusWord status) => new(
        ErrorIds.CardError,
        ErrorKind.Device,
        $"The card refused 'reset': SW {status} ({status.Meaning}). No try was spent on it.",
        "Use another card. If no card of this type has a RESET command, leave out card.reset and card.reuse.",
        "reset");

    public static TempCardException ManagementKeyNotChanged(string step, StatusWord status) => new(
        ErrorIds.CardError,
        ErrorKind.Device,
        $"The card refused '{step}': SW {status} ({status.Meaning}).",
        "If no card of this type can change its management key, set card.managementKey.keep to true instead of diversify: "
            + "the cards then keep the key that blanks arrive with.",
        step);

    /// <param name="pin">PIN or PUK.</param>
    /// <param name="problem">How we know, as a clause.</param>
    public static TempCardException TransportPinWrong(PivPin pin, string problem) => new(
        ErrorIds.TransportPinWrong,
        ErrorKind.InvalidState,
        $"The blank's {pin.Name} can't be relied on: {problem}.",
        $"Use a blank, or set {pin.Setting} to what the cards are delivered with.");

    /// <summary>A card in use does not take the PUK that was sealed for it.</summary>
    public static TempCardException PukWrong(StatusWord status) => new(
        ErrorIds.PukNotUsable,
        ErrorKind.InvalidState,
        $"The card does not take the PUK that was sealed for it: SW {status} ({status.Meaning}).",
        "It is not tried again. Somebody has changed it: take the card back, and hand out another one.",
        "PUK");

    public static TempCardException AlgorithmMissing(CertificateProfile profile) => new(
        ErrorIds.ProfileNotSupported,
        ErrorKind.Device,
        $"The card can't make the {KeySpec.Of(profile.KeyType)} key of profile "
            + $"'{profile.Name}', as it says itself.",
        "Use cards that can, or leave this profile out.",
        profile.Name);

    public static TempCardException AlgorithmNotTold(CertificateProfile profile) => new(
        ErrorIds.ProfileNotSupported,
        ErrorKind.Device,
        $"The card does not tell that it can make the {KeySpec.Of(profile.KeyType)} key of profile '{profile.Name}': it "
            + "names no algorithms and no version.",
        "Use cards that do, or another key in this profile.",
        profile.Name);

    /// <param name="slot">Of the key.</param>
    /// <param name="problem">What is wrong with the proof, as a clause.</param>
    public static TempCardException NotAttested(PivSlot slot, string problem) => new(
        ErrorIds.AttestationFailed,
        ErrorKind.Security,
        $"The card does not prove that it made the key in {slot} itself: {problem}.",
        "Use cards of a maker whose root is in card.attestationRoots; keep this one apart until it is known why.",
        slot.Name);

    public static TempCardException PoliciesMissing(CertificateProfile profile) => new(
        ErrorIds.ProfileNotSupported,
        ErrorKind.Device,
        $"The card has no policies for PIN and touch, which profile '{profile.Name}' asks for, or does not tell of them.",
        "Use cards that have, or leave out pinPolicy and touchPolicy.",
        profile.Name);

    public static TempCardException SlotMissing(CertificateProfile profile) => new(
        ErrorIds.ProfileNotSupported,
        ErrorKind.Device,
        $"The card has no slot {profile.Slot} for the key of profile '{profile.Name}', as it says itself.",
        "Use cards with retired keys, or another slot in this profile.",
        profile.Name);

    private static string Remedy(StatusWord status) => status.Value switch
    {
        0x6982 => "Repeat the production on another card; the card lost its authentication or has other access rules.",
        0x6983 => "Use another card; this one is blocked.",
        0x6A80 or 0x6A81 or 0x6A86 or 0x6D00 => "Check that this type of card can do what the batch asks for.",
        0x6A84 => "Use cards with more memory or fewer certificates on a card.",
        _ => "Repeat the production on another card; if this happens again, test the reader and this type of card.",
    };
}
