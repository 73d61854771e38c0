using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What tells one body from every other.</summary>
public enum CardIdentity
{
    /// <summary>Its serial number, else the GUID written to it.</summary>
    Serial,

    /// <summary>The GUID written to it: for suppliers whose cards share serial numbers.</summary>
    CardGuid,
}

/// <summary>How PIV cards are found and left.</summary>
public sealed record PivSettings : CardSettings
{
    private const string Word = "piv";
    private const string Serial = "serial";
    private const string CardGuid = "guid";

    /// <summary>Counters are one nibble of the status word 63CX (ISO/IEC 7816-4, 5.6).</summary>
    private const int MaxTries = 15;

    public static CardDriverKind Registration { get; } = new(
        Core.Settings.Driver.Of<CardSettings, PivSettings>(Word, "a PIV card (SP 800-73-4)", Bind), PivDriver.Chip);

    public override string Driver => Word;

    public override ChipCapabilities Chip => PivDriver.Chip;

    public required TransportSettings Transport { get; init; }

    /// <summary>
    /// The master key that card management keys are derived from; null only where nothing is encoded, or keys are kept.
    /// </summary>
    public SecretReference? Diversify { get; init; }

    /// <summary>Whether cards keep the management key that blanks arrive with.</summary>
    public bool KeepManagementKey { get; init; }

    public CardIdentity Identity { get; init; }

    /// <summary>Tries the card shall allow; null leaves what the blank has.</summary>
    public RetryCounters? RetryCounters { get; init; }

    /// <summary>Whether spoiled cards that were made here may be reset and made again.</summary>
    public bool Reuse { get; init; }

    public override bool ReusesCards => Reuse;

    /// <summary>Whether cards have a RESET command that do not tell so.</summary>
    public bool HasReset { get; init; }

    /// <summary>Whether the card itself shall make its holder change the PIN; refused, as none can.</summary>
    public bool PinChangeFirst { get; init; }

    /// <inheritdoc/>
    public override CardDriver Make(DriverServices services) => new PivDriver(new PivOptions
    {
        TransportManagementKey = Transport.ManagementKey is { } key
            ? ResolveHex(key)
            : new SecretBytes(WellKnown.ManagementKey),
        TransportPin = Transport.Pin is { } pin ? ResolvePin(pin) : new SecretBytes(WellKnown.Pin),
        TransportPuk = Transport.Puk is { } puk ? ResolvePuk(puk) : new SecretBytes(WellKnown.Puk),
        ManagementKey = Diversify is { } master && !KeepManagementKey
            ? new DerivedManagementKey(ResolveHex(master))
            : new TransportManagementKey(),
        Reuse = Reuse,
        HasReset = HasReset,
        IgnoresSerialNumber = Identity == CardIdentity.CardGuid,
        Retries = RetryCounters,
        Makers = new AttestationMakers(AttestationRoots),
    });

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Problem)> Problems(bool encode)
    {
        if (KeepManagementKey && Diversify is not null)
            yield return ("managementKey.diversify", "diversify is not used with keep: true");
        if (encode && !KeepManagementKey && Diversify is null)
        {
            yield return (
                "managementKey.diversify",
                "cards that are encoded need card.managementKey.diversify: the master key theirs is made from");
        }

        if (Reuse && Transport is not { ManagementKey: null, Pin: null, Puk: null })
        {
            yield return (
                "reuse", "a card that is reset has its maker's values, so card.transport must be default with it");
        }

        if (PinChangeFirst)
        {
            yield return (
                "pinChangeFirst",
                "no PIV card can be told that its PIN has to be changed first (SP 800-73-4 has nothing for it, and no "
                    + "card that is known adds it); leave it out, and let holders choose their PIN at the desk when they "
                    + "get the card");
        }

        if (HasReset && !Reuse)
            yield return ("reset", "cards are reset only with card.reuse, which is not true");
        if (Reuse && KeepManagementKey)
        {
            yield return (
                "reuse",
                "a card shows by its own management key that it is one of ours, so reuse needs "
                    + "card.managementKey.diversify");
        }
    }

    private static PivSettings Bind(Keys keys, PivSettings? value)
    {
        TransportSettings transport = keys.Section(
            "transport", "What blanks arrive with.", value?.Transport, TransportSettings.Bind);
        NewManagementKey managementKey = keys.Section(
            "managementKey",
            "The management key a card gets.",
            value is null ? null : new NewManagementKey(value.Diversify, value.KeepManagementKey),
            NewManagementKey.Bind);
        return new PivSettings
        {
            Transport = transport,
            Diversify = managementKey.Diversify,
            KeepManagementKey = managementKey.Keep,
            Identity = keys.Word(
                "identity",
                "What tells one body from every other. serial: its serial number, or where it has none the GUID "
                + "written to it. guid: always the GUID, for suppliers whose cards share serial numbers.",
                value?.Identity == CardIdentity.CardGuid ? CardGuid : Serial,
                [Serial, CardGuid],
                fallback: Serial) == CardGuid ? CardIdentity.CardGuid : CardIdentity.Serial,
            RetryCounters = keys.OptionalSection<RetryCounters>(
                "retryCounters",
                "Tries the card shall allow; without, what the blank has.",
                value?.RetryCounters,
                (counters, v) => new(
                    (byte)counters.RequiredNumber(
                        "pin", "Wrong PINs in a row until the PIN blocks.", v?.Pin, 1, MaxTries),
                    (byte)counters.RequiredNumber(
                        "puk", "Wrong PUKs in a row until the PUK blocks.", v?.Puk, 1, MaxTries))),
            Reuse = keys.Flag(
                "reuse",
                "Make spoiled cards again: they are reset, for which their PIN and PUK are blocked on purpose. Only "
                + "with default transport values.",
                value?.Reuse,
                fallback: false),
            AttestationRoots = keys.Paths(
                "attestationRoots",
                "Certificate files (PEM) of makers whose cards can prove that they made a key themselves, with those "
                + "between their root and the cards; for attest in certificates.",
                value?.AttestationRoots is { Count: > 0 } roots ? roots : null),
            PinChangeFirst = keys.Flag(
                "pinChangeFirst",
                "Whether the card itself makes its holder change the PIN before it does anything else. No PIV card is "
                + "known that can, so true is refused; holders choose their PIN at the desk instead.",
                value?.PinChangeFirst,
                fallback: false),
            HasReset = keys.Flag(
                "reset",
                "Cards have a RESET command though they do not tell: those without version or metadata. Only with "
                + "reuse.",
                value?.HasReset,
                fallback: false),
        };
    }

    /// <summary>6 to 8 decimal digits (SP 800-73-4 Part 2, 2.4.3).</summary>
    private static SecretBytes ResolvePin(SecretReference reference) => Resolve(
        reference,
        pin => Fits(pin) && !pin.ContainsAnyExceptInRange((byte)'0', (byte)'9'),
        $"is no PIN: one has {PivPins.MinLength} to {PivPins.MaxLength} digits and nothing else");

    /// <summary>8 bytes of any value (SP 800-73-4 Part 2, 2.4.3); shorter ones are padded as a PIN is.</summary>
    private static SecretBytes ResolvePuk(SecretReference reference) => Resolve(
        reference, Fits, $"is no PUK: one has {PivPins.MinLength} to {PivPins.MaxLength} bytes");

    private static bool Fits(ReadOnlySpan<byte> value) => value.Length is >= PivPins.MinLength and <= PivPins.MaxLength;

    private static SecretBytes Resolve(SecretReference reference, Func<ReadOnlySpan<byte>, bool> fits, string problem)
    {
        SecretBytes value = reference.Resolve();
        if (fits(value.Span))
            return value;
        value.Dispose();
        throw new TempCardException(
            ErrorIds.ConfigurationInvalid,
            ErrorKind.InvalidData,
            $"What {reference} holds {problem}.",
            "Write there what the supplier of the blanks told you; spaces count, too.",
            reference.ToString());
    }

    private static SecretBytes ResolveHex(SecretReference reference)
    {
        using SecretBytes text = reference.Resolve();
        if (text.Length % 2 == 0)
        {
            var key = new SecretBytes(text.Length / 2);
            if (Convert.FromHexString(text.Span, key.Span, out _, out _) == System.Buffers.OperationStatus.Done)
                return key;
            key.Dispose();
        }

        throw new TempCardException(
            ErrorIds.ConfigurationInvalid,
            ErrorKind.InvalidData,
            $"The key {reference} is not written in hex.",
            "Write it as hex digits, two for each byte, and nothing else.",
            reference.ToString());
    }

    private sealed record NewManagementKey(SecretReference? Diversify, bool Keep)
    {
        public static NewManagementKey Bind(Keys keys, NewManagementKey? value) => new(
            keys.Secret(
                "diversify",
                "Master key (hex) that each card's key is derived from (NIST SP 800-108); needed where cards are "
                + "encoded, unless keys are kept.",
                value?.Diversify),
            keys.Flag(
                "keep",
                "Cards keep the management key that blanks arrive with, so that all have the same one. Only for cards "
                + "that have no command to change it.",
                value is { Keep: true } ? true : null,
                fallback: false));
    }
}

/// <summary>What blanks arrive with; null is the driver's factory default.</summary>
public sealed record TransportSettings
{
    public SecretReference? ManagementKey { get; init; }

    public SecretReference? Pin { get; init; }

    public SecretReference? Puk { get; init; }

    internal static TransportSettings Bind(Keys keys, TransportSettings? value) => new()
    {
        ManagementKey = keys.SecretOrDefault("managementKey", "Management key of a blank, hex.", value?.ManagementKey),
        Pin = keys.SecretOrDefault("pin", "PIN of a blank.", value?.Pin),
        Puk = keys.SecretOrDefault("puk", "PUK of a blank.", value?.Puk),
    };
}
