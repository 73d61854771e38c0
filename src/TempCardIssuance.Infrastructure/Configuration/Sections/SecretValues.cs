using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration.Sections;

/// <summary>Reads where a secret is. The value is never repeated in a message: it may be the secret itself.</summary>
internal static class SecretValues
{
    /// <summary>What stands for the driver's factory default.</summary>
    public const string Default = "default";

    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>A reference; null where there is none or none that can be used.</summary>
    public static SecretReference? Secret(this YamlSection section, string key, string folder)
    {
        if (section.Text(key) is not { } text)
            return null;
        SecretReference? reference = SecretReference.TryParse(text, folder);
        if (reference is null)
            section.Error(key, $"{key} is a secret and must be given as env:NAME or file:PATH, never as it is");
        else if (reference.Source == SecretSource.File)
            WarnOfFile(section, key, reference.Name);
        return reference;
    }

    /// <summary>A reference, or null for <see cref="Default"/>.</summary>
    public static SecretReference? SecretOrDefault(this YamlSection section, string key, string folder)
    {
        if (section.Text(key) is not { } text || string.Equals(text, Default, StringComparison.Ordinal))
            return null;
        SecretReference? reference = SecretReference.TryParse(text, folder);
        if (reference is null)
            section.Error(key, $"{key} must be default, env:NAME or file:PATH; a secret is never given as it is");
        else if (reference.Source == SecretSource.File)
            WarnOfFile(section, key, reference.Name);
        return reference;
    }

    private static void WarnOfFile(YamlSection section, string key, string file)
    {
        if (!File.Exists(file))
            section.Warning(key, $"the file '{file}' is not there");
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ForOthers) != UnixFileMode.None)
            section.Warning(key, $"others can read or change the secret in '{file}'; run: chmod 600 '{file}'");
    }
}
