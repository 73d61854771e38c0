using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>What the cards of a virtual station are like.</summary>
public sealed record VirtualCardSettings
{
    private const string Strict = "strict";
    private const string Widespread = "widespread";
    private const string Given = "given";
    private const string Refused = "refused";
    private const string TimedOut = "timed-out";

    private static readonly Version NewestVersion = new(5, 7, 1);

    private static readonly TextForm ThreeNumbers = new()
    {
        Pattern = @"^\d{1,3}\.\d{1,3}\.\d{1,3}$",
        Problem = (key, text) =>
            ReadVersion(text) is null ? $"{key} can't be '{text}'; it has three numbers up to 255, such as 5.7.1" : null,
    };

    /// <summary>What they do where SP 800-73-4 and cards in the field differ.</summary>
    public VirtualCardProfile Profile { get; init; } = VirtualCardProfile.Widespread;

    /// <summary>What they tell as their version, and are as old as.</summary>
    public Version Version { get; init; } = NewestVersion;

    /// <summary>What comes of it when they wait for a touch.</summary>
    public CardTouch Touch { get; init; }

    /// <summary>
    /// The file for the certificate of what certifies their attestations, a full path; null: a root that nobody knows.
    /// </summary>
    public string? AttestationRoot { get; init; }

    internal static VirtualCardSettings Bind(Keys keys, VirtualCardSettings? value) => new()
    {
        Profile = keys.Word(
            "profile",
            "What virtual cards do where SP 800-73-4 and cards in the field differ. strict: what the standard's text "
            + "says. widespread: what many cards do: a malformed PIN or PUK counts a try, ECDSA takes shorter hashes, "
            + "PUT DATA with an empty 53 deletes, selecting again drops the PIN, all keys agree on secrets, and objects "
            + "5F0000 to 5FFFFF are there.",
            value?.Profile == VirtualCardProfile.Strict ? Strict : Widespread,
            [Strict, Widespread],
            fallback: Widespread) == Strict
            ? VirtualCardProfile.Strict
            : VirtualCardProfile.Widespread,
        Version = ReadVersion(keys.Text(
            "version",
            "What virtual cards tell as their version; what cards learned later than that they have not, and before 5.7 "
            + "their management key is 3DES.",
            value?.Version.ToString(3),
            fallback: NewestVersion.ToString(3),
            ThreeNumbers)) ?? NewestVersion,
        Touch = keys.Word(
            "touch",
            "What comes of it when a virtual card waits for a touch.",
            value?.Touch switch { CardTouch.Refused => Refused, CardTouch.TimedOut => TimedOut, _ => Given },
            [Given, Refused, TimedOut],
            fallback: Given) switch
        {
            Refused => CardTouch.Refused,
            TimedOut => CardTouch.TimedOut,
            _ => CardTouch.Given,
        },
        AttestationRoot = keys.PathOrDefault(
            "attestationRoot",
            "File to write the root certificate of virtual cards' attestations to, as PEM, for who verifies them; its "
            + "key goes into a file beside it, with .p12 after its name, and is used again. Without, each process has "
            + "its own.",
            value?.AttestationRoot,
            shown: false),
    };

    /// <summary>A blank of this kind; the serial number is still to be given.</summary>
    internal VirtualCardOptions Blank(bool timing) => new()
    {
        Serial = 0,
        Profile = Profile,
        Version = Version,
        ManagementAlgorithm = CardHistory.ManagementAlgorithmOf(Version),
        Touch = Touch,
        AttestationRoot = AttestationRoot is { } file ? Virtual.AttestationRoot.At(file) : null,
        Timing = timing ? new VirtualCardTiming() : null,
    };

    private static Version? ReadVersion(string text) =>
        Version.TryParse(text, out Version? version)
        && version is { Major: <= byte.MaxValue, Minor: <= byte.MaxValue, Build: >= 0 and <= byte.MaxValue, Revision: -1 }
            ? version
            : null;
}
