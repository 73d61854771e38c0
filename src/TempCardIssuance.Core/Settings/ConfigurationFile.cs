using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Settings;

/// <summary>Which configuration file counts.</summary>
public static class ConfigurationFile
{
    /// <summary>The file's usual name.</summary>
    public const string Name = "tempcard.yaml";

    /// <summary>Usual name of the schema beside it.</summary>
    public const string SchemaName = "tempcard.schema.json";

    /// <summary>The environment variable that names a file.</summary>
    public const string Variable = "TEMPCARD_CONFIG";

    private static Remedy HowToMakeOne => Remedy.Of(
        $"Make one with {Operation.NewConfiguration}, or name one with {Parameter.Configuration} or the environment variable {Variable}.");

    /// <summary>
    /// The file in the user's configuration folder: <c>$XDG_CONFIG_HOME/tempcard</c> or <c>~/.config/tempcard</c> on
    /// Linux, <c>%APPDATA%\tempcard</c> on Windows, <c>~/Library/Application Support/tempcard</c> on macOS.
    /// </summary>
    public static string UserFile => Path.Combine(
        Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "tempcard",
        Name);

    /// <summary>
    /// The full path of the file that counts: the one given, else the one <see cref="Variable"/> names, else
    /// <see cref="UserFile"/>.
    /// </summary>
    /// <param name="path">A file, or a folder with a <see cref="Name"/> in it; null: none given.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationMissing"/>.</exception>
    public static string Find(string? path)
    {
        string? variable = Environment.GetEnvironmentVariable(Variable);
        string candidate =
            !string.IsNullOrEmpty(path) ? path
            : !string.IsNullOrEmpty(variable) ? variable
            : UserFile;
        string file = Path.GetFullPath(Directory.Exists(candidate) ? Path.Combine(candidate, Name) : candidate);
        return File.Exists(file)
            ? file
            : throw new TempCardException(
                ErrorIds.ConfigurationMissing,
                ErrorKind.NotFound,
                $"There is no configuration '{file}'.",
                HowToMakeOne,
                file);
    }

    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationMissing"/>.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TempCardException(
                ErrorIds.ConfigurationMissing,
                ErrorKind.NotFound,
                $"The configuration '{file}' can't be read: {e.Message}",
                HowToMakeOne,
                file,
                e);
        }
    }
}
