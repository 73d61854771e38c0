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
        ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at, key_id = excluded.key_id, list_number =
            CASE WHEN excluded.list_number > authorities.list_number THEN excluded.list_number
            ELSE authorities.list_number END
        WHERE authorities.key_id = excluded.key_id OR authorities.key_id = @before
        """;

    private const string Raise =
        """
        INSERT INTO counters (name, value) VALUES (@name, @value)
        ON CONFLICT (name) DO UPDATE SET value =
            CASE WHEN excluded.value > counters.value THEN excluded.value ELSE counters.value END
        """;

    public static async Task RecordAsync(
        Statements statements,
        string name,
        string keyId,
        IReadOnlyList<string> earlierKeyIds,
        long listNumber,
        DateTimeOffset at)
    {
        string? known = null;
        foreach (string before in earlierKeyIds.Prepend(keyId))
        {
            int rows = await statements.ExecuteAsync(
                Record,
                ("@name", name),
                ("@keyId", keyId),
                ("@before", before),
                ("@listNumber", listNumber),
                ("@at", at.UtcTicks));
            if (rows > 0)
                return;
            known ??= (string)(await statements.QueryRowAsync(
                "SELECT key_id FROM authorities WHERE name = @name", ("@name", name)))![0];
        }

        throw AuthorityErrors.KeyChanged(name, known!, keyId);
    }

    public static Task RaiseAsync(Statements statements, RaiseCounter raise) =>
        statements.ExecuteAsync(Raise, ("@name", raise.Name), ("@value", raise.Value));
}
