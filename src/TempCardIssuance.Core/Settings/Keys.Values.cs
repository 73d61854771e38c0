namespace TempCardIssuance.Core.Settings;

/// <summary>The kinds of value that keys have.</summary>
public abstract partial class Keys
{
    /// <summary>Stands for what the product brings along, where a key takes that.</summary>
    public const string Default = "default";

    /// <param name="key">The key.</param>
    /// <param name="text">What it means.</param>
    /// <param name="value">The number to write.</param>
    /// <param name="min">The smallest that is valid.</param>
    /// <param name="max">The greatest that is valid.</param>
    /// <param name="fallback">What holds without the key.</param>
    /// <param name="refusal">What is wrong with a number beyond the limits; null: the usual words.</param>
    public int Number(
        string key, string text, int? value, int min, int max, int fallback, Func<int, string>? refusal = null) =>
        AnyNumber(key, text, value, new NumberForm(min, max, refusal), fallback, required: false) ?? fallback;

    public int RequiredNumber(string key, string text, int? value, int min, int max) =>
        AnyNumber(key, text, value, new NumberForm(min, max), fallback: null, required: true) ?? min;

    /// <summary>A number whose absence means something: null.</summary>
    public int? OptionalNumber(string key, string text, int? value, int min, int max) =>
        AnyNumber(key, text, value, new NumberForm(min, max), fallback: null, required: false);

    public string? Text(string key, string text, string? value, TextForm? form = null) =>
        AnyText(key, text, value, form ?? TextForm.Any, fallback: null, required: false);

    public string Text(string key, string text, string? value, string fallback, TextForm? form = null) =>
        AnyText(key, text, value, form ?? TextForm.Any, fallback, required: false) ?? fallback;

    public string RequiredText(string key, string text, string? value, TextForm? form = null) =>
        AnyText(key, text, value, form ?? TextForm.Any, fallback: null, required: true) ?? "";

    /// <summary>A file or folder; absolute once it is read.</summary>
    public string Path(string key, string text, string? value, string fallback) =>
        FullPath(Text(key, text, value, fallback, PathText.Form));

    /// <inheritdoc cref="Path"/>
    public string RequiredPath(string key, string text, string? value) =>
        FullPath(RequiredText(key, text, value, PathText.Form));

    /// <inheritdoc cref="Path"/>
    public string? OptionalPath(string key, string text, string? value) =>
        Text(key, text, value, PathText.Form) is { } path ? FullPath(path) : null;

    /// <inheritdoc cref="Path"/>
    public IReadOnlyList<string> Paths(string key, string text, IReadOnlyList<string>? value) =>
        [.. Texts(key, text, value, PathText.Form).Select(FullPath)];

    /// <summary>A file, or null for <see cref="Default"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">What it means.</param>
    /// <param name="value">The file to write.</param>
    /// <param name="shown">Whether <see cref="Default"/> is also what holds without the key, and is written.</param>
    public string? PathOrDefault(string key, string text, string? value, bool shown)
    {
        string? path = shown
            ? Text(key, text, value ?? Default, fallback: Default, PathText.Form)
            : Text(key, text, value, PathText.Form);
        return path is null or Default ? null : FullPath(path);
    }

    /// <summary>A path, which may be relative to the file; or the word, as it is.</summary>
    public string? PathOr(string word, string key, string text, string? value)
    {
        string? path = Text(key, text, value, PathText.Form);
        return path is null || path == word ? path : FullPath(path);
    }

    /// <summary>A path, which may be relative to the file; or what begins with this prefix, as it is.</summary>
    public string? PathOrPrefixed(string prefix, string key, string text, string? value)
    {
        string? path = Text(key, text, value, PathText.Form);
        return path?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) != false ? path : FullPath(path);
    }

    /// <summary>An address with one of these schemes and no user name or password in it.</summary>
    public Uri? Address(string key, string text, Uri? value, params IReadOnlyList<string> schemes) =>
        AsUri(Text(key, text, value?.OriginalString, TextForm.Address(schemes)));

    /// <inheritdoc cref="Address"/>
    public Uri RequiredAddress(string key, string text, Uri? value, params IReadOnlyList<string> schemes) =>
        AsUri(RequiredText(key, text, value?.OriginalString, TextForm.Address(schemes))) ?? Nowhere;

    public SecretReference? Secret(string key, string text, SecretReference? value) =>
        AsSecret(Text(key, text, value?.ToString(), SecretReference.Form));

    public SecretReference RequiredSecret(string key, string text, SecretReference? value) =>
        AsSecret(RequiredText(key, text, value?.ToString(), SecretReference.Form))!;

    /// <summary>A secret, or null for <see cref="Default"/>.</summary>
    public SecretReference? SecretOrDefault(string key, string text, SecretReference? value) =>
        AsSecret(Text(key, text, value?.ToString() ?? Default, fallback: Default, SecretReference.FormOrDefault));

    // What stands for a value that could not be read; the configuration is not used then.
    private static readonly Uri Nowhere = new("about:blank");
    private static readonly SecretReference NoSecret = new(SecretSource.Environment, "");

    private static Uri? AsUri(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri : null;

    private SecretReference? AsSecret(string? text) =>
        text is null or Default ? null : SecretReference.TryParse(text, Folder) ?? NoSecret;

    private string FullPath(string path) => PathText.Full(path, Folder);
}
