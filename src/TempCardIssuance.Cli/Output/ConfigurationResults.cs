using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Cli.Output;

/// <summary>What a check of a configuration found.</summary>
internal sealed record ConfigurationCheck(string File, bool Valid, IReadOnlyList<ConfigurationProblem> Problems);

/// <summary>A configuration as YAML with all defaults filled in.</summary>
internal sealed record ShownConfiguration(string File, string Yaml);

/// <summary>The results of <c>tempcard config</c>, each in both of its forms.</summary>
internal static class ConfigurationResults
{
    public static void NewConfiguration(this CommandOutput output, NewConfiguration made) => output.Result(
        made,
        shapes => shapes.NewConfiguration,
        text =>
        {
            foreach (string file in made.Files)
                text.Line(file);
            text.Line($"Use it with --config '{made.ConfigurationFile}', or set {ConfigurationFile.Variable} to it.");
        });

    public static void Report(this CommandOutput output, ConfigurationReport report) => output.Result(
        new ConfigurationCheck(report.File, report.IsValid, report.Problems),
        shapes => shapes.ConfigurationCheck,
        text =>
        {
            foreach (ConfigurationProblem problem in report.Problems)
                text.Line(problem.Severity == ConfigurationSeverity.Warning ? $"{problem} (warning)" : $"{problem}");
            text.Line(report.IsValid ? $"{report.File} can be used." : $"{report.File} can't be used.");
        });

    public static void Configuration(this CommandOutput output, TempCardConfiguration configuration)
    {
        string yaml = Configurations.ToYaml(configuration);
        output.Result(
            new ShownConfiguration(configuration.File, yaml),
            shapes => shapes.ShownConfiguration,
            text =>
            {
                text.Line($"# {configuration.File}");
                text.Line(yaml.TrimEnd());
            });
    }
}
