using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>What to say when a row is not in the state that a change leaves.</summary>
internal static class StoreConflicts
{
    /// <param name="statements">The transaction.</param>
    /// <param name="what">What the row is, e.g. "Batch B-000001"; also the beginning of the message.</param>
    /// <param name="expected">Where it should be, e.g. "Producing".</param>
    /// <param name="stateSql">Selects the state in which it is.</param>
    /// <param name="key">The value of @key in that statement; also the target of the error.</param>
    public static async Task<TempCardException> NotInStateAsync(
        Statements statements, string what, string expected, string stateSql, string key)
    {
        object[]? row = await statements.QueryRowAsync(stateSql, ("@key", key));
        string found = row is null ? "it does not exist" : $"it is {row[0]}";
        return Changed($"{what} should be {expected}, but {found}.", key);
    }

    public static TempCardException Changed(string message, string target) => new(
        ErrorIds.StoreConflict,
        ErrorKind.InvalidState,
        message,
        "Somebody else changed it in between, or it was done before. Look at it again, then decide.",
        target);
}
