using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Printing.Ipp;

namespace TempCardIssuance.Tests.Printing;

/// <summary>What a configuration says of printers that speak IPP.</summary>
public sealed class IppSettingsTests : IDisposable
{
    private const string Full =
        """
        printers:
          front-desk:
            driver: ipp
            uri: ipps://printer.example/ipp/print
            sides: long-edge
            media: om_card_54x86mm
            scaling: fit
            options: { RibbonType: KO, copies-of-black: 2, overcoat: true }
            credentials: { user: clerk, password: file:printer.password }
            ca: [ca.pem]
        """;

    private readonly TestFolder _folder = new();

    [Fact]
    public void All_is_read_and_written_as_it_was()
    {
        IppPrinterSettings read = Read(Full).Configuration!.Printers["front-desk"] as IppPrinterSettings
            ?? throw new InvalidOperationException();

        Assert.Equal((IppSides.LongEdge, "om_card_54x86mm", "fit"), (read.Sides, read.Media, read.Scaling));
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["RibbonType"] = "KO",
                ["copies-of-black"] = "2",
                ["overcoat"] = "true",
            },
            read.Options);
        Assert.Equal(
            new IppCredentials("clerk", new SecretReference(SecretSource.File, _folder.Combine("printer.password"))),
            read.Credentials);
        Assert.Equal([_folder.Combine("ca.pem")], read.Ca);
        string written = Configurations.ToYaml(Read(Full).Configuration!);
        Assert.Equal(written, Configurations.ToYaml(Read(written, isWhole: true).Configuration!));
        Assert.Contains("RibbonType: KO", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sides: both", "sides")]
    [InlineData("scaling: twice", "scaling")]
    [InlineData("media: a b", "media")]
    [InlineData("options: [KO]", "options")]
    [InlineData("options: { copies: 2 }", "options.copies")]
    [InlineData("options: { Sides: one-sided }", "options.Sides")]
    [InlineData("options: { 'a b': x }", "options.a b")]
    [InlineData("credentials: { user: clerk }", "credentials")]
    [InlineData("credentials: { user: clerk, password: secret }", "credentials.password")]
    [InlineData("ca: [ca.pem]", "ca")]
    public void What_can_not_be_is_refused(string line, string path)
    {
        ConfigurationReport report = Read(
            $$"""
            printers:
              front-desk:
                driver: ipp
                uri: ipp://printer.example/ipp/print
                {{line}}
            """);

        Assert.Null(report.Configuration);
        Assert.Contains(report.Problems, problem => problem.Path == $"printers.front-desk.{path}");
    }

    public void Dispose() => _folder.Dispose();

    private ConfigurationReport Read(string yaml, bool isWhole = false) => Configurations.Check(_folder.Write(
        "tempcard.yaml", isWhole ? yaml : $"version: 1\nissuance: {{ encode: false }}\n{yaml}\n"));
}
