using System.Globalization;
using System.Net;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Web.Hosting;

/// <summary>How the page is started.</summary>
internal sealed record PageOptions
{
    private const string Usage =
        "Use: tempcard-web [--open] [--config <path>] [--link <file>] [--listen <address>:<port>] [--sign-in].";

    /// <summary>What it is, and what can be said to it.</summary>
    public const string Help =
        """
        tempcard-web: the operator's page, for this computer, or for all where page.access says how people sign in.

          --config <path>           The configuration: a tempcard.yaml, or the folder it is in. Default: TEMPCARD_CONFIG,
                                    else the one in your configuration folder.
          --open                    Open it in the browser.
          --link <file>             Where to write the file that lets its owner in, once. Default: in the folder for
                                    temporary files; the page tells where.
          --listen <address>:<port> Default: 127.0.0.1, at a port that is free.
          --sign-in                 People sign in as page.access says, on this computer, too.

        'tempcard page' and Show-CardOperatorPage start and open it. It ends with Ctrl+C, or by Close the page.
        """;

    /// <summary>Whether somebody wants to know what can be said.</summary>
    public static bool AsksForHelp(IReadOnlyList<string> arguments) => arguments.Any(a => a is "--help" or "-h" or "-?");

    /// <summary>Null: the configuration that is found as always.</summary>
    public string? Configuration { get; init; }

    /// <summary>
    /// The HTML file with the one-time link, full path; it is made for its owner alone. Null: one in the folder for
    /// temporary files.
    /// </summary>
    public string? LinkFile { get; init; }

    /// <summary>Whether the link is opened in the browser.</summary>
    public bool Open { get; init; }

    /// <summary>Where to listen; port 0: one that is free.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Whether people sign in, though it may listen to this computer alone.</summary>
    public bool SignIn { get; init; }

    /// <exception cref="TempCardException"><see cref="ErrorIds.UsageInvalid"/>.</exception>
    public static PageOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new PageOptions();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] == "--open")
            {
                options = options with { Open = true };
                i--;
                continue;
            }

            if (arguments[i] == "--sign-in")
            {
                options = options with { SignIn = true };
                i--;
                continue;
            }

            if (i + 1 == arguments.Count || arguments[i + 1].Length == 0)
                throw NotUnderstood($"'{arguments[i]}' is not known, or lacks its value.");
            options = arguments[i] switch
            {
                "--config" => options with { Configuration = arguments[i + 1] },
                "--link" => options with { LinkFile = Path.GetFullPath(arguments[i + 1]) },
                "--listen" => options with { Listen = Address(arguments[i + 1]) },
                _ => throw NotUnderstood($"'{arguments[i]}' is not known."),
            };
        }

        return options;
    }

    private static IPEndPoint Address(string text)
    {
        string numeric = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase)
            ? string.Create(CultureInfo.InvariantCulture, $"127.0.0.1{text["localhost".Length..]}")
            : text;
        if (!IPEndPoint.TryParse(numeric, out IPEndPoint? address))
            throw NotUnderstood($"'{text}' is no address with a port.");
        return address;
    }

    private static TempCardException NotUnderstood(string message) =>
        new(ErrorIds.UsageInvalid, ErrorKind.InvalidArgument, message, Usage);

    /// <summary>How people get in; null: by the link, which is for this computer alone.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PageNotProtected"/>: others could reach it.</exception>
    public PageAccess? AccessOf(PageAccess? configured)
    {
        if (!SignIn && IPAddress.IsLoopback(Listen.Address))
            return null;
        return configured ?? throw new TempCardException(
            ErrorIds.PageNotProtected,
            ErrorKind.Security,
            $"The page is not opened at {Listen}: other computers could reach it, and it has neither TLS nor a sign-in.",
            "Let it listen at 127.0.0.1, as it does by itself, or say under page.access of the configuration how people sign in.",
            Listen.ToString());
    }
}
