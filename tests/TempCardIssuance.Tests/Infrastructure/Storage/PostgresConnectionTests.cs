using Npgsql;
using TempCardIssuance.Infrastructure.Storage.Postgres;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>What the user's connection string says wins.</summary>
public sealed class PostgresConnectionTests
{
    [Theory]
    [InlineData("Host=db", 50)]
    [InlineData("Host=db;Max Auto Prepare=0", 0)]
    [InlineData("Host=db;maxautoprepare=0", 0)]
    [InlineData("Host=db;Max Auto Prepare=7", 7)]
    public void Statements_are_prepared_unless_the_user_says_otherwise(string connection, int prepared) =>
        Assert.Equal(prepared, Opened(connection).MaxAutoPrepare);

    [Theory]
    [InlineData("Host=db;Target Session Attributes=primary", null)]
    [InlineData("Host=db,other;Target Session Attributes=primary", "primary")]
    public void One_host_is_taken_as_it_is(string connection, string? attributes) =>
        Assert.Equal(attributes, Opened(connection).TargetSessionAttributes, ignoreCase: true);

    [Fact]
    public async Task A_transaction_has_limits_on_the_server_but_those_that_the_user_sets()
    {
        await using var ours = new PostgresDialect("Host=db");
        await using var users = new PostgresDialect("Host=db;Options=-c lock_timeout=1s -c statement_timeout=0");

        Assert.Contains("'lock_timeout'", ours.Settings!.Sql, StringComparison.Ordinal);
        Assert.Contains("'statement_timeout'", ours.Settings.Sql, StringComparison.Ordinal);
        Assert.Contains("'idle_in_transaction_session_timeout'", ours.Settings.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("lock_timeout", users.Settings!.Sql, StringComparison.Ordinal);
        Assert.DoesNotContain("statement_timeout", users.Settings.Sql, StringComparison.Ordinal);
        Assert.Contains("'idle_in_transaction_session_timeout'", users.Settings.Sql, StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Opened(string connection)
    {
        using NpgsqlDataSource source = new PostgresConnection(connection).Open();
        return new NpgsqlConnectionStringBuilder(source.ConnectionString);
    }
}
