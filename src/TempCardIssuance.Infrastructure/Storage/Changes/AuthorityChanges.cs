using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>Changes of what is known of authorities, and of counters.</summary>
internal static class AuthorityChanges
{
    private const string Record =
        """
        INSERT INTO authorities (name, key_id, list_number, seen_at) VALUES (@name, @keyId, @listNumber, @at)
        ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at, list_number =
            CASE WHEN excluded.list_number > authorities.list_number THEN excluded.list_number
            ELSE authorities.list_number END
        WHERE authorities.key_id = excluded.key_id
        """;

    private const string Raise =
        """
        INSERT INTO counters (name, value) VALUES (@name, @value)
        ON CONFLICT (name) DO UPDATE SET value =
            CASE WHEN excluded.value > counters.value THEN excluded.value ELSE counters.value END
        """;

    public static async Task RecordAsync(
        Statements statements, string name, string keyId, long listNumber, DateTimeOffset at)
    {
        int rows = await statements.ExecuteAsync(
            Record, ("@name", name), ("@keyId", keyId), ("@listNumber", listNumber), ("@at", at.UtcTicks));
        if (rows > 0)
            return;
        object[] known = (await statements.QueryRowAsync(
            "SELECT key_id FROM authorities WHERE name = @name", ("@name", name)))!;
        throw AuthorityErrors.KeyChanged(name, (string)known[0], keyId);
    }

    public static Task RaiseAsync(Statements statements, RaiseCounter raise) =>
        statements.ExecuteAsync(Raise, ("@name", raise.Name), ("@value", raise.Value));
}
