namespace TempCardIssuance.Core.Settings;

/// <summary>
/// Goes through the keys of one section of a configuration. Whatever is configured says its keys once, in a method
/// that makes it from a <see cref="Keys"/>; one kind of keys reads a file, another writes the value that is given to
/// it, another describes what could be read.
/// </summary>
/// <remarks>
/// Every method names the key, says in a text what it means, and takes the value to write, which is null in a section
/// that is read or described. A reader reports what it can't use and gives something else in its place, so that
/// reading goes on. Nothing here is generic over value types: ReadyToRun can't compile such code ahead for types of
/// another project, and each start would pay for it.
/// </remarks>
public abstract partial class Keys
{
    /// <summary>The name that the file's author gave this section; empty where it has none.</summary>
    public abstract string Name { get; }

    /// <summary>What relative paths count from; empty where nothing is read.</summary>
    public abstract string Folder { get; }

    /// <summary>True or false.</summary>
    public abstract bool Flag(string key, string text, bool? value, bool fallback);

    /// <summary>One of several words, ignoring case; the word as it stands in the list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">What it means.</param>
    /// <param name="value">The word to write.</param>
    /// <param name="words">All that are valid.</param>
    /// <param name="fallback">What holds without the key; null: it is required.</param>
    public abstract string Word(
        string key, string text, string? value, IReadOnlyList<string> words, string? fallback = null);

    /// <summary>The texts of a list; none where there is no list.</summary>
    public abstract IReadOnlyList<string> Texts(
        string key, string text, IReadOnlyList<string>? value, TextForm? form = null);

    /// <summary>A program and its arguments, run without a shell. Required.</summary>
    public abstract IReadOnlyList<string> Command(string key, string text, IReadOnlyList<string>? value);

    /// <summary>A program and its arguments, run without a shell; none where there is no list.</summary>
    public abstract IReadOnlyList<string> OptionalCommand(string key, string text, IReadOnlyList<string>? value);

    /// <summary>A section of its own; an absent one is read as if it were empty.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">What it means.</param>
    /// <param name="value">The value to write.</param>
    /// <param name="bind">Says the keys of the section.</param>
    public abstract T Section<T>(string key, string text, T? value, Func<Keys, T?, T> bind)
        where T : class;

    /// <summary>A section that may be absent, which means something: null.</summary>
    public abstract T? OptionalSection<T>(
        string key, string text, T? value, Func<Keys, T?, T> bind, bool required = false)
        where T : class;

    /// <summary>A list of sections.</summary>
    public abstract IReadOnlyList<T> List<T>(
        string key, string text, IReadOnlyList<T>? value, Func<Keys, T?, T> bind)
        where T : class;

    /// <summary>Sections with names that the file's author chooses, see <see cref="Name"/>; they ignore case.</summary>
    public abstract IReadOnlyDictionary<string, T> Named<T>(
        string key, string text, IReadOnlyDictionary<string, T>? value, Func<Keys, T?, T> bind)
        where T : class;

    /// <summary>Whole numbers with names that the file's author chooses; they ignore case.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">What it means.</param>
    /// <param name="value">The numbers to write.</param>
    /// <param name="min">The smallest that is valid.</param>
    /// <param name="max">The greatest that is valid.</param>
    public abstract IReadOnlyDictionary<string, int> Numbers(
        string key, string text, IReadOnlyDictionary<string, int>? value, int min, int max);

    /// <summary>Texts with names that the file's author chooses, and that count as they are written.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">What it means.</param>
    /// <param name="value">The texts to write.</param>
    /// <param name="refusal">What is wrong with a name (first) or its text (second); null: nothing.</param>
    public abstract IReadOnlyDictionary<string, string> NamedTexts(
        string key,
        string text,
        IReadOnlyDictionary<string, string>? value,
        Func<string, string, string?> refusal);

    /// <summary>
    /// The key whose word says which driver the rest of the section is for. A key that only other drivers have is
    /// refused with their words; a word that nobody has is an error, and nothing is made of the section then.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The settings to write.</param>
    /// <param name="drivers">All there are.</param>
    /// <param name="fallback">The word that holds without the key; null: it is required.</param>
    public abstract T Driver<T>(string key, T? value, IReadOnlyList<Driver<T>> drivers, string? fallback = null)
        where T : class?;

    /// <summary>Reports what is wrong between keys. Only a reader listens.</summary>
    /// <param name="path">From this section, such as <c>retryCounters.pin</c> or <c>certificates[1]</c>.</param>
    /// <param name="message">Without a full stop.</param>
    public abstract void Error(string path, string message);

    /// <summary>Reports what is possible, and probably not meant. Only a reader listens.</summary>
    /// <inheritdoc cref="Error"/>
    public virtual void Warning(string path, string message)
    {
    }

    protected abstract int? AnyNumber(
        string key, string text, int? value, NumberForm form, int? fallback, bool required);

    protected abstract string? AnyText(
        string key, string text, string? value, TextForm form, string? fallback, bool required);
}
