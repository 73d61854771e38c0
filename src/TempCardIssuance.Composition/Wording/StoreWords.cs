using System.Globalization;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition.Wording;

/// <summary>What is done with a store, in words.</summary>
public static class StoreWords
{
    /// <summary>What putting a copy back does.</summary>
    public static string Describe(StoreRestore restore)
    {
        string text = $"Put {restore.Backup} in the place of the store {restore.Store}";
        if (restore.KeptAs is null)
            return text;
        return $"{text}, which is kept as {restore.KeptAs}; {Lost(restore)}";
    }

    /// <summary>What is in the store and not in the copy.</summary>
    public static string Lost(StoreRestore restore) => restore.EventsSince switch
    {
        null => "what happened since the copy was made nobody can tell",
        0 => "nothing happened since the copy was made",
        { } events => string.Create(
            CultureInfo.InvariantCulture,
            $"the copy does not have the last {events} event(s): {Counts(restore)}"),
    };

    private static string Counts(StoreRestore restore) => string.Join(
        ", ", restore.Since.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}")));
}
