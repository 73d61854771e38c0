using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Web.Forms;

/// <summary>
/// A form with a secret in it, which never becomes a text: it is read here from the body, and zeroed when the request
/// ends.
/// </summary>
internal sealed class SecretForm : IDisposable
{
    private const int MaxBytes = 8 * 1024;
    private const string Type = "application/x-www-form-urlencoded";

    private readonly Dictionary<string, SecretBytes> _values = new(StringComparer.Ordinal);

    private SecretForm()
    {
    }

    /// <summary>Whether a request brings one: those end in one of these words.</summary>
    public static bool IsIn(HttpRequest request) => request.Path.Value is { } path
        && (path.EndsWith("/pin", StringComparison.Ordinal) || path.EndsWith("/print", StringComparison.Ordinal));

    /// <summary>Null: it is none, or too long.</summary>
    public static async Task<SecretForm?> ReadAsync(HttpRequest request)
    {
        if (request.ContentType?.StartsWith(Type, StringComparison.OrdinalIgnoreCase) != true
            || request.ContentLength is not (> 0 and <= MaxBytes))
        {
            return null;
        }

        using var body = new SecretBytes((int)request.ContentLength.Value);
        int read = 0;
        byte[] buffer = GC.AllocateArray<byte>(MaxBytes, pinned: true);
        try
        {
            while (read < body.Length)
            {
                int got = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted);
                if (got == 0 || read + got > body.Length)
                    return null;
                buffer.AsSpan(0, got).CopyTo(body.Span[read..]);
                read += got;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }

        var form = new SecretForm();
        form.Take(body.Span);
        return form;
    }

    /// <summary>A secret, which is the caller's; empty where it is not there.</summary>
    public SecretBytes Secret(string name) =>
        _values.TryGetValue(name, out SecretBytes? value) ? value.Copy() : new SecretBytes(0);

    /// <summary>What is no secret.</summary>
    public string Text(string name) =>
        _values.TryGetValue(name, out SecretBytes? value) ? Encoding.UTF8.GetString(value.Span).Trim() : "";

    public void Dispose()
    {
        foreach (SecretBytes value in _values.Values)
            value.Dispose();
    }

    /// <summary>Names and values as browsers write them (URL standard, 5.1); of two with one name the first counts.</summary>
    private void Take(ReadOnlySpan<byte> body)
    {
        foreach (Range part in body.Split((byte)'&'))
        {
            ReadOnlySpan<byte> pair = body[part];
            int end = pair.IndexOf((byte)'=');
            if (end <= 0)
                continue;
            using SecretBytes name = Decode(pair[..end]);
            SecretBytes value = Decode(pair[(end + 1)..]);
            if (!_values.TryAdd(Encoding.UTF8.GetString(name.Span), value))
                value.Dispose();
        }
    }

    private static SecretBytes Decode(ReadOnlySpan<byte> text)
    {
        using var decoded = new SecretBytes(text.Length);
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte next = text[i];
            if (next == '%' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1])
                && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                next = (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2]));
                i += 2;
            }
            else if (next == '+')
            {
                next = (byte)' ';
            }

            decoded.Span[length++] = next;
        }

        return new SecretBytes(decoded.Span[..length]);
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
