using System.Globalization;

namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>
/// Reads one mapping key by key. What it is asked for is what is valid in it: <see cref="End"/> reports the rest.
/// A value that can't be used is reported and the fallback given, so that reading goes on.
/// </summary>
internal sealed class YamlSection
{
    private readonly YamlMap _map;
    private readonly ProblemList _problems;
    private readonly List<string> _known = [];

    /// <param name="value">A mapping; anything else is reported and counts as an empty one.</param>
    /// <param name="path">Path of the section in the file; empty for the root.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public YamlSection(YamlValue value, string path, ProblemList problems)
    {
        Path = path;
        _problems = problems;
        _map = value as YamlMap ?? new YamlMap(value.At, []);
        if (value is not YamlMap and not YamlText { IsNothing: true })
            Error($"{Subject(path)} must have keys and values below it");
    }

    public string Path { get; }

    /// <summary>Whether the key is there with a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    public string? Text(string key)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlText text when !string.IsNullOrWhiteSpace(text.Text):
                return text.Text;
            default:
                Error(key, $"{key} must be a text");
                return null;
        }
    }

    /// <summary>A text that must be there; the empty text where it is not, which is reported.</summary>
    public string RequiredText(string key)
    {
        Require(key);
        return Text(key) ?? "";
    }

    public int Number(string key, int fallback, int min, int max)
    {
        YamlValue? value = Find(key);
        if (value is null)
            return fallback;
        if (value is not YamlText { IsPlain: true } text
            || !int.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            Error(key, $"{key} must be a whole number, without quotes");
            return fallback;
        }

        if (number >= min && number <= max)
            return number;
        Error(key, $"{key} is {number}; it must be from {min} to {max}");
        return fallback;
    }

    public bool Flag(string key, bool fallback)
    {
        switch (Find(key))
        {
            case null:
                return fallback;
            case YamlText { IsPlain: true, Text: "true" or "True" or "TRUE" }:
                return true;
            case YamlText { IsPlain: true, Text: "false" or "False" or "FALSE" }:
                return false;
            default:
                Error(key, $"{key} must be true or false, without quotes");
                return fallback;
        }
    }

    /// <summary>One of a fixed set of words, ignoring case.</summary>
    public T Choice<T>(string key, T fallback, Choice<T>[] choices)
    {
        if (Text(key) is not { } text)
            return fallback;
        foreach (Choice<T> choice in choices)
        {
            if (string.Equals(choice.Word, text, StringComparison.OrdinalIgnoreCase))
                return choice.Value;
        }

        NotOneOf(key, $"{key} can't be '{text}'", text, [.. choices.Select(choice => choice.Word)]);
        return fallback;
    }

    public YamlSection Section(string key) =>
        new(Find(key) ?? new YamlMap(Position(key), []), Join(key), _problems);

    /// <summary>The sections of a list.</summary>
    public IEnumerable<YamlSection> Sections(string key)
    {
        foreach ((YamlValue item, string path) in Items(key))
            yield return new YamlSection(item, path, _problems);
    }

    /// <summary>The sections of a mapping whose keys are names that the file's author chose.</summary>
    public IEnumerable<(string Name, YamlSection Section)> NamedSections(string key)
    {
        if (Find(key) is not { } value)
            yield break;
        if (value is not YamlMap map)
        {
            Error(key, $"{key} must have names with keys and values below them");
            yield break;
        }

        foreach (YamlEntry entry in map.Entries)
        {
            string path = $"{Join(key)}.{entry.Key.Text}";
            if (!ConfigurationName.IsValid(entry.Key.Text))
                _problems.Error(entry.Key.At, path, ConfigurationName.Rule(entry.Key.Text));
            // An entry without a value stands where its name stands.
            YamlValue section = entry.Value is YamlText { IsNothing: true }
                ? new YamlMap(entry.Key.At, [])
                : entry.Value;
            yield return (entry.Key.Text, new YamlSection(section, path, _problems));
        }
    }

    /// <summary>The texts of a list, each with its place.</summary>
    public IEnumerable<YamlListItem> Texts(string key)
    {
        foreach ((YamlValue item, string path) in Items(key))
        {
            if (item is YamlText { IsNothing: false } text && !string.IsNullOrWhiteSpace(text.Text))
                yield return new YamlListItem(text.Text, text.At, path);
            else
                _problems.Error(item.At, path, $"{path} must be a text");
        }
    }

    public void Require(string key)
    {
        if (!Has(key))
            Error($"{Subject(Path)} needs '{key}'");
    }

    /// <summary>Reports a key that has no meaning where it is.</summary>
    public void Refuse(string key, string why)
    {
        if (Has(key))
            Error(key, $"{key} {why}");
    }

    /// <summary>Reports an error at a key's value, or at the section where there is none.</summary>
    public void Error(string key, string message) => _problems.Error(Position(key), Join(key), message);

    public void Warning(string key, string message) => _problems.Warning(Position(key), Join(key), message);

    public void NotOneOf(string key, string message, string given, IReadOnlyList<string> allowed) =>
        _problems.NotOneOf(Position(key), Join(key), message, given, allowed);

    public void Error(YamlListItem item, string message) => _problems.Error(item.At, item.Path, message);

    public void NotOneOf(YamlListItem item, string message, IReadOnlyList<string> allowed) =>
        _problems.NotOneOf(item.At, item.Path, message, item.Text, allowed);

    /// <summary>Reports every key that was never asked for.</summary>
    public void End()
    {
        foreach (YamlText key in _map.Entries.Select(e => e.Key).Where(k => !_known.Contains(k.Text)))
            _problems.NotOneOf(key.At, Join(key.Text), $"unknown key '{key.Text}'", key.Text, _known);
    }

    private static string Subject(string path) => path.Length == 0 ? "the file" : path;

    private void Error(string message) => _problems.Error(_map.At, Path, message);

    private string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    private YamlPosition Position(string key) => Find(key)?.At ?? _map.At;

    private YamlValue? Find(string key)
    {
        if (!_known.Contains(key))
            _known.Add(key);
        YamlValue? value = _map.Entries
            .FirstOrDefault(e => string.Equals(e.Key.Text, key, StringComparison.Ordinal))?.Value;
        return value is YamlText { IsNothing: true } ? null : value;
    }

    private IEnumerable<(YamlValue Item, string Path)> Items(string key)
    {
        YamlValue? value = Find(key);
        if (value is YamlList list)
            return list.Items.Select((item, i) => (item, $"{Join(key)}[{i}]"));
        if (value is not null)
            Error(key, $"{key} must be a list");
        return [];
    }
}

/// <summary>A text in a list, with its place.</summary>
internal sealed record YamlListItem(string Text, YamlPosition At, string Path);
