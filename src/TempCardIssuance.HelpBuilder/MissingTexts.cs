namespace TempCardIssuance.HelpBuilder;

/// <summary>What has no text although it must have one: told all at once, at the end.</summary>
internal static class MissingTexts
{
    private static readonly List<string> All = [];

    /// <summary>Takes note of one.</summary>
    /// <returns>What stands in its place.</returns>
    public static string Note(string message)
    {
        All.Add(message);
        return "(no text)";
    }

    /// <summary>Says them as errors, or as warnings that end nothing.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(bool lenient)
    {
        foreach (string message in All)
            Say(lenient ? "warning" : "error", message);
        return lenient || All.Count == 0 ? 0 : 1;
    }

    /// <summary>In MSBuild's canonical form, so that the build shows it as its own.</summary>
    public static void Say(string severity, string message) =>
        Console.Error.WriteLine($"HelpBuilder : {severity} HELP001: {message}");
}
