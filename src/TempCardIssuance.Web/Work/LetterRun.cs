using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Web.Work;

/// <summary>Letters that are being printed; each is on record in the store as well.</summary>
/// <param name="numbers">The cards they are for.</param>
public sealed class LetterRun(IReadOnlyList<string> numbers) : BackgroundRun, IProgress<IssuanceEvent>
{
    private readonly List<PinLetter> _letters = [];
    private readonly List<Trouble> _troubles = [];
    private string? _wanted;

    /// <summary>Those that have ended, one way or the other.</summary>
    public IReadOnlyList<PinLetter> Letters => Locked(() => (IReadOnlyList<PinLetter>)[.. _letters]);

    /// <summary>Cards that got none, and why.</summary>
    public IReadOnlyList<Trouble> Troubles => Locked(() => (IReadOnlyList<Trouble>)[.. _troubles]);

    /// <summary>What a person has to do at the printer; null: nothing.</summary>
    public string? Wanted => Locked(() => _wanted);

    /// <summary>How many cards wait for theirs.</summary>
    public int Left => Locked(() => numbers
        .Except(_letters.Select(letter => letter.CardNumber), Core.Cards.CardNumber.Comparer)
        .Except(_troubles.Select(trouble => trouble.About), Core.Cards.CardNumber.Comparer)
        .Count());

    /// <summary>Begins; what is wrong before the first letter is thrown here.</summary>
    /// <exception cref="TempCardException">Nothing was begun: a key or its password is wrong.</exception>
    public void Begin(Planned<IReadOnlyList<PinLetter>> planned)
    {
        // Keys are opened before anything is waited for, while the form with their passwords is there.
        Task<IReadOnlyList<PinLetter>> work = planned.ActAsync(this, Stopped);
        if (work.Exception?.InnerException is TempCardException error)
            throw error;
        Over = RunAsync(work);
    }

    public void Report(IssuanceEvent value) => Change(() =>
    {
        if (value is LetterEnded { Letter: { } letter })
            _letters.Add(letter);
        else if (value is CardRefused refused)
            _troubles.Add(new Trouble(refused.CardNumber, refused.Error));
        _wanted = value is OperatorWanted wanted ? wanted.Message : null;
    });

    private async Task RunAsync(Task<IReadOnlyList<PinLetter>> work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // Somebody stopped it; what was printed is on record.
        }
#pragma warning disable CA1031 // It is told on the page; the server goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Error = IssuanceErrors.From(e);
        }

        Change(() => { });
    }
}
