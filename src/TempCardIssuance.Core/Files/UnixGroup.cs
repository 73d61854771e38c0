using System.Globalization;
using System.Runtime.InteropServices;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Files;

/// <summary>Groups of users, as POSIX has them.</summary>
public static class UnixGroup
{
    private const uint SameOwner = uint.MaxValue;

    /// <summary>The number of a group.</summary>
    /// <param name="group">Its name, or its number.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.GroupNotUsable"/>: there is none, or on Windows.
    /// </exception>
    public static uint Find(string group)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NotUsable(
                $"On Windows folders are not shared with a group such as '{group}' in this way.",
                "Leave the group out, and give the folder to a group in its properties; what is in it inherits that.",
                group);
        }

        if (GetGroup(group) is var found and not 0)
            return (uint)Marshal.ReadInt32(found, 2 * IntPtr.Size);
        return uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? number
            : throw NotUsable(
                $"There is no group '{group}'.",
                "Name a group of this system ('getent group' lists them), or have one made.",
                group);
    }

    /// <summary>Gives a file or a folder to a group; its owner stays.</summary>
    internal static void Give(string path, uint id, string group)
    {
        if (ChangeOwner(path, SameOwner, id) == 0)
            return;
        throw NotUsable(
            $"'{path}' can't be given to the group '{group}': {Marshal.GetLastPInvokeErrorMessage()}.",
            "Become a member of the group ('id' shows which you are in), and own the files; or have root do it.",
            group);
    }

    private static TempCardException NotUsable(string message, Remedy remedy, string group) =>
        new(ErrorIds.GroupNotUsable, ErrorKind.InvalidArgument, message, remedy, group);

    [DllImport("libc", EntryPoint = "getgrnam", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GetGroup([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
