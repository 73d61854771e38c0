using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Requests cards from CSV files, or from objects in the pipeline.</summary>
/// <remarks>
/// <para>
/// Puts cards into state Requested. A row has the columns CardNumber (or Number), Site, RequestedBy and Priority (0 to
/// 9); only the number is needed. Every other column is a free field that faces and certificates can show. Comma,
/// semicolon and tabulator are recognised as separators; a first line with #TYPE, as Windows PowerShell writes it, is
/// skipped.
/// </para>
/// <para>
/// A column with a value that has the name of something every card has (batch, validUntil) is an error. All rows are
/// imported or none. Each row that can't be used is an error that names file, line and column; with
/// -SkipInvalid the good rows are imported in spite of it. A number that exists already can't be used.
/// </para>
/// </remarks>
/// <example>
/// <para>Import a file</para>
/// <code>Import-CardRequest ./requests.csv</code>
/// </example>
/// <example>
/// <para>Import what another system gives</para>
/// <code>
/// 1..3 | ForEach-Object { [pscustomobject]@{ CardNumber = "V-$_"; Site = 'Bern'; CostCenter = '4110' } } |
///     Import-CardRequest
/// </code>
/// <para>CostCenter is a free field; a face shows it where its layout says {CostCenter}.</para>
/// </example>
/// <example>
/// <para>See whether a file can be imported</para>
/// <code>Get-ChildItem ./*.csv | Import-CardRequest -WhatIf</code>
/// </example>
/// <seealso cref="NewCardRequestCommand"/>
/// <seealso cref="GetRequestedCardCommand"/>
/// <seealso cref="RemoveCardRequestCommand"/>
[Cmdlet(
    VerbsData.Import,
    "CardRequest",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByPath)]
[OutputType(typeof(TemporaryCard))]
public sealed class ImportCardRequestCommand : SessionCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByObject = "InputObject";

    private readonly List<ImportSource> _sources = [];
    private readonly List<IReadOnlyDictionary<string, string>> _rows = [];

    /// <summary>CSV files, encoded in UTF-8 unless -Encoding says otherwise.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>CSV files whose names are taken as they are: wildcards have no meaning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Objects or hashtables with CardNumber (or Number), Site, RequestedBy and Priority; what else they have are free
    /// fields. Files from Get-ChildItem, and paths, are read as CSV.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public PSObject? InputObject { get; set; }

    /// <summary>Imports the good rows where others are bad. The bad ones are errors all the same.</summary>
    [Parameter]
    public SwitchParameter SkipInvalid { get; set; }

    /// <summary>
    /// How the files are encoded, if not in UTF-8: a name such as windows-1252, the number of a code page, or ansi for
    /// what Excel takes in your country.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Encoding { get; set; }

    /// <summary>What separates the values in the files. Without, it is found out.</summary>
    [Parameter]
    public char? Delimiter { get; set; }

    protected override void ProcessRecord() => Run(() =>
    {
        if (ParameterSetName == ByObject)
        {
            Take(InputObject!);
            return;
        }

        foreach (string path in LiteralPath)
            Read(ResolvePath(path));
        foreach (string path in Path)
            ReadAll(path);
    });

    protected override void EndProcessing()
    {
        Run(Import);
        base.EndProcessing();
    }

    private void Import()
    {
        if (_rows.Count > 0)
            _sources.Add(RequestDesk.FromObjects(_rows));
        ImportPlan plan = Wait(stop => Session.Requests.ReadAsync(_sources, stop));
        foreach (RefusedRow row in plan.Refused)
            WriteError(ErrorRecords.From(row.ToError()));
        Planned<IReadOnlyList<TemporaryCard>> planned = Session.Requests.Import(plan, SkipInvalid);
        if (plan.Requests.Count > 0)
            Do(planned, cards => WriteObject(cards, enumerateCollection: true));
    }

    private void Take(PSObject input)
    {
        switch (input.BaseObject)
        {
            case FileInfo file:
                Read(file.FullName);
                break;
            case string path:
                ReadAll(path);
                break;
            default:
                _rows.Add(RequestObject.Values(input));
                break;
        }
    }

    private void ReadAll(string path)
    {
        foreach (string file in ProviderPaths.Resolved(SessionState.Path, path))
            Read(file);
    }

    private void Read(string file) =>
        _sources.Add(RequestDesk.FromFile(file, Encoding, Delimiter));
}
