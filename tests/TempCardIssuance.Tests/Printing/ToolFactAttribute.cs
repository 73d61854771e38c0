namespace TempCardIssuance.Tests.Printing;

/// <summary>A test that needs programs of the system; where one is missing it is skipped and says which.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools) => Skip = FindMissing(tools);

    /// <summary>Why a test is skipped; null: every program is there.</summary>
    internal static string? FindMissing(string[] tools)
    {
        var missing = tools.Where(tool => !IsOnPath(tool)).ToList();
        return missing.Count > 0 ? $"not installed: {string.Join(", ", missing)}" : null;
    }

    private static bool IsOnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, tool)));
}

/// <inheritdoc cref="ToolFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = ToolFactAttribute.FindMissing(tools);
}
