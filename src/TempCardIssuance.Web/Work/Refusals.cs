using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Web.Work;

/// <summary>Keeps what a plan or a short operation tells.</summary>
internal sealed class Refusals : IProgress<IssuanceEvent>
{
    private readonly Lock _gate = new();
    private readonly List<Trouble> _refused = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<Trouble> All
    {
        get
        {
            lock (_gate)
                return [.. _refused];
        }
    }

    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_gate)
                return [.. _notes];
        }
    }

    public void Report(IssuanceEvent value)
    {
        lock (_gate)
        {
            if (value is CardRefused refused)
                _refused.Add(new Trouble(refused.CardNumber, refused.Error));
            else if (EventWords.Warning(value) is { } warning)
                _notes.Add(warning.In(Words.PageWords.Operations));
        }
    }
}
