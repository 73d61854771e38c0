using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Tests.Core.Programs;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

[Collection(PcscdCollection.Name)]
public sealed class FeederTests(PcscdFixture pcscd) : IAsyncLifetime
{
    private readonly string _log = Path.GetTempFileName();

    private VirtualSlot Slot => pcscd.Slots[3];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        File.Delete(_log);
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
    }

    [PcscFact]
    public async Task Programs_load_and_eject_with_their_arguments_as_they_are()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        await using PcscCardStation station = Station(Write("load $HOME 'x y'"));
        ICardBody body = await station.LoadAsync(Fail, CancellationToken.None);
        await body.EjectAsync(CardTray.Good, CancellationToken.None);
        await body.EjectAsync(CardTray.Reject, CancellationToken.None);
        Assert.Equal(["load $HOME 'x y'", "good", "reject"], await File.ReadAllLinesAsync(_log));
    }

    [PcscFact]
    public async Task Programs_get_the_variables_that_are_named_and_the_station_but_no_secrets()
    {
        Environment.SetEnvironmentVariable("FEEDER_SECRET", "no");
        Environment.SetEnvironmentVariable("FEEDER_TRAY", "2");
        await PcscdFixture.InsertBlankAsync(Slot);
        string[] load = ["/bin/sh", "-c", "echo \"$TEMPCARD_STATION|$FEEDER_TRAY|$FEEDER_SECRET\" > \"$1\"", "sh", _log];
        await using PcscCardStation station = Station(load, variables: ["FEEDER_TRAY", "NO_SUCH_VARIABLE"]);
        await using (await station.LoadAsync(Fail, CancellationToken.None))
        {
        }

        Environment.SetEnvironmentVariable("FEEDER_SECRET", null);
        Environment.SetEnvironmentVariable("FEEDER_TRAY", null);
        Assert.Equal([$"{station.Name}|2|"], await File.ReadAllLinesAsync(_log));
    }

    [PcscFact]
    public async Task Programs_are_told_which_card_is_made()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        string[] tell =
            ["/bin/sh", "-c", "echo \"$TEMPCARD_CARD|$TEMPCARD_ATTEMPT\" >> \"$1\"", "sh", _log];
        await using PcscCardStation station = TestCards.Station(
            Slot.Reader,
            options => options with
            {
                Feeder = new FeederCommands { Load = tell, EjectGood = tell, EjectReject = tell },
            });
        ICardBody body = await station.LoadAsync(new BodyWish("T-00007", 2, null), Fail, CancellationToken.None);
        await body.EjectAsync(CardTray.Good, CancellationToken.None);
        Assert.Equal(["T-00007|2", "T-00007|2"], await File.ReadAllLinesAsync(_log));
    }

    [PcscFact]
    public async Task The_card_is_let_go_of_before_it_is_moved()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        await using PcscCardStation station = Station(Write("load"));
        ICardBody body = await station.LoadAsync(Fail, CancellationToken.None);
        await body.EjectAsync(CardTray.Good, CancellationToken.None);
        using var next = PcscCardConnection.Open(Slot.Reader, CardSharing.Exclusive);
        Assert.NotEqual(0, next.Atr.Length);
    }

    [PcscFact]
    public async Task A_feeder_that_brings_the_same_card_again_is_stopped()
    {
        await PcscdFixture.InsertBlankAsync(Slot);
        await using PcscCardStation station = Station(Write("load"));
        ICardBody body = await station.LoadAsync(Fail, CancellationToken.None);
        await body.EjectAsync(CardTray.Good, CancellationToken.None);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => station.LoadAsync(Fail, CancellationToken.None));
        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
    }

    [PcscFact]
    public async Task Exit_code_66_means_no_blank_is_left()
    {
        TempCardException error = await LoadErrorAsync(["/bin/sh", "-c", "exit 66"]);
        Assert.Equal(ErrorIds.StationEmpty, error.ErrorId);
    }

    [PcscFact]
    public async Task Any_other_exit_code_is_reported_with_what_the_program_wrote()
    {
        TempCardException error = await LoadErrorAsync(["/bin/sh", "-c", "echo card jam >&2; exit 3"]);
        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
        Assert.Contains("exit code 3: card jam", error.Message, StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task A_program_that_does_not_end_is_stopped()
    {
        var clock = new HandClock();
        Task<TempCardException> loading = LoadErrorAsync(["/bin/sleep", "3600"], clock);
        await clock.Asked;
        clock.Advance(TimeSpan.FromMinutes(1));
        TempCardException error = await loading;
        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
        Assert.Contains("was stopped", error.Message, StringComparison.Ordinal);
    }

    [PcscFact]
    public async Task A_program_that_is_not_there_is_reported()
    {
        TempCardException error = await LoadErrorAsync(["/no/such/program"]);
        Assert.Equal(ErrorIds.StationNotReady, error.ErrorId);
        Assert.Contains("/no/such/program", error.Message, StringComparison.Ordinal);
    }

    private async Task<TempCardException> LoadErrorAsync(IReadOnlyList<string> load, TimeProvider? time = null)
    {
        await using PcscCardStation station = Station(load, time);
        return await Assert.ThrowsAsync<TempCardException>(() => station.LoadAsync(Fail, CancellationToken.None));
    }

    private PcscCardStation Station(
        IReadOnlyList<string> load, TimeProvider? time = null, params IReadOnlyList<string> variables) =>
        TestCards.Station(
            Slot.Reader,
            options => options with
            {
                Feeder = new FeederCommands
                {
                    Load = load,
                    EjectGood = Write("good"),
                    EjectReject = Write("reject"),
                    Variables = variables,
                },
            },
            time);

    private string[] Write(string line) => ["/bin/sh", "-c", "printf '%s\\n' \"$1\" >> \"$2\"", "sh", line, _log];

    private static void Fail(string prompt) => Assert.Fail($"Nobody is there to read '{prompt}'.");
}
