using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>A station can't go on, and nothing was begun; never leaves the core.</summary>
internal sealed class StationUnavailableException(TempCardException error) : Exception(error.Message, error)
{
    public TempCardException Error { get; } = error;
}
