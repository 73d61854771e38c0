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
    /// Linux, <c>%LOCALAPPDATA%\tempcard</c> on Windows, <c>~/Library/Application Support/tempcard</c> on macOS.
    /// </summary>
    public static string UserFile => In(OperatingSystem.IsWindows()
        ? Environment.SpecialFolder.LocalApplicationData
        : Environment.SpecialFolder.ApplicationData);

    /// <summary>
    /// Where Windows had it before, in the part of the profile that is copied to servers and other computers; null:
    /// elsewhere nothing has moved.
    /// </summary>
    public static string? FormerUserFile => OperatingSystem.IsWindows() ? In(Environment.SpecialFolder.ApplicationData) : null;

    /// <summary>
    /// The full path of the file that counts: the one given, else the one <see cref="Variable"/> names, else
    /// <see cref="UserFile"/>, else <see cref="FormerUserFile"/> where that is there.
    /// </summary>
    /// <param name="path">A file, or a folder with a <see cref="Name"/> in it; null: none given.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.ConfigurationMissing"/>, <see cref="ErrorIds.ConfigurationNotReadable"/>.
    /// </exception>
    public static string Find(string? path)
    {
        string? variable = Environment.GetEnvironmentVariable(Variable);
        string candidate =
            !string.IsNullOrEmpty(path) ? path
            : !string.IsNullOrEmpty(variable) ? variable
            : FormerUserFile is { } former && !File.Exists(UserFile) && File.Exists(former) ? former
            : UserFile;
        string file = Path.GetFullPath(Directory.Exists(candidate) ? Path.Combine(candidate, Name) : candidate);
        return IsThere(file)
            ? file
            : throw new TempCardException(
                ErrorIds.ConfigurationMissing,
                ErrorKind.NotFound,
                $"There is no configuration '{file}'.",
                HowToMakeOne,
                file);
    }

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.ConfigurationMissing"/>, <see cref="ErrorIds.ConfigurationNotReadable"/>.
    /// </exception>
    public static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotReadable(file, e);
        }
        catch (IOException e)
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

    private static string In(Environment.SpecialFolder folder) => Path.Combine(
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify), "tempcard", Name);

    /// <summary>Where a folder above may not be searched, nobody knows.</summary>
    private static bool IsThere(string file)
    {
        try
        {
            return !File.GetAttributes(file).HasFlag(FileAttributes.Directory);
        }
        catch (UnauthorizedAccessException e)
        {
            throw NotReadable(file, e);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static TempCardException NotReadable(string file, Exception inner) => new(
        ErrorIds.ConfigurationNotReadable,
        ErrorKind.InvalidArgument,
        $"You may not read the configuration '{file}'.",
        Remedy.Of(
            $"Have its owner share the folder with a group that you are in ({Operation.NewConfiguration.With(Parameter.Group).With(Parameter.Force)}), or name another one with {Parameter.Configuration}."),
        file,
        inner);
}
