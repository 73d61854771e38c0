using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>How many commands a card takes, which is its time.</summary>
public sealed class PivCommandCountTests : PivCardTests
{
    private const CardExtensions WithoutRetiredKeys = CardExtensions.All & ~CardExtensions.RetiredKeys;

    [Fact]
    public async Task One_p256_certificate_takes_at_most_60_commands_with_a_new_management_key()
    {
        var card = new VirtualPivCard(Blank() with { Extensions = WithoutRetiredKeys });
        using PivOptions options = Diversified();

        ChipResult result = await EncodeAsync(card, options, TestJobs.Job(("9A", KeyType.EccP256)));

        // 35 of them only look: 28 at the slots that nobody must have used, 7 at what the card says it has done.
        Assert.InRange(result.Commands, 50, 60);
        Assert.Equal(card.ApduCount, result.Commands);
    }

    [Fact]
    public async Task A_card_that_tells_of_its_retired_keys_takes_a_command_more_for_each()
    {
        var card = new VirtualPivCard(Blank());
        using PivOptions options = Diversified();

        ChipResult result = await EncodeAsync(card, options, TestJobs.Job(("9A", KeyType.EccP256)));

        Assert.InRange(result.Commands, 69, 79);
    }

    [Fact]
    public async Task Extended_length_saves_commands_where_the_card_announces_it()
    {
        var card = new VirtualPivCard(Blank() with
        {
            ExtendedLength = true,
            Extensions = WithoutRetiredKeys,
            Atr = Convert.FromHexString("3B8580018073C021C0"),
        });

        ChipResult result = await EncodeAsync(card, _options, TestJobs.Job(("9A", KeyType.EccP256)));

        Assert.Equal(52, result.Commands);
    }
}
