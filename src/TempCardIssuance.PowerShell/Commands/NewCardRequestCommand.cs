using System.Collections;
using System.Globalization;
using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Puts cards into state Requested: an amount with running numbers, or the numbers given.</summary>
[Cmdlet(
    VerbsCommon.New,
    "CardRequest",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByAmount)]
[OutputType(typeof(TemporaryCard))]
public sealed class NewCardRequestCommand : SessionCmdlet
{
    private const string ByAmount = "Amount";
    private const string ByNumber = "Number";

    /// <summary>How many cards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByAmount)]
    [ValidateRange(1, 100_000)]
    public int Amount { get; set; }

    /// <summary>A format string with one place for the running number.</summary>
    [Parameter(ParameterSetName = ByAmount)]
    [ValidateNotNullOrEmpty]
    public string Pattern { get; set; } = CardIntake.DefaultPattern;

    /// <summary>The numbers of the cards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByNumber)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    public string[] Number { get; set; } = [];

    [Parameter]
    [ArgumentCompleter(typeof(SiteCompleter))]
    public string? Site { get; set; }

    /// <summary>Who asked for the cards.</summary>
    [Parameter]
    public string? RequestedBy { get; set; }

    /// <summary>0 (not urgent) to 9 (most urgent).</summary>
    [Parameter]
    [ValidateRange(0, 9)]
    public int Priority { get; set; }

    /// <summary>Free values for the face and the certificate, by name.</summary>
    [Parameter]
    public Hashtable? Field { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        string what = ParameterSetName == ByAmount ? $"{Amount} card(s) {Pattern}" : string.Join(", ", Number);
        if (!ShouldProcess(what, "Request"))
            return;
        var model = new CardRequest
        {
            CardNumber = "",
            Site = Site,
            RequestedBy = RequestedBy,
            Priority = Priority,
            Fields = Fields(),
        };
        WriteObject(
            Wait(stop => ParameterSetName == ByAmount
                ? Session.Intake.NewAsync(Amount, Pattern, model, stop)
                : Session.Intake.AddAsync([.. Number.Select(n => model with { CardNumber = n })], stop)),
            enumerateCollection: true);
    });

    private Dictionary<string, string> Fields()
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry field in Field ?? [])
            fields[(string)LanguagePrimitives.ConvertTo(field.Key, typeof(string), CultureInfo.InvariantCulture)] =
                (string)LanguagePrimitives.ConvertTo(field.Value, typeof(string), CultureInfo.InvariantCulture);
        return fields;
    }
}
