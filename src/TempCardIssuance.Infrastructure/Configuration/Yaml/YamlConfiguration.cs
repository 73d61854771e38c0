using System.Globalization;
using TempCardIssuance.Core.Settings;
using YamlDotNet.RepresentationModel;

namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>A configuration as YAML.</summary>
public static class YamlConfiguration
{
    /// <summary>Reads a configuration and finds everything that is wrong in it at once.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="file">Its full path.</param>
    /// <param name="bind">Says the keys.</param>
    /// <param name="problems">In the order of the file.</param>
    /// <returns>Null where there is an error.</returns>
    public static T? Read<T>(
        string text, string file, Func<Keys, T?, T> bind, out IReadOnlyList<ConfigurationProblem> problems)
        where T : class
    {
        var list = new ProblemList(file);
        T? read = YamlTreeReader.Read(text, list) is { } root
            ? YamlKeyReader.Read(root, Path.GetDirectoryName(file)!, list, bind)
            : null;
        problems = list.InOrder();
        return list.HasErrors ? null : read;
    }

    /// <summary>Writes all that counts; it reads back as the same.</summary>
    public static string Write<T>(T value, Func<Keys, T?, T> bind)
        where T : class
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(YamlKeyWriter.Write(value, bind))).Save(text, assignAnchors: false);
        // The stream ends its document with "...", which nobody wants to see.
        return text.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
    }
}
