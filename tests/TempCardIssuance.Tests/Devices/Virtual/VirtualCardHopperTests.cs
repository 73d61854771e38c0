using System.Runtime.CompilerServices;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Virtual;

public sealed class VirtualCardHopperTests
{
    [Fact]
    public void Every_blank_of_every_hopper_has_its_own_serial_number()
    {
        using var first = VirtualCardHopper.OfBlanks(50);
        using var second = VirtualCardHopper.OfBlanks(50);

        uint[] serials = [.. Enumerable.Range(0, 50)
            .SelectMany(_ => new[] { first.Feed(), second.Feed() })
            .Select(card => card.Options.Serial)];

        Assert.Equal(100, serials.Distinct().Count());
    }

    [Fact]
    public void It_runs_empty()
    {
        using var hopper = VirtualCardHopper.OfBlanks(1);
        Assert.Equal(1, hopper.Remaining);
        hopper.Feed();

        TempCardException error = Assert.Throws<TempCardException>(hopper.Feed);

        Assert.Equal(ErrorIds.StationEmpty, error.ErrorId);
        Assert.NotNull(error.Remedy);
        Assert.Equal(0, hopper.Remaining);
    }

    [Fact]
    public void Faults_meet_the_card_at_their_position_and_no_other()
    {
        using var hopper = VirtualCardHopper.OfBlanks(
            3,
            CardInReader.Options with { PinTries = 7 },
            new Dictionary<int, IReadOnlyList<CardFault>> { [2] = [new RemovalFault(17)] });

        VirtualPivCard[] cards = [hopper.Feed(), hopper.Feed(), hopper.Feed()];

        Assert.Equal([0, 1, 0], cards.Select(card => card.Options.Faults.Count));
        Assert.All(cards, card => Assert.Equal(7, card.Options.PinTries));
    }

    [Fact]
    public void Trays_keep_what_was_ejected_in_order_and_out_of_the_reader()
    {
        using var hopper = new VirtualCardHopper(CardInReader.Blanks(3));
        VirtualPivCard first = hopper.Feed(), second = hopper.Feed(), third = hopper.Feed();

        hopper.Eject(first, CardTray.Good);
        hopper.Eject(second, CardTray.Reject);
        hopper.Eject(third, CardTray.Good);

        Assert.Equal([first, third], hopper.Good);
        Assert.Equal([second], hopper.Reject);
        Assert.All([first, second, third], card => Assert.False(card.IsInserted));
    }

    [Fact]
    public void Blanks_of_its_own_are_forgotten_once_they_are_ejected()
    {
        using var hopper = VirtualCardHopper.OfBlanks(2);
        WeakReference ejected = FeedAndEject(hopper);
        hopper.Feed();

        GC.Collect();

        Assert.False(ejected.IsAlive);
        Assert.Empty(hopper.Good);
    }

    [Fact]
    public void A_given_list_of_cards_is_fed_in_its_order_and_put_into_the_reader()
    {
        VirtualPivCard[] cards =
        [
            new(CardInReader.Options),
            new(CardInReader.Options with { Serial = 2 }),
        ];
        cards[1].Remove();
        using var hopper = new VirtualCardHopper(cards);

        Assert.Equal(cards, [hopper.Feed(), hopper.Feed()]);
        Assert.True(cards[1].IsInserted);
    }

    /// <summary>In a method of its own, so that no local variable keeps the card.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference FeedAndEject(VirtualCardHopper hopper)
    {
        VirtualPivCard card = hopper.Feed();
        hopper.Eject(card, CardTray.Good);
        return new WeakReference(card);
    }
}
