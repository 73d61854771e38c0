using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TempCardIssuance.Infrastructure.Storage.Sqlite;

/// <summary>
/// Tells a file from another one that has taken its place. The file is not opened for it: closing it again would take
/// SQLite's locks away (sqlite.org/howtocorrupt.html, 2.2).
/// </summary>
internal static partial class FileIdentity
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint InodeMask = 0x100; // STATX_INO
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>Null where there is no such file, or the system does not tell.</summary>
    public static (ulong Device, ulong File)? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.Exists(path) ? (0, (ulong)File.GetCreationTimeUtc(path).Ticks) : null;
        // The layout of struct statx is the same on every architecture (man 2 statx).
        Span<byte> status = stackalloc byte[256];
        try
        {
            if (StatX(CurrentFolder, [.. Encoding.UTF8.GetBytes(path), 0], 0, InodeMask, status) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        return (Read(status[DeviceOffset..]), Read(status[InodeOffset..]));
    }

    private static ulong Read(ReadOnlySpan<byte> bytes) => BitConverter.IsLittleEndian
        ? BinaryPrimitives.ReadUInt64LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt64BigEndian(bytes);

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int StatX(int folder, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> status);
}
