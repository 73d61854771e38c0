using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Devices.Piv;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

[Collection(PcscdCollection.Name)]
public sealed class RemovalTests(PcscdFixture pcscd)
{
    [PcscFact]
    public async Task Removal_at_any_command_of_the_job_is_reported_as_removal()
    {
        int commands = await CountCommandsAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, commands).GroupBy(command => command % pcscd.Slots.Count),
            new ParallelOptions { MaxDegreeOfParallelism = pcscd.Slots.Count },
            async (group, _) =>
            {
                foreach (int command in group)
                    await RemoveAtAsync(pcscd.Slots[group.Key], command);
            });
    }

    private async Task<int> CountCommandsAsync()
    {
        VirtualPivCard card = await PcscdFixture.InsertBlankAsync(pcscd.Slots[0]);
        await IssueAsync(pcscd.Slots[0]);
        return card.ApduCount;
    }

    private static async Task RemoveAtAsync(VirtualSlot slot, int command)
    {
        await PcscdFixture.RemoveAsync(slot);
        VirtualPivCard card = PcscdFixture.NewBlank(new RemovalFault(command));
        await PcscdFixture.InsertAsync(slot, card);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => IssueAsync(slot));
        Assert.Equal((command, ErrorIds.CardRemoved), (command, error.ErrorId));
        Assert.False(card.IsInserted);
        await PcscdFixture.RemoveAsync(slot);
    }

    private static async Task IssueAsync(VirtualSlot slot)
    {
        using var authority = new TestAuthority();
        using var piv = new PivOptions();
        using var connection = PcscCardConnection.Open(slot.Reader, CardSharing.Exclusive);
        await using var body = PivCardBody.Open(connection, piv, static (_, _) => Task.CompletedTask);
        await TestCards.EncodeAsync(body, authority, ("9A", KeyType.EccP256));
    }
}
