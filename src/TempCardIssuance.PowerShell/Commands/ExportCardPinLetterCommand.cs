using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;
using TempCardIssuance.PowerShell.Sessions;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Prints letters that tell holders their PINs.</summary>
/// <remarks>
/// <para>
/// Letters go to the printer of letters.uri by IPP, or with -Path into PDF files that only their owner can read. Each is
/// made by a process of its own, which opens the seal, draws the letter, sends it and ends; PINs are in no other process,
/// in no temporary file, and go through no program of the configuration. What a print server keeps of its jobs is told in
/// SECURITY.md.
/// </para>
/// <para>
/// A letter has a number of its own, which tells nothing of its card; the store knows which it is for. It is on record
/// before anything of it is made, so that it is known afterwards which came out (Printed), which did not (Failed), and of
/// which nobody knows (Begun, Unknown). None of these is printed again by itself: -Again needs a reason, and is counted.
/// </para>
/// <para>
/// A layout is an SVG file in the manner of a face, with {pin}, {puk} or both, and fields of the request such as
/// {addressName?}; a4 and mailer come with the product.
/// </para>
/// </remarks>
/// <example>
/// <para>See how many letters would be made of a batch</para>
/// <code>Export-CardPinLetter -BatchId B-000001 -Path . -WhatIf</code>
/// </example>
/// <example>
/// <para>Print what has no letter yet</para>
/// <code>Export-CardPinLetter -NotPrinted -Path . -WhatIf</code>
/// </example>
/// <seealso cref="GetCardPinCommand"/>
/// <seealso cref="GrantTemporaryCardCommand"/>
[Cmdlet(VerbsData.Export, "CardPinLetter", SupportsShouldProcess = true, DefaultParameterSetName = "Card")]
[OutputType(typeof(PinLetter))]
public sealed class ExportCardPinLetterCommand : PinKeyCmdlet
{
    private readonly List<string> _numbers = [];

    /// <summary>The numbers of the cards; cards can be piped.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = "Card",
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("CardNumber")]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string[] Number { get; set; } = [];

    /// <summary>All cards of this batch that have a PIN and no letter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Batch")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string? BatchId { get; set; }

    /// <summary>All cards in use that have a PIN and no letter.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NotPrinted")]
    public SwitchParameter NotPrinted { get; set; }

    /// <summary>What the letter tells; a letter for the PIN and another one for the PUK are two calls.</summary>
    /// <value>Pin</value>
    [Parameter]
    public LetterKind Kind { get; set; }

    /// <summary>The SVG file of the letter, or a4, or mailer; without it letters.layout of the configuration.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Layout { get; set; }

    /// <summary>A folder: PDF files are made there, and nothing is printed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Makes another letter where there is one, or may be; needs -Reason, and is counted.</summary>
    [Parameter]
    public SwitchParameter Again { get; set; }

    /// <summary>Why; one line for the audit trail.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    protected override void ProcessRecord() => _numbers.AddRange(Number);

    protected override void EndProcessing()
    {
        Run(Print);
        base.EndProcessing();
    }

    private void Print()
    {
        if (ParameterSetName == "Card" && _numbers.Count == 0)
            return;
        var request = new LetterRequest
        {
            CardNumbers = _numbers,
            BatchId = BatchId,
            NotPrinted = NotPrinted,
            Kind = Kind,
            Again = Again,
            Reason = Reason,
        };
        var choice = new LetterChoice
        {
            Layout = Layout is null || LetterChoice.IsShipped(Layout) ? Layout : ResolvePath(Layout),
            Folder = Path is null ? null : ResolvePath(Path),
            Program = LetterEntry.Program(),
        };
        Func<string, SecretBytes?> current = _ => null;
        Planned<IReadOnlyList<PinLetter>> planned = Wait(
            stop => Session.Letters.PlanAsync(request, choice, ChooseKey(text => current(text)), stop));
        if (!ShouldProceed(planned))
            return;
        var happened = new Happened();
        IReadOnlyList<PinLetter> letters = WaitAsking((ask, stop) =>
        {
            current = ask;
            return planned.ActAsync(happened, stop);
        });
        WriteObject(letters, enumerateCollection: true);
        foreach (IssuanceEvent one in happened.All)
            Tell(one);
    }

    private void Tell(IssuanceEvent happened)
    {
        if (Composition.Wording.EventWords.Error(happened) is { } error)
            WriteError(ErrorRecords.From(error));
        else if (Composition.Wording.EventWords.Warning(happened) is { } warning)
            WriteWarning(warning.In(Session.Words));
    }

    private sealed class Happened : IProgress<IssuanceEvent>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<IssuanceEvent> _all = [];

        public IEnumerable<IssuanceEvent> All => _all;

        public void Report(IssuanceEvent value) => _all.Enqueue(value);
    }
}
