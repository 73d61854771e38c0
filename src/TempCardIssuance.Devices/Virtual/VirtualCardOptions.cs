namespace TempCardIssuance.Devices.Virtual;

/// <summary>How a virtual card leaves its factory; RESET brings it back to this.</summary>
/// <remarks>PIN, PUK and key have no text form here, so that printing the options can't show them.</remarks>
internal sealed record VirtualCardOptions
{
    /// <summary>What blanks widely come with, and what GET METADATA means by the default.</summary>
    public static ReadOnlySpan<byte> UsualManagementKey =>
    [
        1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8,
    ];

    /// <inheritdoc cref="UsualManagementKey"/>
    public static ReadOnlySpan<byte> UsualPin => "123456"u8;

    /// <inheritdoc cref="UsualManagementKey"/>
    public static ReadOnlySpan<byte> UsualPuk => "12345678"u8;

    /// <summary>What it does where SP 800-73-4 and cards in the field differ.</summary>
    public VirtualCardProfile Profile { get; init; }

    /// <summary>What GET VERSION tells; what cards learned later than that it has not.</summary>
    public Version Version { get; init; } = new(5, 7, 1);

    /// <summary>What GET SERIAL tells.</summary>
    public required uint Serial { get; init; }

    /// <summary>
    /// Answer to reset; the default has T=1, and historical bytes that tell of chaining and extended length. OpenSC
    /// 0.23 takes a card without historical bytes for one without elliptic curves.
    /// </summary>
    public ReadOnlyMemory<byte> Atr { get; init; } = Convert.FromHexString("3B8580018073C021C0D6");

    /// <summary>The algorithm of key 9B.</summary>
    public ManagementAlgorithm ManagementAlgorithm { get; init; } = ManagementAlgorithm.Aes192;

    /// <summary>Key 9B.</summary>
    public ReadOnlyMemory<byte> ManagementKey { get; init; } = UsualManagementKey.ToArray();

    /// <summary>6 to 8 ASCII digits, without padding.</summary>
    public ReadOnlyMemory<byte> Pin { get; init; } = UsualPin.ToArray();

    /// <summary>Up to 8 bytes, without padding.</summary>
    public ReadOnlyMemory<byte> Puk { get; init; } = UsualPuk.ToArray();

    /// <summary>Wrong PINs in a row until it is blocked; 1 to 15.</summary>
    public int PinTries { get; init; } = 3;

    /// <summary>Wrong PUKs in a row until it is blocked; 1 to 15.</summary>
    public int PukTries { get; init; } = 3;

    /// <summary>What the card can do beyond SP 800-73-4.</summary>
    public CardExtensions Extensions { get; init; } = CardExtensions.All;

    /// <summary>Data objects that are on it at first, such as a CHUID: content by tag.</summary>
    public IReadOnlyDictionary<int, byte[]> Objects { get; init; } = new Dictionary<int, byte[]>();

    /// <summary>The largest content of a data object, in bytes.</summary>
    public int MaxObjectSize { get; init; } = 3052;

    /// <summary>
    /// Whether keys on a curve in 9D sign, as those of many cards do; SP 800-73-4 Part 2, A.5 has them agree on keys.
    /// </summary>
    public bool KeyManagementSigns { get; init; } = true;

    /// <summary>Whether extended-length APDUs are understood.</summary>
    public bool ExtendedLength { get; init; } = true;

    /// <summary>Whether the management key wants a touch, for which the card never calls it default.</summary>
    public bool ManagementKeyTouch { get; init; }

    /// <summary>What comes of it when the card waits for a touch.</summary>
    public CardTouch Touch { get; init; }

    /// <summary>What touches are timed by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What certifies its key F9; null: the root of this process.</summary>
    public AttestationRoot? AttestationRoot { get; init; }

    /// <summary>Whether it takes the PIN for not verified after each signature with 9C.</summary>
    public bool ForgetsPinAfterSignature { get; init; }

    /// <summary>What it answers with 9000 and does not do.</summary>
    public IReadOnlyList<IgnoredCommand> Ignores { get; init; } = [];

    /// <summary>How slow the card is; null: as fast as the computer.</summary>
    public VirtualCardTiming? Timing { get; init; }

    /// <summary>What goes wrong, and when.</summary>
    public IReadOnlyList<CardFault> Faults { get; init; } = [];

    public bool IsWidespread => Profile == VirtualCardProfile.Widespread;

    /// <summary>Three bytes.</summary>
    public byte[] VersionBytes => [(byte)Version.Major, (byte)Version.Minor, (byte)Math.Max(Version.Build, 0)];

    /// <summary>Whether it has an extension, and its version is not from before that.</summary>
    public bool Has(CardExtensions extension) =>
        Extensions.HasFlag(extension) && Version >= CardHistory.Since(extension);

    public bool HasSlot(byte reference) =>
        KeyReference.IsMain(reference)
        || (KeyReference.IsRetired(reference) && Has(CardExtensions.RetiredKeys))
        || (reference == KeyReference.Attestation && Has(CardExtensions.Attestation));

    public bool HasAlgorithm(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Rsa2048 or KeyAlgorithm.P256 or KeyAlgorithm.P384 => true,
        KeyAlgorithm.Rsa1024 => IsWidespread,
        KeyAlgorithm.Rsa3072 or KeyAlgorithm.Rsa4096 => Has(CardExtensions.LargerRsa),
        KeyAlgorithm.Ed25519 or KeyAlgorithm.X25519 => Has(CardExtensions.Curve25519),
        _ => false,
    };
}

/// <summary>A command that the card says it carried out, and did not.</summary>
/// <param name="Ins">Instruction.</param>
/// <param name="P2">Second parameter.</param>
/// <param name="Data">What its data begin with, hex.</param>
internal sealed record IgnoredCommand(byte Ins, byte P2, string Data = "")
{
    public bool Is(ReceivedApdu command) => command.Ins == Ins && command.P2 == P2
        && Convert.ToHexString(command.Data).StartsWith(Data, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Algorithm identifiers of key 9B (SP 800-78-4, table 6-2).</summary>
public enum ManagementAlgorithm
{
    TripleDes = 0x03,
    Aes128 = 0x08,
    Aes192 = 0x0A,
    Aes256 = 0x0C,
}

/// <summary>Widespread commands and objects that SP 800-73-4 does not have.</summary>
[Flags]
public enum CardExtensions
{
    None = 0,

    /// <summary>GET VERSION, INS FD.</summary>
    Version = 1,

    /// <summary>GET SERIAL, INS F8.</summary>
    Serial = 2,

    /// <summary>GET METADATA, INS F7.</summary>
    Metadata = 4,

    /// <summary>SET PIN RETRIES, INS FA.</summary>
    SetRetries = 8,

    /// <summary>RESET, INS FB.</summary>
    Reset = 16,

    /// <summary>SET MANAGEMENT KEY, INS FF.</summary>
    SetManagementKey = 32,

    /// <summary>Data objects 5FFF00 to 5FFFFF.</summary>
    VendorObjects = 64,

    /// <summary>PIN and touch policies of keys, tags AA and AB.</summary>
    KeyPolicies = 128,

    /// <summary>IMPORT ASYMMETRIC KEY, INS FE.</summary>
    ImportKey = 256,

    /// <summary>ATTEST, INS F9, with key F9.</summary>
    Attestation = 512,

    /// <summary>MOVE KEY, INS F6.</summary>
    MoveKey = 1024,

    /// <summary>Retired keys 82 to 95, made on the card and imported.</summary>
    RetiredKeys = 2048,

    /// <summary>RSA-3072 and RSA-4096.</summary>
    LargerRsa = 4096,

    /// <summary>Ed25519 and X25519.</summary>
    Curve25519 = 8192,

    All = Version | Serial | Metadata | SetRetries | Reset | SetManagementKey | VendorObjects
        | KeyPolicies | ImportKey | Attestation | MoveKey | RetiredKeys | LargerRsa | Curve25519,
}
