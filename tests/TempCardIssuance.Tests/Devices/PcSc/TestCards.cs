using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Tests.Devices.Piv;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Stations with the real driver, and jobs for it.</summary>
internal static class TestCards
{
    /// <summary>The PIN of <see cref="TestJobs"/>, for the command lines of tools.</summary>
    public const string Pin = "739154";

    public static PcscCardStation Station(
        string reader, Func<PcscStationOptions, PcscStationOptions>? change = null, TimeProvider? time = null) =>
        Station(reader, new PivOptions(), change, time);

    public static PcscCardStation Station(
        string reader,
        PivOptions piv,
        Func<PcscStationOptions, PcscStationOptions>? change = null,
        TimeProvider? time = null)
    {
        var options = new PcscStationOptions
        {
            Name = "desk",
            Reader = reader,
        };
        return new PcscCardStation(
            change is null ? options : change(options), new PivDriver(piv), time ?? TimeProvider.System);
    }

    /// <summary>Checks and encodes a body.</summary>
    public static async Task EncodeAsync(
        ICardBody body, TestAuthority authority, params (string Slot, KeyType KeyType)[] keys)
    {
        ChipJob job = TestJobs.Job(keys);
        using SecretBytes pin = job.Pin;
        using SecretBytes puk = job.Puk;
        await body.CheckBlankAsync(CancellationToken.None);
        await body.EncodeAsync(job, authority.IssueAsync, new StepList(), CancellationToken.None);
    }
}
