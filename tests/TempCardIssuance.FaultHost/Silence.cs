using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.FaultHost;

/// <summary>Nobody watches.</summary>
internal sealed class Silence : IProgress<IssuanceEvent>
{
    public void Report(IssuanceEvent value)
    {
    }
}
