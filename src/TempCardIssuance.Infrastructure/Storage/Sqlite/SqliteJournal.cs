using System.Collections.Concurrent;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>The file -wal beside a database, which SQLite applies to whatever file it finds there.</summary>
internal static class SqliteJournal
{
    /// <summary>Where the header says how the file is written (sqlite.org/fileformat2.html, 1.3.3).</summary>
    private const int WriteVersion = 18;

    private const byte Rollback = 1;

    /// <summary>
    /// Stay open as long as the process: closing one would take away the locks that SQLite has on the file
    /// (sqlite.org/howtocorrupt.html, 2.2).
    /// </summary>
    private static readonly ConcurrentBag<FileStream> Read = [];

    /// <summary>
    /// A database with a journal of this kind says so in its header. A backup does not, until it is first used.
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.StoreExchanged"/>.</exception>
    public static void RefuseOfAnother(string path)
    {
        var journal = new FileInfo(path + "-wal");
        if (!journal.Exists || journal.Length == 0)
            return;
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Read.Add(file);
        Span<byte> header = stackalloc byte[WriteVersion + 1];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || header[WriteVersion] != Rollback)
        {
            return;
        }

        throw new TempCardException(
            ErrorIds.StoreExchanged,
            ErrorKind.InvalidState,
            $"The file {path} was put there while the journal {journal.Name} of another one lay beside it, which "
                + "would be applied to it and ruin it.",
            $"If {path} is the backup that shall be used, move it and the files -wal and -shm beside it to another folder, and put the backup back with {Operation.RestoreStore}. Otherwise put the file there again that the journal belongs to.",
            path);
    }
}
