using System.Globalization;
using TempCardIssuance.Core.Settings;
using YamlDotNet.RepresentationModel;

namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>Writes one mapping key by key. What has no value is left out, and so is a section without any.</summary>
internal sealed class YamlKeyWriter : Keys
{
    private readonly YamlMappingNode _map = [];

    public override string Name => "";

    public override string Folder => "";

    public static YamlMappingNode Write<T>(T value, Func<Keys, T?, T> bind)
        where T : class
    {
        var writer = new YamlKeyWriter();
        bind(writer, value);
        return writer._map;
    }

    public override bool Flag(string key, string text, bool? value, bool fallback)
    {
        if (value is { } flag)
            _map.Add(key, flag ? "true" : "false");
        return value ?? fallback;
    }

    public override string Word(
        string key, string text, string? value, IReadOnlyList<string> words, string? fallback = null) =>
        AnyText(key, text, value, TextForm.Any, fallback, required: false) ?? words[0];

    public override IReadOnlyList<string> Texts(
        string key, string text, IReadOnlyList<string>? value, TextForm? form = null)
    {
        if (value is not null)
            _map.Add(key, new YamlSequenceNode(value.Select(item => new YamlScalarNode(item))));
        return value ?? [];
    }

    public override IReadOnlyList<string> Command(string key, string text, IReadOnlyList<string>? value) =>
        Texts(key, text, value);

    public override IReadOnlyList<string> OptionalCommand(string key, string text, IReadOnlyList<string>? value) =>
        value is { Count: > 0 } ? Texts(key, text, value) : [];

    public override T Section<T>(string key, string text, T? value, Func<Keys, T?, T> bind)
        where T : class =>
        OptionalSection(key, text, value, bind)!;

    public override T? OptionalSection<T>(
        string key, string text, T? value, Func<Keys, T?, T> bind, bool required = false)
        where T : class
    {
        if (value is not null && Write(value, bind) is { Children.Count: > 0 } section)
            _map.Add(key, section);
        return value;
    }

    public override IReadOnlyList<T> List<T>(
        string key, string text, IReadOnlyList<T>? value, Func<Keys, T?, T> bind)
        where T : class
    {
        if (value is not null)
            _map.Add(key, new YamlSequenceNode(value.Select(item => Write(item, bind))));
        return value ?? [];
    }

    public override IReadOnlyDictionary<string, T> Named<T>(
        string key, string text, IReadOnlyDictionary<string, T>? value, Func<Keys, T?, T> bind)
        where T : class
    {
        if (value is null)
            return new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        var map = new YamlMappingNode();
        foreach ((string name, T item) in value)
            map.Add(name, Write(item, bind));
        _map.Add(key, map);
        return value;
    }

    public override IReadOnlyDictionary<string, int> Numbers(
        string key, string text, IReadOnlyDictionary<string, int>? value, int min, int max)
    {
        if (value is null || value.Count == 0)
            return new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var map = new YamlMappingNode();
        foreach ((string name, int number) in value)
            map.Add(name, number.ToString(CultureInfo.InvariantCulture));
        _map.Add(key, map);
        return value;
    }

    public override IReadOnlyDictionary<string, string> NamedTexts(
        string key,
        string text,
        IReadOnlyDictionary<string, string>? value,
        Func<string, string, string?> refusal)
    {
        if (value is null || value.Count == 0)
            return new Dictionary<string, string>(StringComparer.Ordinal);
        var map = new YamlMappingNode();
        foreach ((string name, string item) in value)
            map.Add(name, item);
        _map.Add(key, map);
        return value;
    }

    public override T Driver<T>(string key, T? value, IReadOnlyList<Driver<T>> drivers, string? fallback = null)
        where T : class
    {
        Driver<T> driver = drivers.First(d => d.Has(value));
        if (driver.Word is { } word)
            _map.Add(key, word);
        return driver.Bind(this, value);
    }

    public override void Error(string path, string message)
    {
        // What is written was read without an error.
    }

    protected override int? AnyNumber(
        string key, string text, int? value, NumberForm form, int? fallback, bool required)
    {
        if (value is { } number)
            _map.Add(key, number.ToString(CultureInfo.InvariantCulture));
        return value;
    }

    protected override string? AnyText(
        string key, string text, string? value, TextForm form, string? fallback, bool required)
    {
        if (value is not null)
            _map.Add(key, value);
        return value ?? fallback;
    }
}
