namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>A server for the tests of one class; none where PostgreSQL is not installed.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresServer? Server { get; private set; }

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null)
            Server = await PostgresServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
