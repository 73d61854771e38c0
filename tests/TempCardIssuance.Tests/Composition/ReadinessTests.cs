using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Composition;

public sealed class ReadinessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_comes_before_a_station_that_cannot_be_opened_is_told()
    {
        await using IssuanceSession session = Open();
        File.Delete(Path.Combine(_folder.Path, "secrets", "master.key"));
        var told = new List<string>();

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(async () =>
        {
            await foreach (Readiness part in Check(session))
                told.Add(part.Part);
        });

        Assert.Equal(ErrorIds.SecretMissing, error.ErrorId);
        Assert.Equal(["Store", "Seal", "Authority"], told);
    }

    [Fact]
    public async Task A_check_does_not_propose_itself()
    {
        await using IssuanceSession session = Open("reader: virtual, cards: 1000", "reader: 'no such reader'");

        Readiness station = await Check(session).SingleAsync(
            part => part.Part == "Station", TestContext.Current.CancellationToken);

        Assert.Equal((ErrorIds.StationNotReady, null), (station.ErrorId, station.Remedy));
    }

    private IssuanceSession Open(string given = "", string instead = "")
    {
        NewConfiguration made = Configurations.Create(_folder.Path, new ConfigurationTemplateOptions());
        if (given.Length > 0)
        {
            string text = File.ReadAllText(made.ConfigurationFile);
            File.WriteAllText(made.ConfigurationFile, text.Replace(given, instead, StringComparison.Ordinal));
        }

        return IssuanceSession.Open(made.ConfigurationFile);
    }

    private static IAsyncEnumerable<Readiness> Check(IssuanceSession session) =>
        new ReadinessCheck(session).RunAsync(session.Stations.Names, TestContext.Current.CancellationToken);
}
