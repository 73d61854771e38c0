using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>Collects what is wrong in one file.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<ConfigurationProblem> _problems = [];

    public bool HasErrors => _problems.Exists(p => p.Severity == ConfigurationSeverity.Error);

    public bool HasErrorAt(string path) =>
        _problems.Exists(p => p.Severity == ConfigurationSeverity.Error && p.Path == path);

    public IReadOnlyList<ConfigurationProblem> InOrder() =>
        [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];

    public void Error(FilePosition at, string path, string message) =>
        Add(ConfigurationSeverity.Error, at, path, message, given: null, []);

    /// <summary>An error where one of a known set was expected; offers the nearest.</summary>
    public void NotOneOf(
        FilePosition at, string path, string message, string given, IReadOnlyList<string> allowed) =>
        Add(ConfigurationSeverity.Error, at, path, message, given, allowed);

    public void Warning(FilePosition at, string path, string message) =>
        Add(ConfigurationSeverity.Warning, at, path, message, given: null, []);

    private void Add(
        ConfigurationSeverity severity,
        FilePosition at,
        string path,
        string message,
        string? given,
        IReadOnlyList<string> allowed)
    {
        // Where it is not clear which driver a section is for, a key is read for several.
        if (_problems.Exists(p => p.Line == at.Line && p.Column == at.Column && p.Path == path && p.Message == message))
            return;
        _problems.Add(new ConfigurationProblem
        {
            Severity = severity,
            File = file,
            Line = at.Line,
            Column = at.Column,
            Path = path,
            Message = message,
            Suggestion = given is null ? null : NearestName.Find(given, allowed),
            Allowed = allowed,
        });
    }
}
