namespace TempCardIssuance.Core.Settings;

/// <summary>How bad a problem of a configuration is.</summary>
public enum ConfigurationSeverity
{
    /// <summary>The configuration can be used.</summary>
    Warning,

    /// <summary>The configuration can't be used.</summary>
    Error,
}

/// <summary>One thing that is wrong in a configuration file.</summary>
public sealed record ConfigurationProblem
{
    public required ConfigurationSeverity Severity { get; init; }

    /// <summary>Full path.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required long Line { get; init; }

    /// <summary>From 1, in characters.</summary>
    public required long Column { get; init; }

    /// <summary>The key it is about, such as <c>stations[1].printer</c>; empty: the file.</summary>
    public required string Path { get; init; }

    public required string Message { get; init; }

    /// <summary>The nearest valid value; null where none is near.</summary>
    public string? Suggestion { get; init; }

    /// <summary>All valid values, where they can be counted.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>In the form editors and terminals make clickable: <c>file:line:column: message</c>.</summary>
    public override string ToString()
    {
        string hint = this switch
        {
            { Suggestion: not null } => $"; did you mean '{Suggestion}'?",
            { Allowed.Count: > 0 } => $"; valid: {string.Join(", ", Allowed)}",
            _ => "",
        };
        return $"{File}:{Line}:{Column}: {Message}{hint}";
    }
}
