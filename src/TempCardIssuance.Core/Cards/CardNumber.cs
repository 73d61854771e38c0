using System.Buffers;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Cards;

/// <summary>
/// The rule for card numbers: 1 to 40 of ASCII letters, digits, '.', '_' and '-', beginning with a letter or a
/// digit; not the name of a device of Windows (<c>nul</c>, <c>com1.x</c>), where no file can be called so. So a number
/// is also a file name, a Code 128 symbol and part of a distinguished name without escaping.
/// Numbers differ only if they differ when case is ignored.
/// </summary>
public static class CardNumber
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 40;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(value[0])
        && !value.AsSpan().ContainsAnyExcept(Allowed)
        && !IsDevice(value);

    /// <exception cref="TempCardException"><see cref="ErrorIds.CardNumberInvalid"/>.</exception>
    public static string Check(string? value) => IsValid(value)
        ? value!
        : throw new TempCardException(
            ErrorIds.CardNumberInvalid,
            ErrorKind.InvalidArgument,
            $"'{value}' can't be a card number.",
            $"Use 1 to {MaxLength} letters, digits, '.', '_' or '-', beginning with a letter or digit, and no name of a "
            + "device of Windows, such as nul or com1.",
            value);

    /// <summary>With whatever comes after a full stop.</summary>
    private static bool IsDevice(string value)
    {
        string name = value.Split('.')[0].ToUpperInvariant();
        return name is "CON" or "PRN" or "AUX" or "NUL"
            || (name.Length == 4 && name[..3] is ("COM" or "LPT") && char.IsAsciiDigit(name[3]));
    }
}
