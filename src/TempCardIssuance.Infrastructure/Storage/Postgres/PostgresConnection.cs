using System.Data.Common;
using Npgsql;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>What the connection string of the user says, and what is added to it where it says nothing.</summary>
internal sealed class PostgresConnection
{
    private const int Statements = 50;

    private readonly NpgsqlConnectionStringBuilder _settings;

    public PostgresConnection(string connectionString)
    {
        DbConnectionStringBuilder given = ConnectionText.Parse(connectionString);
        _settings = ConnectionText.Settings(given);
        // 0 is said where a pooler stands in between that knows no prepared statements.
        if (!given.Keys.Cast<string>().Any(IsMaxAutoPrepare))
            _settings.MaxAutoPrepare = Statements;
        // Npgsql takes it with several hosts only; with one there is nothing to choose.
        if (!HasSeveralHosts)
            _settings.TargetSessionAttributes = null;
        StoreName = $"{_settings.Database ?? _settings.Username} on {_settings.Host ?? "localhost"}";
    }

    /// <summary>Without credentials.</summary>
    public string StoreName { get; }

    public bool HasSeveralHosts => _settings.Host?.Contains(',', StringComparison.Ordinal) == true;

    public NpgsqlDataSource Open() => ConnectionText.Open(_settings);

    /// <summary>Whether the user gives this parameter of the server to all sessions.</summary>
    public bool Sets(string parameter) =>
        _settings.Options?.Contains(parameter, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsMaxAutoPrepare(string key) =>
        key.Replace(" ", "", StringComparison.Ordinal).Equals("MaxAutoPrepare", StringComparison.OrdinalIgnoreCase);
}
