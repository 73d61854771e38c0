using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Devices.Virtual;

/// <summary>The section <c>card</c> of a virtual station.</summary>
public sealed class VirtualCardSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_it_cards_are_like_those_in_the_field()
    {
        VirtualCardOptions blank = Read("{ name: desk, reader: virtual }").Card.Blank(timing: false);

        Assert.Equal(VirtualCardProfile.Widespread, blank.Profile);
        Assert.Equal((new Version(5, 7, 1), ManagementAlgorithm.Aes192), (blank.Version, blank.ManagementAlgorithm));
        Assert.Equal((CardTouch.Given, null, null), (blank.Touch, blank.AttestationRoot, blank.Timing));
    }

    [Fact]
    public void Every_key_makes_the_blank_what_it_says()
    {
        VirtualStationSettings station = Read(
            "{ name: desk, reader: virtual, "
            + "card: { profile: Strict, version: 5.4.3, touch: timed-out, attestationRoot: roots/virtual.pem } }");

        VirtualCardOptions blank = station.Card.Blank(timing: true);

        Assert.Equal(_folder["roots/virtual.pem"], station.Card.AttestationRoot);
        Assert.Equal((VirtualCardProfile.Strict, CardTouch.TimedOut), (blank.Profile, blank.Touch));
        Assert.Equal((new Version(5, 4, 3), ManagementAlgorithm.TripleDes), (blank.Version, blank.ManagementAlgorithm));
        Assert.NotNull(blank.Timing);
        Assert.NotNull(blank.AttestationRoot);
        Assert.True(File.Exists(_folder["roots/virtual.pem"]));
    }

    [Fact]
    public void What_was_read_is_written_again()
    {
        TempCardConfiguration first = Load(
            "{ name: desk, reader: virtual, card: { profile: strict, version: 4.3.7, touch: refused } }");

        TempCardConfiguration second =
            Configurations.Load(_folder.Write("again.yaml", Configurations.ToYaml(first)));

        Assert.Equal(
            Assert.IsType<VirtualStationSettings>(first.Stations[0]).Card,
            Assert.IsType<VirtualStationSettings>(second.Stations[0]).Card);
    }

    [Theory]
    [InlineData("version: 5.7", "version")]
    [InlineData("version: 5.7.1.2", "version")]
    [InlineData("version: 5.256.1", "version")]
    [InlineData("profile: lax", "profile")]
    [InlineData("touch: never", "touch")]
    public void What_there_is_not_is_told(string card, string key)
    {
        ConfigurationReport report = Configurations.Check(
            _folder.Write("tempcard.yaml", Text($"{{ name: desk, reader: virtual, card: {{ {card} }} }}")));

        Assert.Contains(report.Problems, problem => problem.Path == $"stations[0].card.{key}");
    }

    private static string Text(string station) =>
        $"""
        version: 1
        issuance: {'{'} encode: false {'}'}
        stations: [{station}]
        printers: {'{'} files: {'{'} driver: file, path: faces {'}'} {'}'}
        """;

    private TempCardConfiguration Load(string station) =>
        Configurations.Load(_folder.Write("tempcard.yaml", Text(station)));

    private VirtualStationSettings Read(string station) =>
        Assert.IsType<VirtualStationSettings>(Load(station).Stations[0]);
}
