using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>A store in one SQLite file.</summary>
public sealed record SqliteSettings : StoreSettings
{
    private const string Word = "sqlite";

    public static Driver<StoreSettings> Registration { get; } =
        Driver.Of<StoreSettings, SqliteSettings>(Word, "one file", Bind);

    public override string Provider => Word;

    /// <summary>Full path of the database.</summary>
    public required string Path { get; init; }

    public override ICardStore Make(DriverServices services) => SqliteStore.Open(Path, services.Clock);

    public override IStoreMaintenance Maintain() => SqliteStore.Maintain(Path);

    private static SqliteSettings Bind(Keys keys, SqliteSettings? value) => new()
    {
        Path = keys.Path("path", "Database file of sqlite.", value?.Path, "tempcard.db"),
    };
}
