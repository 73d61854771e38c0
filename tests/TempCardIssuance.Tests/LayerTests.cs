using System.Reflection;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Infrastructure.Storage;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Tests;

/// <summary>The directions between the layers, as the design draws them.</summary>
public sealed class LayerTests
{
    private static readonly Assembly Core = typeof(TemporaryCard).Assembly;
    private static readonly Assembly Devices = typeof(PivDriver).Assembly;
    private static readonly Assembly Infrastructure = typeof(StoreSettings).Assembly;

    [Fact]
    public void Core_knows_nothing_but_the_framework() =>
        Assert.All(References(Core), name => Assert.StartsWith("System", name, StringComparison.Ordinal));

    [Fact]
    public void Devices_know_no_database_no_authority_and_no_shell()
    {
        Assert.Equal(["TempCardIssuance.Core"], OwnReferences(Devices));
        Assert.DoesNotContain(References(Devices), name => name is "Dapper" or "Npgsql" or "YamlDotNet");
    }

    [Fact]
    public void Infrastructure_knows_no_device_and_no_shell() =>
        Assert.Equal(["TempCardIssuance.Core"], OwnReferences(Infrastructure));

    [Fact]
    public void Only_the_composition_puts_devices_and_infrastructure_together()
    {
        Assert.Equal(
            [
                "TempCardIssuance.Core",
                "TempCardIssuance.Devices",
                "TempCardIssuance.Infrastructure",
                "TempCardIssuance.Printing",
            ],
            OwnReferences(typeof(IssuanceSession).Assembly));
        Assert.DoesNotContain("TempCardIssuance.Devices", OwnReferences(typeof(CommandLineApplication).Assembly));
    }

    [Fact]
    public void Printing_knows_the_core_only() =>
        Assert.Equal(["TempCardIssuance.Core"], OwnReferences(typeof(SvgLayout).Assembly));

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Order(StringComparer.Ordinal);

    private static IEnumerable<string> OwnReferences(Assembly assembly) =>
        References(assembly).Where(name => name.StartsWith("TempCardIssuance.", StringComparison.Ordinal));
}
