namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>A text to search for, in which <c>*</c> and <c>?</c> are wildcards and case is ignored.</summary>
internal sealed class TextPattern
{
    // Greater than everything else that can follow a prefix, as both databases compare code points here.
    private const string LastCharacter = "\U0010FFFF";

    private TextPattern(string key, int wildcardAt)
    {
        IsLiteral = wildcardAt < 0;
        Key = key;
        Prefix = IsLiteral ? key : key[..wildcardAt];
        End = Prefix + LastCharacter;
        Like = key
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)
            .Replace('*', '%')
            .Replace('?', '_');
    }

    public bool IsLiteral { get; }

    /// <summary>The text as the *_key columns have it.</summary>
    public string Key { get; }

    /// <summary>What stands before the first wildcard.</summary>
    public string Prefix { get; }

    /// <summary>Every text with the prefix sorts before this one.</summary>
    public string End { get; }

    /// <summary>For LIKE with <c>\</c> as the escape character.</summary>
    public string Like { get; }

    public static TextPattern Parse(string text) => new(Fold(text)!, text.AsSpan().IndexOfAny('*', '?'));

    /// <summary>The form of a text that is the same however it is capitalised.</summary>
    public static string? Fold(string? text) => text?.ToUpperInvariant();
}
