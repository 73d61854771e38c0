using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <summary>What holds for a batch unless its operator says otherwise.</summary>
public sealed record IssuanceConfiguration
{
    /// <summary>How PINs are made.</summary>
    public required PinPolicy Pin { get; init; }

    /// <summary>How PUKs are made.</summary>
    public required PinPolicy Puk { get; init; }

    /// <summary>Whether the chip is written by default.</summary>
    public required bool Encode { get; init; }

    /// <summary>Names of profiles that go on a card by default.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }

    /// <summary>Whether the faces are printed by default.</summary>
    public required bool Print { get; init; }

    /// <summary>How many days after the day of production a card may be used.</summary>
    public required int ValidityDays { get; init; }

    /// <summary>For how many days after the day itself a card is handed out where nothing is said.</summary>
    public required int LoanDays { get; init; }

    /// <summary>For how many hours after its loan has ended a card can still be given longer.</summary>
    public required int GraceHours { get; init; }

    /// <summary>How many cards a holder may have at once.</summary>
    public required int CardsPerHolder { get; init; }

    /// <summary>Whether the operator who completes a batch must be another than the one who started it.</summary>
    public required bool DualControl { get; init; }

    /// <summary>What an operator may choose other than it is said here.</summary>
    public required OperatorRights OperatorMay { get; init; }

    internal static IssuanceConfiguration Bind(Keys keys, IssuanceConfiguration? value)
    {
        var issuance = new IssuanceConfiguration
        {
            Pin = keys.Section(
                "pin", "PINs that are permitted.", value?.Pin, (pin, v) => Bind(pin, v, "pin", chip => chip.Pin, length: 6)),
            Puk = keys.Section(
                "puk", "PUKs that are permitted.", value?.Puk, (puk, v) => Bind(puk, v, "puk", chip => chip.Puk, length: 8)),
            Encode = keys.Flag("encode", "Whether chips are encoded.", value?.Encode, fallback: true),
            Certificates = keys.Texts(
                "certificates",
                "Certificate profiles that go on a card; only with encode: true, one per slot.",
                value?.Certificates,
                TextForm.NameOf("certificates", "certificate profile")),
            Print = keys.Flag("print", "Whether faces are printed.", value?.Print, fallback: true),
            ValidityDays = keys.Number(
                "validityDays",
                "For how many days a card is valid, from the day it is made.",
                value?.ValidityDays,
                min: 1,
                max: CertificateKeys.MaxValidityDays,
                fallback: 14),
            LoanDays = keys.Number(
                "loanDays",
                "For how many days a card is handed out where nothing is said; no longer than it is valid.",
                value?.LoanDays,
                min: 0,
                max: CertificateKeys.MaxValidityDays,
                fallback: 14),
            GraceHours = keys.Number(
                "graceHours",
                "For how many hours after its loan has ended a card can still be given longer.",
                value?.GraceHours,
                min: 0,
                max: 24 * 365,
                fallback: 24),
            CardsPerHolder = keys.Number(
                "cardsPerHolder",
                "How many cards one holder may have at once.",
                value?.CardsPerHolder,
                min: 1,
                max: 100,
                fallback: 1),
            DualControl = keys.Flag(
                "dualControl",
                "Whether another operator than those who started a batch or made cards of it must complete it.",
                value?.DualControl,
                fallback: false),
            OperatorMay = keys.Section(
                "operatorMay",
                "What an operator may choose for a batch other than it is said here, in every front end.",
                value?.OperatorMay,
                BindRights),
        };
        issuance.CheckRights(keys);
        if (!issuance.Encode && !issuance.Print)
            keys.Error("print", "encode and print are both false, so there is nothing to do to a card");
        return issuance;
    }

    private static OperatorRights BindRights(Keys keys, OperatorRights? value) => new()
    {
        PinLength = keys.Flag("pinLength", "Whether the length of PINs.", value?.PinLength, fallback: true),
        PukLength = keys.Flag("pukLength", "Whether the length of PUKs.", value?.PukLength, fallback: true),
        Encode = keys.Flag("encode", "Whether chips are encoded.", value?.Encode, fallback: true),
        Certificates = keys.Flag("certificates", "Whether which certificates.", value?.Certificates, fallback: true),
        Print = keys.Flag("print", "Whether faces are printed.", value?.Print, fallback: true),
        Stations = keys.Flag("stations", "Whether where a new batch is made.", value?.Stations, fallback: true),
        MinPinLength = keys.Number(
            "minPinLength", "No PIN has fewer digits.", value?.MinPinLength, min: 0, max: 16, fallback: 0),
        MinPukLength = keys.Number(
            "minPukLength", "No PUK has fewer digits.", value?.MinPukLength, min: 0, max: 16, fallback: 0),
    };

    private void CheckRights(Keys keys)
    {
        if (Pin.Length < OperatorMay.MinPinLength)
            keys.Error("pin.length", $"pin length {Pin.Length}: operatorMay.minPinLength is {OperatorMay.MinPinLength}");
        if (Puk.Length < OperatorMay.MinPukLength)
            keys.Error("puk.length", $"puk length {Puk.Length}: operatorMay.minPukLength is {OperatorMay.MinPukLength}");
    }

    /// <summary>
    /// What one of the card drivers can do is permitted here; the one that is used is asked when a batch is planned.
    /// </summary>
    private static PinPolicy Bind(
        Keys keys, PinPolicy? value, string what, Func<ChipCapabilities, DigitRange> range, int length)
    {
        ChipCapabilities[] chips = [.. Drivers.Cards.Select(driver => driver.Chip)];
        string takes = string.Join("; ", chips.Select(chip => chip.Takes(range(chip))));
        int min = chips.Min(chip => range(chip).Min);
        int max = chips.Max(chip => range(chip).Max);
        var policy = new PinPolicy
        {
            Length = keys.Number(
                "length",
                $"How many digits; {takes.Replace(" digits", "", StringComparison.Ordinal)}.",
                value?.Length,
                min,
                max,
                fallback: length,
                refusal: given => $"{what} length {given}: {takes}"),
            MaxSequence = keys.Number(
                "maxSequence",
                "Longest run up or down by one (123, 321) that is permitted.",
                value?.MaxSequence,
                min: 1,
                max: max,
                fallback: 3),
            MinDistinct = keys.Number(
                "minDistinct",
                "How many different digits there must be.",
                value?.MinDistinct,
                min: 1,
                max: max,
                fallback: 3),
            RefuseCommon = keys.Flag(
                "refuseCommon",
                "Whether values that people guess first are ruled out.",
                value?.RefuseCommon,
                fallback: true),
        };
        if (policy.MinDistinct > policy.Length)
            keys.Error("minDistinct", $"minDistinct is {policy.MinDistinct}; it must be from 1 to {policy.Length}");
        return policy;
    }
}
