using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// Does at readers what the stations ask of a person: takes cards out and puts the next one in. Station desk-1 is at
/// the first reader, desk-2 at the second, and so on.
/// </summary>
/// <param name="slots">The readers.</param>
/// <param name="next">Makes the n-th card, from 1.</param>
internal sealed class ReaderAttendant(IReadOnlyList<VirtualSlot> slots, Func<int, VirtualPivCard> next)
{
    private int _cards;

    /// <summary>How many cards were put in.</summary>
    public int Cards => _cards;

    /// <summary>The YAML of stations at these readers.</summary>
    public static string Stations(IEnumerable<VirtualSlot> slots) => string.Join(
        "\n  ", slots.Select((slot, i) => $"- {{ name: desk-{i + 1}, reader: '{slot.Reader}', feeder: manual }}"));

    public void Attend(IssuanceEvent happened)
    {
        if (happened is not OperatorWanted wanted)
            return;
        VirtualSlot slot = slots[int.Parse(wanted.Station["desk-".Length..], provider: null) - 1];

        // Between two cards a reader is empty for a moment, and the station asks for what is on its way.
        bool swap = wanted.Message.StartsWith("Take", StringComparison.Ordinal);
        if (swap || !slot.HasCard)
            slot.Insert(next(Interlocked.Increment(ref _cards)).Connect());
    }
}
