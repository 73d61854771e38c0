using System.Globalization;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Files;
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

    /// <inheritdoc cref="Read{T}(string, string, Func{Keys, T, T}, out IReadOnlyList{ConfigurationProblem})"/>
    public static T? Read<T>(
        ReadOnlySpan<byte> content,
        string file,
        Func<Keys, T?, T> bind,
        out IReadOnlyList<ConfigurationProblem> problems)
        where T : class
    {
        if (EncodedText.TryDecode(content, out string? text, out BadByte bad))
            return Read(text!, file, bind, out problems);
        var list = new ProblemList(file);
        list.Error(
            new FilePosition(bad.Line, bad.Column),
            "",
            $"the byte {bad.Value:X2} is not UTF-8; save the file as UTF-8, nothing of it is read as it stands");
        problems = list.InOrder();
        return null;
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
