using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Issuance;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>
/// Claims cards for a new batch, checks everything that can be checked, and has them made at all stations side by side.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "CardIssuance", SupportsShouldProcess = true)]
[OutputType(typeof(CardBatch), typeof(CardProduction))]
public sealed class StartCardIssuanceCommand : ProductionCmdlet
{
    private readonly List<string> _numbers = [];

    /// <summary>The numbers of the cards to issue.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [ArgumentCompleter(typeof(RequestedCardCompleter))]
    public string[] Number { get; set; } = [];

    /// <summary>Digits of the PINs.</summary>
    [Parameter]
    public int? PinLength { get; set; }

    /// <summary>Digits of the PUKs.</summary>
    [Parameter]
    public int? PukLength { get; set; }

    /// <summary>Print only; the chip is left as it is.</summary>
    [Parameter]
    public SwitchParameter NoEncode { get; set; }

    /// <summary>Certificate profiles for the cards; an empty array: none.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[]? Certificate { get; set; }

    /// <summary>Encode only; the face is not printed.</summary>
    [Parameter]
    public SwitchParameter NoPrint { get; set; }

    protected override void ProcessRecord() => _numbers.AddRange(Number);

    protected override void EndProcessing() => Run(() =>
    {
        var request = new IssuanceRequest
        {
            CardNumbers = _numbers,
            PinLength = PinLength,
            PukLength = PukLength,
            Encode = IsBound(nameof(NoEncode)) ? !NoEncode : null,
            Certificates = Certificate,
            Print = IsBound(nameof(NoPrint)) ? !NoPrint : null,
            Stations = Station,
        };
        IssuancePlan plan = Prepare((events, stop) => Session.Planner.PlanAsync(request, events, stop));
        string description = PlanText.Describe(plan);
        if (ShouldProcess(description, description + "\nIssue these cards?", "Start-CardIssuance"))
            Produce((events, stop) => Session.Issuance.StartAsync(plan, events, stop));
    });
}
