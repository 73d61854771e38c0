using Microsoft.Data.Sqlite;

namespace TempCardIssuance.FaultHost;

/// <summary>What a backup or a forgotten SQL shell does to an SQLite store.</summary>
internal static class FileLock
{
    public static void Hold(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        Console.WriteLine("locked");
        Console.In.ReadToEnd();
    }
}
