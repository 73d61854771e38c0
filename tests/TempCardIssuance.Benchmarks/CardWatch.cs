using System.Diagnostics;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Benchmarks;

/// <summary>
/// A timed blank in a reader, and how long its production took. As progress of a batch it begins and ends with the
/// production; what is done once for a batch (planning, looking at the stations, claiming) is not counted.
/// </summary>
internal sealed class CardWatch : IProgress<IssuanceEvent>
{
    private readonly VirtualPivCard _card = new VirtualBlanks(new VirtualCardTiming()).Make();
    private readonly Func<TimeSpan> _cardTime;
    private State _begin = State.Nothing;
    private State _end = State.Nothing;

    private CardWatch(VirtualSlot slot)
    {
        var connection = new TimedConnection(_card.Connect());
        _cardTime = () => connection.CardTime;
        slot.Insert(connection);
    }

    /// <summary>APDUs that the card received.</summary>
    public int Commands => _end.Commands - _begin.Commands;

    public double Milliseconds => Stopwatch.GetElapsedTime(_begin.At, _end.At).TotalMilliseconds;

    /// <summary>Percentage of the time in which the card was not at work.</summary>
    public double HostShare => 100 * (1 - ((_end.CardTime - _begin.CardTime).TotalMilliseconds / Milliseconds));

    /// <summary>Puts a new blank into a reader and waits until PC/SC sees it.</summary>
    public static async Task<CardWatch> InsertAsync(VirtualSlot slot)
    {
        var watch = new CardWatch(slot);
        await PcscReaders.WaitForCardAsync(slot.Reader, present: true, CancellationToken.None);
        return watch;
    }

    public void Begin() => _begin = Now();

    public void End()
    {
        _end = Now();
        Console.Error.WriteLine($"{Commands} APDUs, {Milliseconds:0} ms, {HostShare:0.0} % of it host");
    }

    public void Report(IssuanceEvent value)
    {
        if (value is CardTaken)
            Begin();
        else if (value is ProductionEnded)
            End();
    }

    private State Now() => new(Stopwatch.GetTimestamp(), _card.ApduCount, _cardTime());

    private sealed record State(long At, int Commands, TimeSpan CardTime)
    {
        public static readonly State Nothing = new(0, 0, TimeSpan.Zero);
    }
}
