using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Tests.Composition;

namespace TempCardIssuance.Tests.Web;

/// <summary>What Show-CardOperatorPage and tempcard page do: find the program, start it, and say where it is.</summary>
public sealed class PageProgramTests
{
    [Fact]
    public async Task It_is_found_beside_and_started_and_its_link_lets_in()
    {
        await using var workshop = new Workshop();

        StartedPage page = await workshop.Session.Page.StartAsync(open: false, CancellationToken.None);

        using var process = Process.GetProcessById(page.ProcessId);
        try
        {
            Assert.Equal(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), Path.GetDirectoryName(page.Program));
            string link = Regex.Match(
                await File.ReadAllTextAsync(page.LinkFile!), "http://[^\"]+/enter/[^\"]+", RegexOptions.None, TimeSpan.FromMinutes(1)).Value;
            Assert.StartsWith(page.Address, link, StringComparison.Ordinal);
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(link)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{page.Address}/stock")).StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData("nowhere", ErrorIds.PageNotFound)]
    [InlineData("/bin/false", ErrorIds.PageNotStarted)]
    [InlineData("/etc/hostname", ErrorIds.PageNotStarted)]
    public async Task Where_it_can_not_be_started_that_is_said(string program, string errorId)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are those of Linux.");
        await using var workshop = new Workshop(
            replace: ("\nissuance:\n", $"\npage: {{ program: {program} }}\nissuance:\n"));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => workshop.Session.Page.StartAsync(open: false, CancellationToken.None));

        Assert.Equal(errorId, error.ErrorId);
        Assert.NotNull(error.Remedy);
    }

    [Fact]
    public async Task What_it_says_itself_is_told()
    {
        await using var workshop = new Workshop();
        File.Delete(workshop.ConfigurationFile);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => workshop.Session.Page.StartAsync(open: false, CancellationToken.None));

        Assert.Equal(ErrorIds.PageNotStarted, error.ErrorId);
        Assert.Contains(ErrorIds.ConfigurationMissing, error.Message, StringComparison.Ordinal);
    }
}
