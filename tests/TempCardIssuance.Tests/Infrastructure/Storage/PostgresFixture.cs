namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>A server for the tests of one class; none where PostgreSQL is not installed.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresServer? Server { get; private set; }

    /// <summary>Skips the test that asks, where there is no server.</summary>
    public static void SkipWhereMissing()
    {
        if (PostgresServer.Missing is { } reason)
            Assert.Skip(reason);
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Missing is null)
            Server = await PostgresServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
