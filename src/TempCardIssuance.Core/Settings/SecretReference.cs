using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Files;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Settings;

/// <summary>The sorts of places that a secret can be in.</summary>
public enum SecretSource
{
    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>The content of a file.</summary>
    File,
}

/// <summary>Says where a secret is: <c>env:NAME</c> or <c>file:PATH</c>. Never holds the secret itself.</summary>
/// <param name="Source">What sort of place.</param>
/// <param name="Name">The variable, or the full path.</param>
public sealed record SecretReference(SecretSource Source, string Name)
{
    private const int MaxLength = 64 * 1024;
    private const string EnvironmentPrefix = "env:";
    private const string FilePrefix = "file:";

    private const UnixFileMode ForAll = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode ForOthers = ForAll | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>The text form.</summary>
    public static TextForm Form { get; } = new()
    {
        Pattern = "^(env|file):.+",
        Problem = (key, text) => TryParse(text, "") is not { } reference
            ? $"{key} is a secret and must be given as env:NAME or file:PATH, never as it is"
            : ProblemOfFile(key, reference),
        Doubt = DoubtOfFile,
    };

    /// <summary>The text form, or <see cref="Keys.Default"/>.</summary>
    public static TextForm FormOrDefault { get; } = new()
    {
        Pattern = "^(default$|(env|file):.+)",
        Problem = (key, text) => text is Keys.Default ? null
            : TryParse(text, "") is not { } reference
                ? $"{key} must be default, env:NAME or file:PATH; a secret is never given as it is"
                : ProblemOfFile(key, reference),
        Doubt = DoubtOfFile,
    };

    /// <summary>Reads the text form; null where it has neither of the two.</summary>
    /// <param name="text">Such as <c>file:secrets/ca.password</c>.</param>
    /// <param name="folder">What a relative path is relative to; empty: it stays as it is.</param>
    public static SecretReference? TryParse(string text, string folder)
    {
        if (text.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) && text.Length > EnvironmentPrefix.Length)
            return new(SecretSource.Environment, text[EnvironmentPrefix.Length..]);
        if (!text.StartsWith(FilePrefix, StringComparison.Ordinal) || text.Length == FilePrefix.Length)
            return null;
        string path = text[FilePrefix.Length..];
        return new(SecretSource.File, PathText.Full(path, folder));
    }

    /// <summary>
    /// Fetches the secret as UTF-8; line ends at its end do not belong to it, nor does a byte order mark.
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.SecretMissing"/>.</exception>
    public SecretBytes Resolve()
    {
        byte[] bytes = Source == SecretSource.File ? ReadFile() : ReadVariable();
        try
        {
            if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                bytes = ToUtf8(bytes);
            ReadOnlySpan<byte> value = bytes.AsSpan().TrimEnd("\r\n"u8);
            if (value.StartsWith(Encoding.UTF8.Preamble))
                value = value[Encoding.UTF8.Preamble.Length..];
            if (value.IsEmpty)
                throw Missing("it is empty", inner: null);
            return new SecretBytes(value);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public override string ToString() =>
        (Source == SecretSource.File ? FilePrefix : EnvironmentPrefix) + Name;

    private static string? ProblemOfFile(string key, SecretReference reference) =>
        reference.Source == SecretSource.File && PathText.Problem(reference.Name) is { } problem
            ? $"{key} {problem}"
            : null;

    private static string? DoubtOfFile(string text, string folder) => TryParse(text, folder) switch
    {
        { Source: SecretSource.File, Name: var file } when !File.Exists(file) => $"the file '{file}' is not there",
        { Source: SecretSource.File, Name: var file } when OperatingSystem.IsWindows() => DoubtOnWindows(file),
        { Source: SecretSource.File, Name: var file }
            when !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & WhoMayNot(file)) != UnixFileMode.None =>
            $"others can read or change the secret in '{file}'; run: "
                + $"chmod {(IsOfGroup(file) ? "660" : "600")} {ShellText.QuotedPosix(file)}",
        _ => null,
    };

    [SupportedOSPlatform("windows")]
    private static string? DoubtOnWindows(string file) =>
        WindowsRights.Others(file) is { Count: > 0 } others
            ? $"others can read or change the secret in '{file}': {string.Join(", ", others)}; run: {WindowsRights.Command(file)}"
            : null;

    private static UnixFileMode WhoMayNot(string file) => IsOfGroup(file) ? ForAll : ForOthers;

    private static bool IsOfGroup(string file) => SharedFolder.IsShared(Path.GetDirectoryName(file));

    /// <summary>As Windows PowerShell's Out-File writes it.</summary>
    private static byte[] ToUtf8(byte[] utf16)
    {
        Encoding encoding = utf16[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        char[] chars = encoding.GetChars(utf16, 2, utf16.Length - 2);
        byte[] bytes = Encoding.UTF8.GetBytes(chars);
        CryptographicOperations.ZeroMemory(utf16);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(chars.AsSpan()));
        return bytes;
    }

    private byte[] ReadVariable() =>
        Environment.GetEnvironmentVariable(Name) is { } value
            ? Encoding.UTF8.GetBytes(value)
            : throw Missing("there is no such environment variable", inner: null);

    private byte[] ReadFile()
    {
        try
        {
            using FileStream stream = File.OpenRead(Name);
            if (stream.Length > MaxLength)
                throw Missing($"it is longer than {MaxLength / 1024} KiB", inner: null);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(e.Message.TrimEnd('.'), e);
        }
    }

    private TempCardException Missing(string why, Exception? inner) => new(
        ErrorIds.SecretMissing,
        ErrorKind.NotFound,
        $"The secret {this} can't be read: {why}.",
        Source == SecretSource.File
            ? "Put the secret into that file, readable only by the account that issues cards, or correct the path."
            : $"Set the environment variable {Name} in the process that issues cards, or correct its name.",
        ToString(),
        inner);
}
