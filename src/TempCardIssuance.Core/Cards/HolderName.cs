using System.Globalization;
using System.Text;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Cards;

/// <summary>
/// Whom a card is handed out to: a text that the organisation's directory understands, such as an account name. Two are
/// the same where they are after blanks at both ends are taken away, characters are composed (Unicode NFC), and case is
/// ignored; nothing else is compared: <c>CONTOSO\anna</c> and <c>anna@contoso.com</c> are two holders.
/// </summary>
public static class HolderName
{
    /// <summary>In characters.</summary>
    public const int MaxLength = 256;

    /// <summary>The text as it is kept.</summary>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.HolderInvalid"/>.</exception>
    public static string Check(string? text)
    {
        string holder = (text ?? "").Trim();
        string? problem = holder.Length == 0 ? "it is empty"
            : holder.Length > MaxLength ? $"it has more than {MaxLength} characters"
            : ControlCharacters.Find(holder) is var (name, place)
                ? $"it has the control character {name} at place {place}"
            : Unseen(holder) is { } unseen ? $"it has the character U+{unseen.Value:X4}, which is not seen"
            : !IsText(holder) ? "it is no valid Unicode"
            : holder.AsSpan().IndexOfAny('*', '?') >= 0 ? "it has a wildcard (* or ?)"
            : null;
        return problem is null ? holder.Normalize(NormalizationForm.FormC) : throw LifeErrors.HolderInvalid(problem);
    }

    /// <summary>What is the same for texts that name the same holder.</summary>
    public static string Key(string holder) =>
        holder.Trim().Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>
    /// Two names that look the same must be one, so characters that only steer how others are written are none of a name,
    /// but for those that words of some scripts are written with (U+200C, U+200D). Null: there is none.
    /// </summary>
    private static Rune? Unseen(string holder)
    {
        foreach (Rune rune in holder.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D))
                return rune;
        }

        return null;
    }

    /// <summary>Whether a text names a holder, however it composes letters with accents.</summary>
    internal static bool IsNamedIn(string text, string holder) =>
        (IsText(text) ? Key(text) : text.ToUpperInvariant()).Contains(Key(holder), StringComparison.Ordinal);

    /// <summary>No half of a character that takes two.</summary>
    private static bool IsText(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
