namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Which cards are meant: those of these numbers, and of this batch. Null does not narrow.</summary>
/// <remarks>
/// A batch that stands where card numbers are asked for becomes the text <c>batch:B-000042</c>, which no card can have
/// as its number.
/// </remarks>
internal sealed record CardChoice(string[]? Numbers, string? BatchId)
{
    private const string Batch = "batch:";

    public static string OfBatch(string id) => Batch + id;

    /// <param name="numbers">As bound; null: none were given.</param>
    /// <param name="batchId">The batch that all of them have to belong to; empty as null: so it is in files.</param>
    public static IEnumerable<CardChoice> Read(string[]? numbers, string? batchId)
    {
        if (string.IsNullOrEmpty(batchId))
            batchId = null;
        ILookup<bool, string> named = (numbers ?? []).ToLookup(IsBatch);
        string[] plain = [.. named[false]];
        if (plain.Length > 0 || !named[true].Any())
            yield return new CardChoice(numbers is null ? null : plain, batchId);
        foreach (string id in named[true].Select(text => text[Batch.Length..]))
        {
            if (batchId is null || string.Equals(batchId, id, StringComparison.OrdinalIgnoreCase))
                yield return new CardChoice(Numbers: null, id);
        }
    }

    private static bool IsBatch(string number) => number.StartsWith(Batch, StringComparison.OrdinalIgnoreCase);
}
