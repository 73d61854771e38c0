using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Hands on what a printer tells.</summary>
/// <param name="keep">Puts on record what the printer calls the job.</param>
/// <param name="tell">Shows a message to the operator.</param>
internal sealed class PrintWatch(Func<string, Task> keep, Action<string> tell) : IPrintWatch
{
    public Task KeepJobAsync(string job) => keep(job);

    public void Tell(string message) => tell(message);
}
