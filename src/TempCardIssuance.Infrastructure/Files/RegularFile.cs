using System.Runtime.InteropServices;
using System.Text;

namespace TempCardIssuance.Infrastructure.Files;

/// <summary>Reads files of which nobody knows what they are: a pipe would have us wait for ever.</summary>
internal static partial class RegularFile
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint TypeMask = 0x1; // STATX_TYPE
    private const int ModeOffset = 28;
    private const int FileTypes = 0xF000; // S_IFMT
    private const int Regular = 0x8000; // S_IFREG

    /// <exception cref="IOException">It is no file, or longer than that.</exception>
    public static byte[] Read(string path, int maxLength)
    {
        if (OperatingSystem.IsLinux() && !IsRegular(path))
            throw new IOException("It is no file, but a pipe, a folder or a device.");
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > maxLength)
            throw new IOException($"It is longer than {maxLength / 1024} KiB.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>True also where there is nothing: to open it says why.</summary>
    private static bool IsRegular(string path)
    {
        // The layout of struct statx is the same on every architecture (man 2 statx).
        Span<byte> status = stackalloc byte[256];
        try
        {
            return StatX(CurrentFolder, [.. Encoding.UTF8.GetBytes(path), 0], 0, TypeMask, status) != 0
                || (BitConverter.ToUInt16(status[ModeOffset..]) & FileTypes) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int StatX(int folder, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> status);
}
