using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>A file with the numbers of cards that were counted, one on each line.</summary>
internal static class CountFile
{
    /// <exception cref="TempCardException"><see cref="ErrorIds.CountInvalid"/>.</exception>
    public static HashSet<string> Read(string path)
    {
        var numbers = new HashSet<string>(CardNumber.Comparer);
        try
        {
            int line = 0;
            foreach (string text in File.ReadLines(path))
            {
                line++;
                string number = text.Trim();
                if (number.Length > 0 && !CardNumber.IsValid(number))
                    throw Invalid(path, $"line {line} is no card number");
                if (number.Length > 0)
                    numbers.Add(number);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, e.Message.TrimEnd('.'));
        }

        return numbers;
    }

    public static TempCardException Empty(string path) => Invalid(
        path,
        "there is no number in it",
        "Count again; where really no card is left, name those that are to be given up.");

    private static TempCardException Invalid(string path, string problem, Remedy? remedy = null) => new(
        ErrorIds.CountInvalid,
        ErrorKind.InvalidData,
        $"The counted cards can't be read from {path}: {problem}.",
        remedy ?? "Give a text file with one card number on each line.",
        path);
}
