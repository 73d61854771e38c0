using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>An authority that programs speak to; each is a program and its arguments, run without a shell.</summary>
public sealed record CommandSettings : RemoteAuthoritySettings
{
    private const string Word = "command";

    public static Driver<AuthoritySettings> Registration { get; } =
        Driver.Of<AuthoritySettings, CommandSettings>(Word, "programs that speak to an authority", Bind);

    public override string Type => Word;

    /// <summary>Issues a certificate; empty: it revokes what others issue.</summary>
    public IReadOnlyList<string> Issue { get; init; } = [];

    /// <summary>Asks again for one that comes later; empty: it always answers at once.</summary>
    public IReadOnlyList<string> AskAgain { get; init; } = [];

    /// <summary>Takes a request back that has no answer yet; empty: that can't be.</summary>
    public IReadOnlyList<string> Cancel { get; init; } = [];

    /// <summary>Gives what was issued for a production; empty: nobody can tell.</summary>
    public IReadOnlyList<string> Find { get; init; } = [];

    /// <summary>Revokes a certificate; empty: it can't.</summary>
    public IReadOnlyList<string> Revoke { get; init; } = [];

    /// <summary>Says whether certificates could be issued; empty: the first card shows it.</summary>
    public IReadOnlyList<string> Check { get; init; } = [];

    /// <summary>Gives the certificates of the authority; empty: they are not known.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>Variables of the environment that the programs get beside the usual ones.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Whether a public key is enough, where a key can't sign a request.</summary>
    public bool TakesPublicKeys { get; init; }

    public override ICertificateAuthority Make(DriverServices services) => new CommandAuthority(this, services.Clock);

    private static CommandSettings Bind(Keys keys, CommandSettings? value)
    {
        CommandSettings settings = Times(keys, value, new CommandSettings
        {
            Issue = keys.OptionalCommand(
                "issue",
                "Program and arguments, run without a shell, by which type: command issues a certificate: the request "
                + "(PEM) comes on standard input; profile, card number and production id are arguments after these; "
                + "the certificate (PEM) is wanted on standard output. Exit code 75: later, with an id on standard "
                + "output; 77: refused; 69: could not be asked.",
                value?.Issue),
            AskAgain = keys.OptionalCommand(
                "askAgain", "The same to ask again about an id of issue, which is the argument.", value?.AskAgain),
            Cancel = keys.OptionalCommand(
                "cancel", "The same to take a request back; the id of issue is the argument.", value?.Cancel),
            Find = keys.OptionalCommand(
                "find",
                "The same to find what was issued; the production id is the argument, and each certificate is wanted "
                + "after a line 'Profile: NAME'.",
                value?.Find),
            Revoke = keys.OptionalCommand(
                "revoke",
                "Of type: command a program and its arguments: serial number (hex) and reason (RFC 5280, such as "
                + "keyCompromise) are arguments after these, and the certificate (PEM) comes on standard input.",
                value?.Revoke),
            Check = keys.OptionalCommand(
                "check",
                "The same as issue, for a check, without arguments; it may write lines such as "
                + "'2031-01-01T00:00:00Z its certificate', or with the beginning and a slash before the date.",
                value?.Check),
            Certificates = keys.OptionalCommand(
                "certificates",
                "The same as issue, for the certificates of the authority itself, without arguments.",
                value?.Certificates),
            Variables = keys.Texts(
                "variables",
                "Environment variables that the programs of type: command get beside those of user and system (PATH, "
                + "HOME, LANG, LC_*, TMPDIR, TZ, XDG_*) and TEMPCARD_*.",
                value?.Variables),
            TakesPublicKeys = keys.Flag(
                "takesPublicKeys",
                "Whether issue of type: command takes a public key (PEM) where a key can't sign a request.",
                value?.TakesPublicKeys,
                fallback: false),
        });
        if (settings.Issue.Count == 0 && settings.Revoke.Count == 0)
            keys.Error("issue", "type: command needs issue, or revoke where it revokes what another authority issues");
        if (settings is { Issue.Count: > 0, Revoke.Count: 0, RevokedBy: null })
            WarnIfNobodyRevokes(keys);
        return settings;
    }
}
