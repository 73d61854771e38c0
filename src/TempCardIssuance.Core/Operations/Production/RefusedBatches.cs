using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>Batches that could not be worked on, left alone for a while.</summary>
internal sealed class RefusedBatches(TimeProvider clock, TimeSpan rest)
{
    private readonly Dictionary<string, (DateTimeOffset Until, string? ErrorId)> _refused =
        new(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string batchId) =>
        _refused.TryGetValue(batchId, out (DateTimeOffset Until, string? ErrorId) entry) && clock.GetUtcNow() < entry.Until;

    /// <summary>True if this is the first time that the batch is refused for this error.</summary>
    public bool Add(string batchId, TempCardException? error)
    {
        string? before = _refused.GetValueOrDefault(batchId).ErrorId;
        _refused[batchId] = (clock.GetUtcNow() + rest, error?.ErrorId ?? before);
        return before != error?.ErrorId;
    }
}
