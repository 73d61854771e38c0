using System.Text;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>A store in a PostgreSQL database.</summary>
public sealed record PostgresSettings : StoreSettings
{
    private const string Word = "postgresql";

    public static Driver<StoreSettings> Registration { get; } =
        Driver.Of<StoreSettings, PostgresSettings>(Word, "a server shared by all stations", Bind);

    public override string Provider => Word;

    /// <summary>The connection string, as Npgsql takes it; it may hold a password, and is never shown.</summary>
    public required SecretReference Connection { get; init; }

    public override ICardStore Make(DriverServices services)
    {
        using SecretBytes connection = Connection.Resolve();
        return PostgresStore.Open(Encoding.UTF8.GetString(connection.Span), services.Clock);
    }

    public override IStoreMaintenance Maintain()
    {
        using SecretBytes connection = Connection.Resolve();
        return PostgresStore.Maintain(Encoding.UTF8.GetString(connection.Span));
    }

    private static PostgresSettings Bind(Keys keys, PostgresSettings? value) => new()
    {
        Connection = keys.RequiredSecret(
            "connection",
            "Connection string of postgresql as Npgsql takes it, for example Host=db.example;Database=tempcard;"
            + "Username=tempcard;Password=...;SSL Mode=VerifyFull;Root Certificate=/etc/tempcard/db-ca.pem. It may hold "
            + "a password, so it is given as env:NAME or file:PATH only. With SSL Mode=VerifyFull the connection is "
            + "encrypted, and a server whose certificate does not lead to Root Certificate, or does not name Host, is "
            + "refused.",
            value?.Connection),
    };
}
