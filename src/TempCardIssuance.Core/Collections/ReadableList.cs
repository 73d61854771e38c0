using System.Collections.ObjectModel;

namespace TempCardIssuance.Core.Collections;

/// <summary>
/// A list whose text is that of its items: so a cell of a CSV file tells what is in it, and not the name of a type.
/// </summary>
public sealed class ReadableList<T> : ReadOnlyCollection<T>
{
    internal ReadableList(IList<T> items)
        : base(items)
    {
    }

    public override string ToString() => string.Join("; ", this);
}

/// <summary>Makes readable lists.</summary>
public static class ReadableList
{
    public static ReadableList<T> Of<T>(IReadOnlyList<T> items) =>
        items as ReadableList<T> ?? new ReadableList<T>(items as IList<T> ?? [.. items]);
}
