using System.Text.Json.Nodes;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Configuration.Schema;
using TempCardIssuance.Infrastructure.Configuration.Template;
using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Composition.Settings;

/// <summary>What a check of a configuration file found.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Configuration">Null where there is an error.</param>
/// <param name="Problems">In the order of the file.</param>
public sealed record ConfigurationReport(
    string File, TempCardConfiguration? Configuration, IReadOnlyList<ConfigurationProblem> Problems)
{
    public bool IsValid => Configuration is not null;
}

/// <summary>Reads, checks, writes, describes and makes configurations.</summary>
public static class Configurations
{
    /// <summary>Reads tempcard.yaml.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.ConfigurationInvalid"/>: the message has one line <c>file:line:column: message</c> for every
    /// error. <see cref="ErrorIds.ConfigurationMissing"/>: there is no such file.
    /// </exception>
    public static TempCardConfiguration Load(string path)
    {
        ConfigurationReport report = Check(path);
        return report.Configuration ?? throw new TempCardException(
            ErrorIds.ConfigurationInvalid,
            ErrorKind.InvalidData,
            string.Join(
                Environment.NewLine,
                report.Problems.Where(p => p.Severity == ConfigurationSeverity.Error)),
            $"Correct the file; {Operation.TestConfiguration} checks it again.",
            report.File);
    }

    /// <summary>Reads the file and gives what is wrong with it instead of throwing; warnings too.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationMissing"/>.</exception>
    public static ConfigurationReport Check(string path)
    {
        string file = Path.GetFullPath(path);
        TempCardConfiguration? read = YamlConfiguration.Read<TempCardConfiguration>(
            ConfigurationFile.Read(file),
            file,
            TempCardConfiguration.Bind,
            out IReadOnlyList<ConfigurationProblem> problems);
        return new ConfigurationReport(
            file,
            read is null ? null : read with { File = file },
            [.. ConfigurationRights.Check(file), .. problems]);
    }

    /// <summary>
    /// Writes a configuration as YAML: defaults filled in, paths absolute, secrets as references. What it writes can be
    /// read as a configuration again and means the same.
    /// </summary>
    public static string ToYaml(TempCardConfiguration configuration) =>
        YamlConfiguration.Write(configuration, TempCardConfiguration.Bind);

    /// <summary>The JSON Schema (draft 2020-12) of tempcard.yaml, for editors.</summary>
    public static string Schema() => JsonSchema.ToText(Describe());

    /// <summary>A configuration that works at once, or the error why it can't be made there.</summary>
    /// <inheritdoc cref="Create"/>
    public static Planned<NewConfiguration> PlanNew(string folder, ConfigurationTemplateOptions options)
    {
        string path = Path.GetFullPath(folder);
        ConfigurationTemplate.Check(path, options);
        string description = $"Make a configuration in {path}"
            + (options.Group is { } group ? $", and give all that is in it to the group {group}" : "");
        return new Planned<NewConfiguration>(
            Operation.NewConfiguration,
            description,
            $"{description}?",
            (_, _) => Task.FromResult(Create(path, options)));
    }

    /// <summary>Makes a configuration that works at once; see <see cref="ConfigurationTemplate"/>.</summary>
    /// <param name="folder">Is made if it is not there.</param>
    /// <param name="options">What the configuration shall have.</param>
    /// <param name="clock">Tells from when the certificate is valid; null: the system's.</param>
    public static NewConfiguration Create(
        string folder, ConfigurationTemplateOptions options, TimeProvider? clock = null) =>
        ConfigurationTemplate.Create(folder, options, Describe(), clock ?? TimeProvider.System);

    private static JsonObject Describe() => JsonSchema.Describe<TempCardConfiguration>(
        "urn:tempcardissuance:" + ConfigurationFile.SchemaName,
        ConfigurationFile.Name,
        "Configuration of TempCardIssuance. Relative paths are relative to the file.",
        TempCardConfiguration.Bind);
}
