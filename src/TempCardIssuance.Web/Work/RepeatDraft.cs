using System.Collections.Immutable;
using System.Globalization;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Web.Work;

/// <summary>Cards of a batch that came out wrong.</summary>
/// <param name="BatchId">The batch.</param>
public sealed record RepeatDraft(string BatchId)
{
    /// <summary>Card numbers with the try that was looked at, such as <c>T-00001/2</c>.</summary>
    public ImmutableSortedSet<string> Ticked { get; init; } = ImmutableSortedSet.Create<string>(CardNumber.Comparer);

    public string Reason { get; init; } = "";

    /// <summary>What is asked of the session; without a tick all that failed are meant.</summary>
    public RepeatRequest ToRequest()
    {
        (string Number, int Attempt)[] cards = [.. Ticked.Select(Split)];
        return new RepeatRequest
        {
            BatchId = BatchId,
            CardNumbers = cards.Length > 0 ? [.. cards.Select(c => c.Number)] : null,
            Attempts = cards.ToDictionary(c => c.Number, c => c.Attempt, CardNumber.Comparer),
            Reason = Reason.Length > 0 ? Reason : RepeatRequest.DefaultReason,
        };
    }

    private static (string Number, int Attempt) Split(string value)
    {
        string[] parts = value.Split('/', 2);
        return (parts[0], int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0);
    }
}
