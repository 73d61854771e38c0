using Npgsql;
using TempCardIssuance.Core.Errors;
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

    [Theory]
    [InlineData("postgres://cards:hunter2@db/tempcard", "Key=value")]
    [InlineData("Host=db;Password='hunter2", "Key=value")]
    [InlineData("Host=db;Password=a;hunter2=b", "the 3. of 3")]
    [InlineData("Host=db;Timeout=hunter2", "'timeout'")]
    [InlineData("Host=db;Port=99999999", "'port'")]
    [InlineData("Host=db;SSL Mode=hunter2", "'ssl mode'")]
    [InlineData("Database=tempcard", "has no Host")]
    [InlineData("", "has no Host")]
    [InlineData("Host=db:hunter2", "port that is none")]
    [InlineData("Host=db;Minimum Pool Size=5;Maximum Pool Size=1", "together")]
    public void A_connection_that_none_can_be_is_told_without_what_may_be_secret(string connection, string why)
    {
        TempCardException error = Assert.Throws<TempCardException>(() => new PostgresConnection(connection).Open());

        Assert.Equal(ErrorIds.ConfigurationInvalid, error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_keys_are_taken_as_Npgsql_takes_them() => Assert.Equal(
        ("db", "cards", "x=;y"),
        Opened("server=db;User Id=cards;PWD='x=;y';Persist Security Info=true") is var settings
            ? (settings.Host, settings.Username, settings.Password)
            : default);

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
