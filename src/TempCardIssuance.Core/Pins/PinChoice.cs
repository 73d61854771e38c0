using System.Globalization;
using System.Security.Cryptography;

namespace TempCardIssuance.Core.Pins;

/// <summary>What a PIN has to be like that a holder chooses.</summary>
/// <param name="Policy">The rules for PINs; its length is the smallest.</param>
/// <param name="Digits">What the chip takes.</param>
public sealed record PinChoice(PinPolicy Policy, DigitRange Digits)
{
    private DigitRange Range => new(Math.Max(Policy.Length, Digits.Min), Math.Max(Policy.Length, Digits.Max));

    /// <summary>The rules in words, said before the PIN is typed.</summary>
    public string Rules => string.Create(
        CultureInfo.InvariantCulture,
        $"{Range} digits, at least {Policy.MinDistinct} different ones, no more than {Policy.MaxSequence} that count up or down in a row{(Policy.RefuseCommon ? ", none that everybody guesses first" : "")}");

    /// <summary>What is wrong with a PIN that was typed twice, as a clause; null: it can be taken.</summary>
    public string? Problem(SecretBytes first, SecretBytes second)
    {
        if (!CryptographicOperations.FixedTimeEquals(first.Span, second.Span))
            return "it was not typed the same twice";
        if (first.Span.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !Range.Contains(first.Length))
            return $"it has to have {Range} digits, and nothing else";
        return PinGenerator.IsPermitted(Policy with { Length = first.Length }, first.Span)
            ? null
            : "it is one that others guess";
    }
}
