using System.ComponentModel;
using System.Diagnostics;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Files;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>
/// Files that are made for people to look at. They have what is on cards in them: only their owner reads them.
/// </summary>
internal static class ResultFile
{
    /// <summary>Writes a file, complete or not at all.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.FileNotUsable"/>: it is there, or can't be written.
    /// </exception>
    public static async Task WriteAsync(string path, bool replace, Func<Stream, Task> write)
    {
        Check(path, replace);
        string temporary = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            await using (FileStream stream = OwnerFile.Create(temporary))
                await write(stream);
            File.Move(temporary, path, replace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(path, $"'{path}' can't be written: {e.Message}", "Give another path.", e);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <exception cref="TempCardException"><see cref="ErrorIds.FileNotUsable"/>: it is there.</exception>
    public static void Check(string path, bool replace)
    {
        if (!replace && File.Exists(path))
            throw NotUsable(path, $"'{path}' exists already.", "Give another path, or have it replaced.");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw NotUsable(path, $"There is no folder for '{path}'.", "Make the folder, or give another path.");
    }

    /// <summary>Shows a file with the program that the desktop has for it.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FileNotUsable"/>: there is no such program.</exception>
    public static void Show(string path)
    {
        try
        {
            using var program = Process.Start(new ProcessStartInfo(path) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or IOException or PlatformNotSupportedException)
        {
            throw NotUsable(
                path, $"'{path}' was made, but nothing here can show it: {e.Message}", "Open it in a browser.", e);
        }
    }

    private static TempCardException NotUsable(string path, string message, Remedy remedy, Exception? inner = null) =>
        new(ErrorIds.FileNotUsable, ErrorKind.InvalidArgument, message, remedy, path, inner);
}
