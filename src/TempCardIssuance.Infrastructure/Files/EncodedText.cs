using System.Runtime.InteropServices;
using System.Text;

namespace TempCardIssuance.Infrastructure.Files;

/// <summary>Text as files have it: UTF-8 or UTF-16, with or without a byte order mark.</summary>
internal static class EncodedText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or where it is not written so.</summary>
    /// <param name="content">The file.</param>
    /// <param name="text">The text; null where it can't be read as meant.</param>
    /// <param name="bad">The first byte that is not UTF-8.</param>
    public static bool TryDecode(ReadOnlySpan<byte> content, out string? text, out BadByte bad)
    {
        bad = default;
        text = null;
        if (content is [0xFF, 0xFE, ..])
        {
            text = Encoding.Unicode.GetString(content[2..]);
            return true;
        }

        if (content is [0xFE, 0xFF, ..])
        {
            text = Encoding.BigEndianUnicode.GetString(content[2..]);
            return true;
        }

        // Each text that is read begins with two signs of ASCII, and has no NUL in it (YAML 1.2.2, 5.2).
        if (content is [not 0, 0, not 0, 0, ..])
        {
            text = Encoding.Unicode.GetString(content);
            return true;
        }

        if (content is [0, not 0, 0, not 0, ..])
        {
            text = Encoding.BigEndianUnicode.GetString(content);
            return true;
        }

        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        try
        {
            text = Utf8.GetString(content);
            return true;
        }
        catch (DecoderFallbackException e)
        {
            bad = Find(content, e.Index);
            return false;
        }
    }

    /// <summary>The text in an encoding that somebody has said.</summary>
    /// <param name="content">The file.</param>
    /// <param name="encoding">One that throws at what it does not know; null: UTF-8 or UTF-16.</param>
    /// <param name="text">The text; null where it can't be read as meant.</param>
    /// <param name="bad">The first byte that is not of this encoding.</param>
    public static bool TryDecode(ReadOnlySpan<byte> content, Encoding? encoding, out string? text, out BadByte bad)
    {
        if (encoding is null)
            return TryDecode(content, out text, out bad);
        if (content.StartsWith(encoding.Preamble))
            content = content[encoding.Preamble.Length..];
        bad = default;
        text = null;
        try
        {
            text = encoding.GetString(content);
            return true;
        }
        catch (DecoderFallbackException e)
        {
            bad = Find(content, Math.Clamp(e.Index, 0, content.Length - 1));
            return false;
        }
    }

    private static BadByte Find(ReadOnlySpan<byte> content, int index)
    {
        ReadOnlySpan<byte> before = content[..index];
        int begin = before.LastIndexOf((byte)'\n') + 1;
        return new BadByte(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[begin..]) + 1, content[index]);
    }
}

/// <summary>A byte that is not what it should be.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">In characters, from 1.</param>
/// <param name="Value">The byte.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BadByte(int Line, int Column, byte Value);
