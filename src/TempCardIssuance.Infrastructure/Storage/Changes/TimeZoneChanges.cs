using System.Data.Common;
using Dapper;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Infrastructure.Storage.Changes;

/// <summary>By which clocks days are counted; each a row of the table facts.</summary>
internal static class TimeZoneChanges
{
    private const string Fact = "time-zone";

    private const string Insert = "INSERT INTO facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO";

    private const string Select = "SELECT name, value FROM facts WHERE name = @fact OR name LIKE @pattern";

    public static Task KeepAsync(Statements statements, KeepTimeZone keep) => statements.ExecuteAsync(
        $"{Insert} {(keep.Replace ? "UPDATE SET value = @value" : "NOTHING")}",
        ("@name", keep.Site is null ? Fact : $"{Fact}/{TextPattern.Fold(keep.Site)}"),
        ("@value", keep.TimeZone));

    /// <summary>By site; the organisation's by the empty name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        DbConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<(string Name, string Value)>(new CommandDefinition(
            Select, new { fact = Fact, pattern = $"{Fact}/%" }, cancellationToken: cancellationToken)))
        .ToDictionary(
            fact => fact.Name.Length > Fact.Length ? fact.Name[(Fact.Length + 1)..] : "",
            fact => fact.Value,
            StringComparer.Ordinal);
}
