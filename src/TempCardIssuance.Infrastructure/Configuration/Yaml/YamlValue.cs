namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>A YAML node that knows where it is.</summary>
internal abstract record YamlValue(FilePosition At);

/// <param name="At">Where it begins.</param>
/// <param name="Text">As written, after unquoting.</param>
/// <param name="IsPlain">Not quoted, so that it may be a number, a truth value or nothing.</param>
internal sealed record YamlText(FilePosition At, string Text, bool IsPlain) : YamlValue(At)
{
    /// <summary>YAML 1.2, 10.2.1.1: what a plain scalar says for "nothing".</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(FilePosition At, IReadOnlyList<YamlValue> Items) : YamlValue(At);

internal sealed record YamlEntry(YamlText Key, YamlValue Value);

internal sealed record YamlMap(FilePosition At, IReadOnlyList<YamlEntry> Entries) : YamlValue(At)
{
    /// <summary>The value of a key; null where it is absent or has none.</summary>
    public YamlValue? Find(string key)
    {
        foreach (YamlEntry entry in Entries)
        {
            if (string.Equals(entry.Key.Text, key, StringComparison.Ordinal))
                return entry.Value is YamlText { IsNothing: true } ? null : entry.Value;
        }

        return null;
    }
}
