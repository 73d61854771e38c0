using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What a card is to us.</summary>
internal enum PivCardKind
{
    /// <summary>It shows too little: only a try of its management key can tell.</summary>
    Unknown,

    /// <summary>No certificate, no key, and as far as the card tells, the values that blanks arrive with.</summary>
    Blank,

    /// <summary>Has the CHUID that this driver writes.</summary>
    Ours,

    /// <summary>Somebody else's, or a blank of another delivery than the configuration says.</summary>
    Foreign,
}

/// <summary>The judgement of a card by what it shows: the one that stations tell and issuing goes by.</summary>
/// <param name="Kind">What it is to us.</param>
/// <param name="Refusal">Why no card can be made of it as it is; null: nothing that it shows is against it.</param>
internal sealed record PivJudgement(PivCardKind Kind, TempCardException? Refusal)
{
    private const int FewestTries = 2;
    private const string UseBlank =
        "Use a blank. If this card is to be used again, reset it with its maker's tool first.";

    /// <param name="look">What it shows.</param>
    /// <param name="options">What blanks arrive with.</param>
    /// <param name="madeHere">What can be done with a card that was made here.</param>
    public static PivJudgement Of(PivLook look, PivOptions options, Remedy madeHere)
    {
        if (look.Chuid is { IsOurs: true } chuid)
            return new(PivCardKind.Ours, NoBlank($"it was made into temporary card {chuid.CardGuid}", madeHere));
        bool? hasTransportPin = look.Pin?.FitsTransport(options.TransportPin.Span, WellKnown.Pin);
        bool? hasTransportPuk = look.Puk?.FitsTransport(options.TransportPuk.Span, WellKnown.Puk);
        TempCardException? refusal = Slots(look)
            ?? Pin(PivPin.Pin, look.Pin, look.PinTries, hasTransportPin)
            ?? Pin(PivPin.Puk, look.Puk, look.Puk?.TriesLeft, hasTransportPuk);
        if (refusal is not null)
            return new(PivCardKind.Foreign, refusal);
        bool? hasTransportKey =
            look.ManagementKey?.FitsTransport(options.TransportManagementKey.Span, WellKnown.ManagementKey);
        if (hasTransportKey == false || !IsAsLong(look, options))
            return ManagementKey(look.ManagementKey!, options);
        bool isTold = hasTransportKey == true && hasTransportPin == true && hasTransportPuk == true;
        return new(!isTold && look.Chuid is not null ? PivCardKind.Unknown : PivCardKind.Blank, Refusal: null);
    }

    private static bool IsAsLong(PivLook look, PivOptions options) => look.ManagementKey?.Algorithm is not { } algorithm
        || PivAlgorithms.ManagementKeyLength(algorithm) == options.TransportManagementKey.Length;

    /// <summary>
    /// A card with a key of its own and all else as delivered may be one of ours that failed before its CHUID was
    /// written.
    /// </summary>
    private static PivJudgement ManagementKey(PivMetadata told, PivOptions options)
    {
        string problem = told.Algorithm is { } algorithm
                && PivAlgorithms.ManagementKeyLength(algorithm) != options.TransportManagementKey.Length
                ? $"it is for {PivAlgorithms.Name(algorithm)}, and the one configured has "
                    + $"{options.TransportManagementKey.Length} bytes"
            : told.IsDefault == true ? "it is still the one that every such card has at first"
            : "it has been changed since the card left its maker";
        bool mayBeTorn = told.IsDefault == false && options.ManagementKey is not TransportManagementKey;
        return new(
            mayBeTorn ? PivCardKind.Unknown : PivCardKind.Foreign, PivErrors.ManagementKeyWrong(problem, told.Touch));
    }

    private static TempCardException? Slots(PivLook look) =>
        look.Certificates is [var slot, ..] ? NoBlank($"there is a certificate in slot {slot}", UseBlank)
        : look.Keys is [var key, ..] ? NoBlank($"there is a key in slot {key}", UseBlank)
        : null;

    /// <summary>A PIN or PUK that is not the transport value, or that could be blocked by finding out.</summary>
    private static TempCardException? Pin(PivPin pin, PivMetadata? told, int? tries, bool? fits) =>
        tries < FewestTries
            ? PivErrors.TransportPinWrong(pin, $"it has {Iso7816.StatusWordText.Tries(tries.Value)}")
        : fits == false && told?.IsDefault == true
            ? PivErrors.TransportPinWrong(pin, "it is still the one that every such card has at first")
        : fits == false
            ? PivErrors.TransportPinWrong(pin, "it has been changed since the card left its maker")
        : null;

    private static TempCardException NoBlank(string problem, Remedy remedy) => new(
        ErrorIds.BodyForeign,
        ErrorKind.InvalidState,
        $"The card is no blank: {problem}.",
        remedy);
}
