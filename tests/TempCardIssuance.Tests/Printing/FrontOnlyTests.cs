using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Printers for one side.</summary>
public sealed class FrontOnlyTests
{
    [Fact]
    public void The_built_in_layout_can_do_without_its_back()
    {
        Assert.True(SvgLayout.Default.HasBack);
        Assert.False(SvgLayout.DefaultFrontOnly.HasBack);
    }

    [Fact]
    public async Task A_printer_says_so_in_the_configuration()
    {
        await using var workshop = new Workshop(replace: ("layout: default }", "layout: default, back: none }"));

        await workshop.IssueAsync(await workshop.RequestAsync(1));

        string[] faces = Directory.GetFiles(Path.Combine(workshop.Folder, "faces"), "*.svg", SearchOption.AllDirectories);
        Assert.EndsWith("front.svg", Assert.Single(faces), StringComparison.Ordinal);
    }
}
