using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <content>Sections below, and those that drivers share.</content>
internal sealed partial class YamlKeyReader
{
    private readonly List<Choice> _choices = [];

    /// <summary>
    /// Whether nobody knows which driver the section is for: the keys of all are known, and none is needed.
    /// </summary>
    private bool _unclear;

    /// <summary>Whether the section is for a driver there is none of, whose keys nobody can tell.</summary>
    private bool _isOfUnknown;

    public override T Section<T>(string key, string text, T? value, Func<Keys, T?, T> bind)
        where T : class =>
        Read(Find(key) ?? new YamlMap(Position(key), []), Join(key), "", _file, bind);

    public override T? OptionalSection<T>(
        string key, string text, T? value, Func<Keys, T?, T> bind, bool required = false)
        where T : class =>
        (required ? Require(key) : Find(key)) is { } section ? Read(section, Join(key), "", _file, bind) : null;

    public override IReadOnlyList<T> List<T>(
        string key, string text, IReadOnlyList<T>? value, Func<Keys, T?, T> bind)
        where T : class
    {
        var items = new List<T>();
        foreach ((YamlValue item, string path) in Items(key))
            items.Add(Read(item, path, "", _file, bind));
        return items;
    }

    public override IReadOnlyDictionary<string, T> Named<T>(
        string key, string text, IReadOnlyDictionary<string, T>? value, Func<Keys, T?, T> bind)
        where T : class
    {
        var named = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        if (Find(key) is not { } sections)
            return named;
        if (sections is not YamlMap map)
        {
            Wrong(key, $"{key} must have names with keys and values below them");
            return named;
        }

        foreach (YamlEntry entry in map.Entries)
        {
            string name = entry.Key.Text;
            string path = $"{Join(key)}.{name}";
            if (SettingName.Problem(name) is { } problem)
                _file.Problems.Error(entry.Key.At, path, problem);
            // An entry without a value stands where its name stands.
            YamlValue section = entry.Value is YamlText { IsNothing: true }
                ? new YamlMap(entry.Key.At, [])
                : entry.Value;
            named.Add(name, Read(section, path, name, _file, bind));
        }

        return named;
    }

    public override IReadOnlyDictionary<string, int> Numbers(
        string key, string text, IReadOnlyDictionary<string, int>? value, int min, int max)
    {
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        switch (Find(key))
        {
            case null:
                break;
            case YamlMap map:
                var reader = new YamlKeyReader(map, Join(key), "", _file);
                foreach (YamlEntry entry in map.Entries)
                    numbers[entry.Key.Text] = reader.RequiredNumber(entry.Key.Text, text, null, min, max);
                break;
            default:
                Wrong(key, $"{key} must have names with numbers behind them");
                break;
        }

        return numbers;
    }

    public override IReadOnlyDictionary<string, string> NamedTexts(
        string key,
        string text,
        IReadOnlyDictionary<string, string>? value,
        Func<string, string, string?> refusal)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (Find(key))
        {
            case null:
                break;
            case YamlMap map:
                var reader = new YamlKeyReader(map, Join(key), "", _file);
                foreach (YamlEntry entry in map.Entries)
                {
                    string name = entry.Key.Text;
                    texts[name] = reader.RequiredText(
                        name, text, null, new TextForm { Problem = (_, given) => refusal(name, given) });
                }

                break;
            default:
                Wrong(key, $"{key} must have names with texts behind them");
                break;
        }

        return texts;
    }

    public override T Driver<T>(string key, T? value, IReadOnlyList<Driver<T>> drivers, string? fallback = null)
        where T : class
    {
        string? given = AnyText(
            key, "", value: null, TextForm.Any, _unclear ? null : fallback, required: fallback is null);
        Driver<T>? chosen = given is null
            ? null
            : drivers.FirstOrDefault(d => string.Equals(d.Word, given, StringComparison.OrdinalIgnoreCase))
                ?? drivers.FirstOrDefault(d => d.Word is null);
        if (chosen is not null)
        {
            _choices.Add(new Choice(key, given!, () => KeysOfOthers(drivers, chosen)));
            return chosen.Bind(this, null);
        }

        if (given is not null)
        {
            NotOneOf(key, $"{key} can't be '{given}'", given, [.. drivers.Select(d => d.Word!)]);
            _isOfUnknown = true;
        }

        bool before = _unclear;
        _unclear = true;
        foreach (Driver<T> driver in drivers)
            value = driver.Bind(this, null);
        _unclear = before;
        return value!;
    }

    private static T Read<T>(YamlValue value, string path, string name, YamlFile file, Func<Keys, T?, T> bind)
        where T : class
    {
        var reader = new YamlKeyReader(value, path, name, file);
        T read = bind(reader, null);
        reader.End();
        return read;
    }

    /// <summary>The keys of the other drivers, each with its driver's word, or what the driver is.</summary>
    private static IEnumerable<(string Driver, string Key)> KeysOfOthers<T>(
        IReadOnlyList<Driver<T>> drivers, Driver<T> chosen)
        where T : class? =>
        from driver in drivers
        where driver != chosen
        from key in KeysOf(driver)
        select (driver.Word ?? driver.Text, key);

    /// <summary>What a driver asks an empty section for.</summary>
    private static List<string> KeysOf<T>(Driver<T> driver)
        where T : class?
    {
        var nothing = new YamlMap(new FilePosition(1, 1), []);
        var file = new YamlFile(nothing, "", new ProblemList(""));
        var keys = new YamlKeyReader(nothing, "", "", file) { _unclear = true };
        driver.Bind(keys, null);
        return keys._known;
    }

    /// <summary>Reports every key that was never asked for.</summary>
    private void End()
    {
        foreach (YamlEntry entry in _map.Entries)
        {
            if (_known.Contains(entry.Key.Text) || _isOfUnknown)
                continue;
            if (!_choices.Exists(choice => Refuse(choice, entry)))
                Unknown(entry.Key);
        }
    }

    /// <summary>Whether other drivers have the key; it is reported then.</summary>
    private bool Refuse(Choice choice, YamlEntry entry)
    {
        string key = entry.Key.Text;
        string[] others =
        [
            .. choice.Others().Where(other => other.Key == key).Select(other => $"{choice.Key}: {other.Driver}"),
        ];
        if (others.Length > 0 && entry.Value is not YamlText { IsNothing: true })
        {
            Wrong(
                key,
                $"{key} can't be used with {choice.Key}: {choice.Word}, only with {string.Join(" or ", others)}");
        }

        return others.Length > 0;
    }

    private void Unknown(YamlText key)
    {
        IEnumerable<string> ofOthers = _choices.SelectMany(c => c.Others()).Select(other => other.Key);
        string[] known = [.. _known.Concat(ofOthers).Distinct(StringComparer.Ordinal)];
        _file.Problems.NotOneOf(key.At, Join(key.Text), $"unknown key '{key.Text}'", key.Text, known);
    }

    private IEnumerable<(YamlValue Item, string Path)> Items(string key)
    {
        YamlValue? value = Find(key);
        if (value is YamlList list)
            return list.Items.Select((item, i) => (item, $"{Join(key)}[{i}]"));
        if (value is not null)
            Wrong(key, $"{key} must be a list");
        return [];
    }

    /// <param name="Key">The key whose word chose a driver.</param>
    /// <param name="Word">The word.</param>
    /// <param name="Others">See <see cref="KeysOfOthers"/>.</param>
    private sealed record Choice(string Key, string Word, Func<IEnumerable<(string Driver, string Key)>> Others);
}
