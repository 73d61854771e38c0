using Mono.Cecil;

namespace TempCardIssuance.Tests;

/// <summary>The arrows of the house, as the design draws them, looked up in the compiled code.</summary>
public sealed class LayerTests(ITestOutputHelper output)
{
    /// <summary>What each project may know of the others.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Devices"] = ["Core"],
        ["Printing"] = ["Core"],
        ["Infrastructure"] = ["Core"],
        ["Composition"] = ["Core", "Devices", "Printing", "Infrastructure"],
        ["PowerShell"] = ["Core", "Composition"],
        ["Cli"] = ["Core", "Composition"],
        ["Web"] = ["Core", "Composition"],
    };

    [Fact]
    public void Projects_know_only_those_below_them()
    {
        IEnumerable<(string From, string To)> wrong = House.Arrows
            .Select(a => (From: House.Project(a.From), To: House.Project(a.To)))
            .Where(a => a.From != a.To && !Allowed[a.From].Contains(a.To))
            .Distinct();

        Assert.Empty(wrong);
        Assert.Equal(Allowed.Keys.Order(), House.Arrows.Select(a => House.Project(a.From)).Distinct().Order());
    }

    [Fact]
    public void No_folders_know_each_other_in_a_circle()
    {
        output.WriteLine(
            $"{House.Arrows.Count} arrows between {House.Arrows.Select(a => a.From).Distinct().Count()} folders");

        foreach (string circle in House.Circles(House.Arrows))
            output.WriteLine(circle);
        Assert.Empty(House.Circles(House.Arrows));
    }

    [Fact]
    public void A_circle_would_be_found() =>
        Assert.Equal(["A <-> B <-> C"], House.Circles([("A", "B"), ("B", "C"), ("C", "A"), ("D", "A")]));

    [Fact]
    public void No_operation_knows_a_later_one()
    {
        const string operations = "TempCardIssuance.Core.Operations.";
        string[] order =
        [
            "Shared", "HandOvers", "Intake", "Planning", "Production", "Closing", "Life", "Letters", "Upkeep", "Service",
        ];
        IEnumerable<(string From, string To)> later = House.Arrows
            .Where(a => a.From.StartsWith(operations, StringComparison.Ordinal))
            .Where(a => a.To.StartsWith(operations, StringComparison.Ordinal))
            .Where(a =>
                Array.IndexOf(order, a.From[operations.Length..]) < Array.IndexOf(order, a.To[operations.Length..]));

        Assert.Empty(later);
    }

    [Theory]
    [InlineData("TempCardIssuance.Core.dll", "")]
    [InlineData("TempCardIssuance.Devices.dll", "BouncyCastle.Cryptography")]
    public void These_know_no_other_package(string file, string packages)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, file));
        IEnumerable<string> foreign = assembly.MainModule.AssemblyReferences
            .Select(reference => reference.Name)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("TempCardIssuance.", StringComparison.Ordinal))
            .Except(packages.Split(' '));

        Assert.Empty(foreign);
    }
}
