using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Programs;

/// <summary>A program that is to be run, without a shell: nothing in its arguments means anything but itself.</summary>
public sealed record ProgramCall
{
    /// <summary>A path; or a name, which is looked for on the PATH and never in the current folder.</summary>
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>How long it may take before it is ended, with all that it has started.</summary>
    public required TimeSpan TimeOut { get; init; }

    /// <summary>
    /// Variables that it gets beside those that tell of the user and the system, such as PATH, HOME and the language.
    /// In the others there may be secrets.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadableMap.Empty;

    /// <summary>Its standard input, which stays the caller's; null: it has none.</summary>
    public Stream? Input { get; init; }

    /// <summary>Where its standard output goes, which stays the caller's; null: nobody wants it.</summary>
    public Stream? Output { get; init; }

    /// <summary>
    /// Whether the end of the program is the end of its output, too, where something that it left behind has that open
    /// still: for programs of which the exit code is what counts.
    /// </summary>
    public bool EndsOutput { get; init; }
}
