using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Starts the operator's page and opens it in the browser.</summary>
/// <remarks>
/// <para>
/// The page is a program of its own, tempcard-web: it is looked for beside the module, by page.program of the
/// configuration, and on PATH; where it is not found, the error says where to get it. It works with the same
/// configuration as this session.
/// </para>
/// <para>
/// It listens on this computer alone, and lets in whoever opens the file of its link, which only the user who started it
/// can read, once. It goes on when this session ends: until somebody closes the page there, or its process is ended.
/// </para>
/// </remarks>
/// <example>
/// <para>Open the page</para>
/// <code>Show-CardOperatorPage</code>
/// </example>
/// <example>
/// <para>Start it without a browser, and end it</para>
/// <code>
/// $page = Show-CardOperatorPage -NoOpen
/// $page.LinkFile
/// Stop-Process -Id $page.ProcessId
/// </code>
/// </example>
/// <seealso cref="StartCardIssuanceCommand"/>
/// <seealso cref="GetCardStationCommand"/>
[Cmdlet(VerbsCommon.Show, "CardOperatorPage")]
[OutputType(typeof(StartedPage))]
public sealed class ShowCardOperatorPageCommand : SessionCmdlet
{
    /// <summary>Tells where it is, and opens nothing.</summary>
    [Parameter]
    public SwitchParameter NoOpen { get; set; }

    protected override void EndProcessing()
    {
        Run(() => WriteObject(Wait(stop => Session.Page.StartAsync(!NoOpen, stop))));
        base.EndProcessing();
    }
}
