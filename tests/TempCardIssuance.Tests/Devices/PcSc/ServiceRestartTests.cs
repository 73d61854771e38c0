using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Readers that go and come back, all at once: vpcd has no way to unplug a single one.</summary>
[Collection(PcscdCollection.Name)]
public sealed class ServiceRestartTests(PcscdFixture pcscd)
{
    private VirtualSlot Slot => pcscd.Slots[6];

    [PcscFact]
    public async Task A_card_at_work_fails_and_the_station_takes_up_work_again()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        ICardBody body = await station.LoadAsync(static _ => { }, CancellationToken.None);
        var prompts = new List<string>();
        var told = new TaskCompletionSource();

        pcscd.Stop();
        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));
        await body.DisposeAsync();
        Task<ICardBody> loading = station.LoadAsync(Note, CancellationToken.None);
        await told.Task;
        pcscd.Restart();
        await using ICardBody next = await loading;

        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
        Assert.NotNull(next.Id);
        Assert.Contains("SCARD_E_NO_SERVICE", prompts[0], StringComparison.Ordinal);

        void Note(string prompt)
        {
            prompts.Add(prompt);
            told.TrySetResult();
            if (prompt.StartsWith("Put", StringComparison.Ordinal))
                Slot.Insert(PcscdFixture.NewBlank().Connect());
        }
    }

    [PcscFact]
    public async Task A_wait_for_a_card_goes_on_over_a_restart()
    {
        Task insertion = PcscReaders.WaitForCardAsync(Slot.Reader, present: true, CancellationToken.None);
        pcscd.Stop();
        pcscd.Restart();
        Slot.Insert(PcscdFixture.NewBlank().Connect());
        await insertion;
        await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact]
    public async Task Without_the_service_status_says_how_to_start_it()
    {
        pcscd.Stop();
        await using PcscCardStation station = TestCards.Station(Slot.Reader);
        StationStatus status = await station.GetStatusAsync(CancellationToken.None);
        pcscd.Restart();
        Assert.False(status.Ready);
        Assert.Contains("SCARD_E_NO_SERVICE 0x8010001D", status.Problem, StringComparison.Ordinal);
        Assert.Contains("systemctl start pcscd", status.Problem, StringComparison.Ordinal);
    }
}
