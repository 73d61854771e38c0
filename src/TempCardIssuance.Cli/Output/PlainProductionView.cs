using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Cli.Output;

/// <summary>One line for everything that an operator would want to know later.</summary>
internal sealed class PlainProductionView(TextWriter writer, OperationWords words) : IProductionView, IProgress<IssuanceEvent>
{
    private readonly Lock _gate = new();

    public async Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop)
    {
        await using var stopping = new StopNote(() => Write(EventWords.Stopping), stop);
        return await work(this);
    }

    public void Report(IssuanceEvent value)
    {
        if (EventWords.Line(value) is { } line)
            Write(line.In(words));
    }

    private void Write(string line)
    {
        lock (_gate)
            writer.WriteLine(ControlCharacters.Shown(line));
    }
}
