using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration.Sections;

/// <summary>Reads <c>store</c>.</summary>
internal static class StoreSection
{
    private const string DefaultPath = "tempcard.db";

    internal static readonly Choice<StoreProvider>[] Providers =
    [
        new("sqlite", StoreProvider.Sqlite),
        new("postgresql", StoreProvider.Postgresql),
    ];

    public static StoreConfiguration Read(YamlSection store, string folder)
    {
        StoreProvider provider = store.Choice("provider", StoreProvider.Sqlite, Providers);
        string? path = store.Text("path");
        SecretReference? connection = store.Secret("connection", folder);
        store.End();
        if (provider == StoreProvider.Postgresql)
        {
            store.Refuse("path", "is for provider: sqlite");
            store.Require("connection");
            return new StoreConfiguration { Provider = provider, Connection = connection };
        }

        store.Refuse("connection", "is for provider: postgresql");
        return new StoreConfiguration { Provider = provider, Path = Path.GetFullPath(path ?? DefaultPath, folder) };
    }
}
