using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Files;

namespace TempCardIssuance.Web.Visits;

/// <summary>
/// The one-time link: who can read the file of the user that started the page is that user. The file goes as soon as
/// the link was used, or the page ends.
/// </summary>
internal sealed class EntryLink : IDisposable
{
    private readonly string _file;
    private byte[]? _ticket;

    private EntryLink(string file, byte[] ticket)
    {
        _file = file;
        _ticket = SHA256.HashData(ticket);
    }

    /// <summary>The file, full path.</summary>
    public string File => _file;

    /// <summary>Writes the file.</summary>
    /// <param name="file">Full path; null: in the folder for temporary files. It must not be there.</param>
    /// <param name="address">Where the page is, such as <c>http://127.0.0.1:4711</c>.</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FileNotUsable"/>.</exception>
    public static EntryLink Write(string? file, string address)
    {
        byte[] ticket = RandomNumberGenerator.GetBytes(32);
        string path = file ?? Path.Combine(Path.GetTempPath(), $"tempcard-page-{Path.GetRandomFileName()}.html");
        string url = $"{address}/enter/{Base64Url.EncodeToString(ticket)}";
        try
        {
            using FileStream stream = OwnerFile.Create(path);
            stream.Write(Encoding.UTF8.GetBytes(
                $"""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>{Words.Texts.PageName}</title>
                <meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url={url}"></head>
                <body><p><a href="{url}">{Words.Texts.OpenThePage}</a></p></body></html>

                """));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TempCardException(
                ErrorIds.FileNotUsable,
                ErrorKind.InvalidArgument,
                $"'{path}' can't be written: {e.Message}",
                "Give another path with --link.",
                path,
                e);
        }

        return new EntryLink(path, ticket);
    }

    /// <summary>Whether a text is that of the link; true once.</summary>
    public bool Use(string text)
    {
        byte[]? ticket = Volatile.Read(ref _ticket);
        bool isRight = ticket is not null
            && text.Length == 43
            && Base64Url.IsValid(text)
            && CryptographicOperations.FixedTimeEquals(ticket, SHA256.HashData(Base64Url.DecodeFromChars(text)))
            && Interlocked.CompareExchange(ref _ticket, null, ticket) == ticket;
        if (isRight)
            Dispose();
        return isRight;
    }

    /// <summary>Opens the file with the program that the desktop has for it; its path is no secret.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.FileNotUsable"/>: there is no such program.</exception>
    public void Show()
    {
        try
        {
            using var program = Process.Start(new ProcessStartInfo(_file) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or IOException or PlatformNotSupportedException)
        {
            throw new TempCardException(
                ErrorIds.FileNotUsable,
                ErrorKind.InvalidArgument,
                $"Nothing here can show '{_file}': {e.Message}",
                "Start the page without --open, and open the file that it names in a browser.",
                _file,
                e);
        }
    }

    public void Dispose()
    {
        try
        {
            System.IO.File.Delete(_file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The link in it was used, or leads to a page that has ended.
        }
    }
}
