using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TempCardIssuance.Benchmarks.Watching;

/// <summary>
/// Counts what SQLite asks of the system in this process, and how its statements are carried out: every database that
/// is opened after <see cref="Begin"/>. It looks over the shoulder of the file system that SQLite has anyway
/// (sqlite.org/vfs.html), so that what is measured is what is used.
/// </summary>
internal static unsafe partial class SqliteWatch
{
    private const string Library = "e_sqlite3";
    private const int PageSize = 4096;

    /// <summary>SQLITE_TRACE_PROFILE: a statement has ended.</summary>
    private const uint StatementEnds = 2;

    /// <summary>SQLITE_STMTSTATUS_VM_STEP.</summary>
    private const int Steps = 4;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<nint, nint> Watched = [];

    private static delegate* unmanaged[Cdecl]<FileSystem*, byte*, File*, int, int*, int> _open;
    private static long _read;
    private static long _written;
    private static long _flushes;
    private static long _statements;
    private static long _steps;

    /// <summary>What was counted so far.</summary>
    public static StoreCost Cost => new()
    {
        Statements = Interlocked.Read(ref _statements),
        PagesRead = Interlocked.Read(ref _read) / PageSize,
        PagesWritten = Interlocked.Read(ref _written) / PageSize,
        Flushes = Interlocked.Read(ref _flushes),
        Steps = Interlocked.Read(ref _steps),
    };

    public static void Begin()
    {
        lock (Gate)
        {
            if (_open is not null)
                return;
            FileSystem* system = FindFileSystem(null);
            _open = system->Open;
            system->Open = &Open;
            if (AutoExtension(&Opened) != 0)
                throw new InvalidOperationException("SQLite takes no extension.");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(FileSystem* system, byte* name, File* file, int flags, int* outFlags)
    {
        int result = _open(system, name, file, flags, outFlags);
        if (file->Methods is not null)
            file->Methods = Watch(file->Methods);
        return result;
    }

    /// <summary>A copy of the methods in which those that count stand in front of the others.</summary>
    private static Methods* Watch(Methods* methods)
    {
        lock (Gate)
        {
            if (!Watched.TryGetValue((nint)methods, out nint watched))
            {
                var copy = (Methods*)NativeMemory.Alloc((nuint)sizeof(Methods));
                NativeMemory.Copy(methods, copy, (nuint)(sizeof(Methods) - sizeof(Methods*)));
                // The old ones are found behind the copy.
                copy->Original = methods;
                copy->Read = &Read;
                copy->Write = &Write;
                copy->Sync = &Sync;
                Watched.Add((nint)methods, watched = (nint)copy);
            }

            return (Methods*)watched;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(File* file, void* buffer, int amount, long offset)
    {
        if (amount >= PageSize)
            Interlocked.Add(ref _read, amount);
        return file->Methods->Original->Read(file, buffer, amount, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(File* file, void* buffer, int amount, long offset)
    {
        if (amount >= PageSize)
            Interlocked.Add(ref _written, amount);
        return file->Methods->Original->Write(file, buffer, amount, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(File* file, int flags)
    {
        Interlocked.Increment(ref _flushes);
        return file->Methods->Original->Sync(file, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Opened(void* database, byte** error, void* api) =>
        Trace(database, StatementEnds, &Ended, null);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Ended(uint what, void* context, void* statement, void* time)
    {
        Interlocked.Increment(ref _statements);
        Interlocked.Add(ref _steps, StatementStatus(statement, Steps, 1));
        return 0;
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_find")]
    private static partial FileSystem* FindFileSystem(byte* name);

    [LibraryImport(Library, EntryPoint = "sqlite3_auto_extension")]
    private static partial int AutoExtension(delegate* unmanaged[Cdecl]<void*, byte**, void*, int> entry);

    [LibraryImport(Library, EntryPoint = "sqlite3_trace_v2")]
    private static partial int Trace(
        void* database, uint mask, delegate* unmanaged[Cdecl]<uint, void*, void*, void*, int> callback, void* context);

    [LibraryImport(Library, EntryPoint = "sqlite3_stmt_status")]
    private static partial int StatementStatus(void* statement, int what, int reset);

    /// <summary>The beginning of sqlite3_vfs.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileSystem
    {
        public int Version;
        public int FileSize;
        public int MaxPath;
        public FileSystem* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<FileSystem*, byte*, File*, int, int*, int> Open;
    }

    /// <summary>The beginning of sqlite3_file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct File
    {
        public Methods* Methods;
    }

    /// <summary>sqlite3_io_methods of version 3, and behind it those that a copy was made of.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Methods
    {
        public int Version;
        public void* Close;
        public delegate* unmanaged[Cdecl]<File*, void*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<File*, void*, int, long, int> Write;
        public void* Truncate;
        public delegate* unmanaged[Cdecl]<File*, int, int> Sync;
        public Others Rest;
        public Methods* Original;
    }

    /// <summary>xFileSize to xUnfetch.</summary>
    [InlineArray(13)]
    private struct Others
    {
        private nint _first;
    }
}
