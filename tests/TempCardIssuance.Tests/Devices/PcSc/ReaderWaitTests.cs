using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

[Collection(PcscdCollection.Name)]
public sealed class ReaderWaitTests(PcscdFixture pcscd)
{
    private VirtualSlot Slot => pcscd.Slots[1];

    [PcscFact]
    public async Task Insertion_and_removal_end_the_wait_for_them()
    {
        Task insertion = PcscReaders.WaitForCardAsync(Slot.Reader, present: true, CancellationToken.None);
        Slot.Insert(PcscdFixture.NewBlank().Connect());
        await insertion;
        Task removal = PcscReaders.WaitForCardAsync(Slot.Reader, present: false, CancellationToken.None);
        Slot.Remove();
        await removal;
    }

    [PcscFact]
    public async Task A_wait_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        Task wait = PcscReaders.WaitForCardAsync(Slot.Reader, present: true, cancellation.Token);
        Assert.False(wait.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [PcscFact]
    public async Task A_wait_for_a_reader_that_is_not_there_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        Task wait = PcscReaders.WaitForCardAsync("No such reader", present: true, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [PcscFact]
    public async Task A_wildcard_that_fits_one_reader_is_enough() =>
        await PcscReaders.WaitForCardAsync("virtual pcd 0*01", present: false, CancellationToken.None);
}
