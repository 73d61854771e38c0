using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Infrastructure.Configuration;

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

    /// <summary>Reads the text form; null where it has neither of the two.</summary>
    /// <param name="text">Such as <c>file:secrets/ca.password</c>.</param>
    /// <param name="folder">What a relative path is relative to.</param>
    public static SecretReference? TryParse(string text, string folder)
    {
        if (text.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) && text.Length > EnvironmentPrefix.Length)
            return new(SecretSource.Environment, text[EnvironmentPrefix.Length..]);
        if (text.StartsWith(FilePrefix, StringComparison.Ordinal) && text.Length > FilePrefix.Length)
            return new(SecretSource.File, Path.GetFullPath(text[FilePrefix.Length..], folder));
        return null;
    }

    /// <summary>
    /// Fetches the secret as UTF-8; line ends at its end do not belong to it.
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.SecretMissing"/>.</exception>
    public SecretBytes Resolve()
    {
        byte[] bytes = Source == SecretSource.File ? ReadFile() : ReadVariable();
        try
        {
            ReadOnlySpan<byte> value = bytes.AsSpan().TrimEnd("\r\n"u8);
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
