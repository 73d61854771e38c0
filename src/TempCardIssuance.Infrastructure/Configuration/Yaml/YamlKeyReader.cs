using System.Globalization;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>
/// Reads one mapping key by key. What it is asked for is what is valid in it; the rest is reported at the end. A value
/// that can't be used is reported and the fallback given, so that reading goes on.
/// </summary>
internal sealed partial class YamlKeyReader : Keys
{
    private readonly YamlMap _map;
    private readonly string _path;
    private readonly YamlFile _file;
    private readonly List<string> _known = [];

    private YamlKeyReader(YamlValue value, string path, string name, YamlFile file)
    {
        Name = name;
        _path = path;
        _file = file;
        _map = value as YamlMap ?? new YamlMap(value.At, []);
        if (value is not YamlMap and not YamlText { IsNothing: true })
            ErrorHere($"{Subject} must have keys and values below it");
    }

    public override string Name { get; }

    public override string Folder => _file.Folder;

    private string Subject => _path.Length == 0 ? "the file" : _path;

    /// <summary>Reads a file from its root.</summary>
    public static T Read<T>(YamlValue root, string folder, ProblemList problems, Func<Keys, T?, T> bind)
        where T : class =>
        Read(root, "", "", new YamlFile(root, folder, problems), bind);

    public override bool Flag(string key, string text, bool? value, bool fallback)
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
                Wrong(key, $"{key} must be true or false, without quotes");
                return fallback;
        }
    }

    public override string Word(
        string key, string text, string? value, IReadOnlyList<string> words, string? fallback = null)
    {
        string valid = fallback ?? words[0];
        if (AnyText(key, text, value, TextForm.Any, fallback: null, required: fallback is null) is not { } given)
            return valid;
        foreach (string word in words)
        {
            if (string.Equals(word, given, StringComparison.OrdinalIgnoreCase))
                return word;
        }

        NotOneOf(key, $"{key} can't be '{given}'", given, words);
        return valid;
    }

    public override IReadOnlyList<string> Texts(
        string key, string text, IReadOnlyList<string>? value, TextForm? form = null)
    {
        var texts = new List<string>();
        foreach ((YamlValue item, string path) in Items(key))
        {
            if (item is YamlText { IsNothing: false } given && !string.IsNullOrWhiteSpace(given.Text))
            {
                texts.Add(Check(key, given, path, form ?? TextForm.Any, mayHaveLines: form is null));
                continue;
            }

            _file.Problems.Error(item.At, path, $"{path} must be a text");
            // What comes after it keeps its place.
            texts.Add("");
        }

        return texts;
    }

    public override IReadOnlyList<string> Command(string key, string text, IReadOnlyList<string>? value)
    {
        IReadOnlyList<string> words = Texts(key, text, value);
        if (words.Count == 0 && !_unclear)
            Wrong(key, $"{key} must be a list: the program, then its arguments");
        return words;
    }

    /// <remarks>The program may be on the computers that issue cards and not on this one.</remarks>
    public override IReadOnlyList<string> OptionalCommand(string key, string text, IReadOnlyList<string>? value)
    {
        IReadOnlyList<string> words = Texts(key, text, value);
        if (words is [{ Length: > 0 } program, ..] && ProgramRunner.Problem(program) is { } problem)
            Warning(key, $"the program '{program}' can't be run here: {problem}");
        return words;
    }

    /// <remarks>Of a value that could not be read nobody can tell how it goes with others.</remarks>
    public override void Error(string path, string message)
    {
        // Between keys of a driver that nobody has chosen nothing is wrong.
        if (!_unclear)
            Wrong(path, message);
    }

    public override void Warning(string path, string message)
    {
        if (!_unclear)
            _file.Problems.Warning(Position(path), Join(path), message);
    }

    private void Wrong(string path, string message)
    {
        if (!_file.Problems.HasErrorAt(Join(path)))
            _file.Problems.Error(Position(path), Join(path), message);
    }

    protected override int? AnyNumber(
        string key, string text, int? value, NumberForm form, int? fallback, bool required)
    {
        YamlValue? given = required ? Require(key) : Find(key);
        if (given is null)
            return fallback;
        if (given is not YamlText { IsPlain: true } plain
            || !int.TryParse(plain.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            Wrong(key, $"{key} must be a whole number, without quotes");
            return fallback;
        }

        if (number >= form.Min && number <= form.Max)
            return number;
        string range = form.Min == form.Max ? $"{form.Min}" : $"from {form.Min} to {form.Max}";
        Wrong(key, form.Refusal?.Invoke(number) ?? $"{key} is {number}; it must be {range}");
        return fallback;
    }

    protected override string? AnyText(
        string key, string text, string? value, TextForm form, string? fallback, bool required)
    {
        switch (required ? Require(key) : Find(key))
        {
            case null:
                return fallback;
            case YamlText given when !string.IsNullOrWhiteSpace(given.Text):
                Check(key, given, Join(key), form);
                return given.Text;
            default:
                Wrong(key, $"{key} must be a text");
                return fallback;
        }
    }

    /// <summary>Reports what is wrong with a text. Gives it, or the name it stands for as that is written.</summary>
    private string Check(string key, YamlText given, string path, TextForm form, bool mayHaveLines = false)
    {
        // An argument of a program can be a script.
        string text = mayHaveLines ? given.Text.ReplaceLineEndings(" ").Replace('\t', ' ') : given.Text;
        if (ControlCharacters.Find(text) is var (character, place))
        {
            _file.Problems.Error(
                given.At,
                path,
                $"{key} has the control character {character} at place {place}; in double quotes \\ begins one, so write "
                + "paths in single quotes");
            return given.Text;
        }

        if (form.NamedBelow is { } section)
        {
            string[] names = _file.NamesBelow(section);
            string? name = Array.Find(names, n => string.Equals(n, given.Text, StringComparison.OrdinalIgnoreCase));
            if (name is null)
                _file.Problems.NotOneOf(given.At, path, $"there is no {form.Thing} '{given.Text}'", given.Text, names);
            return name ?? given.Text;
        }

        if (form.Problem?.Invoke(key, given.Text) is { } problem)
            _file.Problems.Error(given.At, path, problem);
        else if (form.Doubt?.Invoke(given.Text, Folder) is { } doubt)
            _file.Problems.Warning(given.At, path, doubt);
        return given.Text;
    }

    private YamlValue? Find(string key)
    {
        if (!_known.Contains(key))
            _known.Add(key);
        return _map.Find(key);
    }

    private YamlValue? Require(string key)
    {
        YamlValue? value = Find(key);
        if (value is null && !_unclear)
            ErrorHere($"{Subject} needs '{key}'");
        return value;
    }

    private void ErrorHere(string message) => _file.Problems.Error(_map.At, _path, message);

    private void NotOneOf(string key, string message, string given, IReadOnlyList<string> allowed) =>
        _file.Problems.NotOneOf(Position(key), Join(key), message, given, allowed);

    private string Join(string path) => _path.Length == 0 ? path : $"{_path}.{path}";

    /// <summary>Where a value is, or the innermost of what it should be in.</summary>
    private FilePosition Position(string path)
    {
        YamlValue at = _map;
        foreach (string step in path.Split('.', '['))
        {
            YamlValue? next = at switch
            {
                YamlMap map => map.Find(step),
                // A list where keys should be has none of them.
                YamlList list when int.TryParse(
                    step.TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out int place) =>
                    list.Items[place],
                _ => null,
            };
            if (next is null)
                break;
            at = next;
        }

        return at.At;
    }
}

/// <summary>What all sections of a file share.</summary>
internal sealed record YamlFile(YamlValue Root, string Folder, ProblemList Problems)
{
    /// <summary>The names that the file's author gave to what is below a key at the top.</summary>
    public string[] NamesBelow(string key) =>
        (Root as YamlMap)?.Find(key) is YamlMap map ? [.. map.Entries.Select(e => e.Key.Text)] : [];
}
