namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>Where something is in a file; both from 1.</summary>
internal sealed record YamlPosition(long Line, long Column);

/// <summary>A YAML node that knows where it is.</summary>
internal abstract record YamlValue(YamlPosition At);

/// <param name="At">Where it begins.</param>
/// <param name="Text">As written, after unquoting.</param>
/// <param name="IsPlain">Not quoted, so that it may be a number, a truth value or nothing.</param>
internal sealed record YamlText(YamlPosition At, string Text, bool IsPlain) : YamlValue(At)
{
    /// <summary>YAML 1.2, 10.2.1.1: what a plain scalar says for "nothing".</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(YamlPosition At, IReadOnlyList<YamlValue> Items) : YamlValue(At);

internal sealed record YamlEntry(YamlText Key, YamlValue Value);

internal sealed record YamlMap(YamlPosition At, IReadOnlyList<YamlEntry> Entries) : YamlValue(At);
