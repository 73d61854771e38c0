using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>What a station has in hand. Before it is begun another card may come in its place.</summary>
internal sealed class WorkInHand(CardWork work)
{
    public CardWork Work { get; set; } = work;

    /// <summary>Whether a production of it may have begun.</summary>
    public bool IsBegun { get; set; }
}
