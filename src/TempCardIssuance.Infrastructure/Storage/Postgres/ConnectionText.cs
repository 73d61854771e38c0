using System.Data.Common;
using Npgsql;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Storage.Postgres;

/// <summary>
/// Reads the connection string of the user. What is wrong with it is told by the keys that Npgsql has, as any other
/// part of it, a password without quotes for one, may be a secret; nor is what Npgsql says of it kept.
/// </summary>
internal static class ConnectionText
{
    public static DbConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw Invalid("is not made of Key=value with semicolons between them");
        }
    }

    public static NpgsqlConnectionStringBuilder Settings(DbConnectionStringBuilder given)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        foreach (string key in given.Keys)
        {
            if (!settings.ContainsKey(key))
                throw Invalid($"has a key that Npgsql does not know, {Place(given, key)}");
            try
            {
                settings[key] = given[key];
            }
            catch (Exception e) when (IsRefusal(e))
            {
                throw Invalid($"has a value that '{key}' can't have");
            }
        }

        // Npgsql looks at it only when it connects.
        if (settings.Port is < 1 or > ushort.MaxValue)
            throw Invalid("has a value that 'Port' can't have");
        return string.IsNullOrWhiteSpace(settings.Host) ? throw Invalid("has no Host") : settings;
    }

    public static NpgsqlDataSource Open(NpgsqlConnectionStringBuilder settings)
    {
        try
        {
            return NpgsqlDataSource.Create(settings);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Invalid("has values that can't be used together, or a Host with a port that is none");
        }
    }

    private static bool IsRefusal(Exception e) =>
        e is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException;

    private static string Place(DbConnectionStringBuilder given, string key) =>
        $"the {given.Keys.Cast<string>().ToList().IndexOf(key) + 1}. of {given.Keys.Count}";

    private static TempCardException Invalid(string why) => new(
        ErrorIds.ConfigurationInvalid,
        ErrorKind.InvalidData,
        $"What store.connection of the configuration names {why}.",
        "Write it as Npgsql takes it, such as Host=db.example;Database=tempcard;Username=tempcard;Password='...', with "
            + "quotes around a value with a semicolon; an address that begins with postgres: is none.");
}
