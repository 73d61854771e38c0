namespace TempCardIssuance.Core.Settings;

/// <summary>What a text has to look like.</summary>
public sealed class TextForm
{
    /// <summary>Every text that is not empty.</summary>
    public static TextForm Any { get; } = new();

    /// <summary>A regular expression for editors, as JSON Schema has it; null: none says it.</summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// Says what is wrong with the text (second argument) of a key (first); null if nothing is. The text must not be
    /// repeated where it may be a secret.
    /// </summary>
    public Func<string, string, string?>? Problem { get; init; }

    /// <summary>
    /// Says what is doubtful about a text that has no problem, where relative paths count from a folder (second
    /// argument); null if nothing is.
    /// </summary>
    public Func<string, string, string?>? Doubt { get; init; }

    /// <summary>The key at the top of the file below which the text has to be a name, ignoring case.</summary>
    public string? NamedBelow { get; init; }

    /// <summary>What stands below <see cref="NamedBelow"/>, such as <c>printer</c>.</summary>
    public string Thing { get; init; } = "";

    /// <summary>The name of something below a key at the top of the file.</summary>
    /// <param name="section">The key, such as <c>printers</c>.</param>
    /// <param name="thing">What is there, such as <c>printer</c>.</param>
    public static TextForm NameOf(string section, string thing) => new() { NamedBelow = section, Thing = thing };

    /// <summary>An absolute address of one of these schemes, without user name and password.</summary>
    public static TextForm Address(IReadOnlyList<string> schemes) => new()
    {
        Pattern = $"^({string.Join('|', schemes)}):",
        Problem = (key, text) =>
            !Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
                || !schemes.Contains(uri.Scheme, StringComparer.Ordinal)
                ? $"{key} must be an address that begins with {string.Join(" or ", schemes.Select(s => s + ":"))}"
            : uri.UserInfo.Length > 0 ? $"{key} must not hold a user name or password"
            : null,
    };
}

/// <summary>What a number has to be.</summary>
/// <param name="Min">The smallest that is valid.</param>
/// <param name="Max">The greatest that is valid.</param>
/// <param name="Refusal">What is wrong with another number; null: the usual words.</param>
public sealed record NumberForm(int Min, int Max, Func<int, string>? Refusal = null);
