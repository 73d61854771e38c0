using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>
/// What an operator asked for, checked and worked out: nothing has changed yet. A front end shows the description, asks
/// the question where it has to, and lets it be done.
/// </summary>
/// <typeparam name="T">What comes of it.</typeparam>
public class Planned<T>
{
    private readonly Func<IProgress<IssuanceEvent>, CancellationToken, Task<T>> _act;

    internal Planned(
        Operation operation,
        string description,
        string question,
        Func<IProgress<IssuanceEvent>, CancellationToken, Task<T>> act)
    {
        Operation = operation;
        Asks = operation.Asks;
        Description = description;
        Question = question;
        _act = act;
    }

    public Operation Operation { get; }

    /// <summary>Whether this takes away what can't be had back, so that it is asked for first.</summary>
    public bool Asks { get; init; }

    /// <summary>What would be done, as a preview shows it.</summary>
    public string Description { get; }

    /// <summary>The description, and whether to go on.</summary>
    public string Question { get; }

    /// <summary>Does it.</summary>
    /// <param name="progress">Is told what happens, from several threads; most operations tell nothing.</param>
    /// <param name="stop">Ends the work as soon as nothing would be left half done.</param>
    public Task<T> ActAsync(IProgress<IssuanceEvent> progress, CancellationToken stop) => _act(progress, stop);

    /// <summary>Does what has nothing to tell meanwhile.</summary>
    public Task<T> ActAsync(CancellationToken stop) => _act(NoProgress.Instance, stop);

    private sealed class NoProgress : IProgress<IssuanceEvent>
    {
        public static readonly NoProgress Instance = new();

        public void Report(IssuanceEvent value)
        {
        }
    }
}
