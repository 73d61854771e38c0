using System.Collections;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Core.Ports;

/// <summary>
/// The productions of a batch that is one of many, read from the store when somebody first looks at them: a list of all
/// batches must not read all that was ever made.
/// </summary>
/// <remarks>Whoever looks waits for the store, and gets its error.</remarks>
internal sealed class ProductionsOnDemand : IReadOnlyList<CardProduction>, IList<CardProduction>
{
    private readonly Lazy<IReadOnlyList<CardProduction>> _read;

    /// <param name="store">Has the batch.</param>
    /// <param name="batchId">The batch.</param>
    public ProductionsOnDemand(ICardStore store, string batchId) => _read = new(
        // Not on the thread of whoever looks, to which what is awaited may come back.
        () => Task.Run(() => store.GetBatchAsync(batchId, withProductions: true, CancellationToken.None))
            .GetAwaiter().GetResult()?.Productions ?? [],
        LazyThreadSafetyMode.PublicationOnly);

    public int Count => _read.Value.Count;

    bool ICollection<CardProduction>.IsReadOnly => true;

    public CardProduction this[int index] => _read.Value[index];

    CardProduction IList<CardProduction>.this[int index]
    {
        get => this[index];
        set => throw new NotSupportedException();
    }

    public IEnumerator<CardProduction> GetEnumerator() => _read.Value.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public int IndexOf(CardProduction item) => _read.Value.ToList().IndexOf(item);

    public bool Contains(CardProduction item) => _read.Value.Contains(item);

    public void CopyTo(CardProduction[] array, int arrayIndex) => _read.Value.ToArray().CopyTo(array, arrayIndex);

    void ICollection<CardProduction>.Add(CardProduction item) => throw new NotSupportedException();

    void ICollection<CardProduction>.Clear() => throw new NotSupportedException();

    bool ICollection<CardProduction>.Remove(CardProduction item) => throw new NotSupportedException();

    void IList<CardProduction>.Insert(int index, CardProduction item) => throw new NotSupportedException();

    void IList<CardProduction>.RemoveAt(int index) => throw new NotSupportedException();
}
