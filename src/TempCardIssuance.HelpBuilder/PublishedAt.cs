namespace TempCardIssuance.HelpBuilder;

/// <summary>Where the product is published: whoever publishes it says so, the sources do not know.</summary>
/// <param name="Project">Address of the project; null: none is said.</param>
/// <param name="Help">Address of the help of a cmdlet, with {0} for its name; null: none is said.</param>
internal sealed record PublishedAt(Uri? Project, string? Help)
{
    private const string ProjectOption = "--project-uri";
    private const string HelpOption = "--help-uri";

    /// <exception cref="InvalidDataException">An address is none of the web.</exception>
    public static PublishedAt Read(IReadOnlyList<string> options)
    {
        string? help = After(options, HelpOption);
        PublishedAt read = new(After(options, ProjectOption) is { } project ? Web(ProjectOption, project) : null, help);
        if (help is not null)
            Web(HelpOption, read.HelpOf("Get-Help")!);
        return read;
    }

    /// <summary>Where the help of a cmdlet can be read; null: nowhere.</summary>
    public string? HelpOf(string cmdlet) => Help?.Replace("{0}", cmdlet, StringComparison.Ordinal);

    private static string? After(IReadOnlyList<string> options, string name)
    {
        int i = options.ToList().IndexOf(name);
        return i >= 0 && i + 1 < options.Count ? options[i + 1] : null;
    }

    private static Uri Web(string option, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "https" or "http"
        && !address.Contains('\'', StringComparison.Ordinal)
            ? uri
            : throw new InvalidDataException($"{option} has to be an address of the web, not '{address}'.");
}
