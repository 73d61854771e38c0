using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>Collects what is wrong in one file.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<ConfigurationProblem> _problems = [];

    public bool HasErrors => _problems.Exists(p => p.Severity == ConfigurationSeverity.Error);

    public IReadOnlyList<ConfigurationProblem> InOrder() =>
        [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];

    public void Error(YamlPosition at, string path, string message) =>
        Add(ConfigurationSeverity.Error, at, path, message, given: null, []);

    /// <summary>An error where one of a known set was expected; offers the nearest.</summary>
    public void NotOneOf(
        YamlPosition at, string path, string message, string given, IReadOnlyList<string> allowed) =>
        Add(ConfigurationSeverity.Error, at, path, message, given, allowed);

    public void Warning(YamlPosition at, string path, string message) =>
        Add(ConfigurationSeverity.Warning, at, path, message, given: null, []);

    private void Add(
        ConfigurationSeverity severity,
        YamlPosition at,
        string path,
        string message,
        string? given,
        IReadOnlyList<string> allowed) =>
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
