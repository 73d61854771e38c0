using System.Management.Automation;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Import;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Puts cards into state Requested from CSV files, or from objects in the pipeline: all of them or none.</summary>
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

    private readonly List<CardRequest> _requests = [];
    private readonly List<IReadOnlyDictionary<string, string>> _rows = [];
    private int _invalid;

    /// <summary>CSV files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>CSV files; wildcards have no meaning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Objects or hashtables with CardNumber (or Number), Site, RequestedBy, Priority; what else they have are free
    /// fields. Files (from Get-ChildItem, or paths) are read as CSV.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public PSObject? InputObject { get; set; }

    /// <summary>Import the good rows where some are bad.</summary>
    [Parameter]
    public SwitchParameter SkipInvalid { get; set; }

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

    protected override void EndProcessing() => Run(() =>
    {
        Take(RequestObjects.Read(_rows), "Object");
        RefuseExisting();
        if (_invalid > 0 && !SkipInvalid)
        {
            throw new TempCardException(
                ErrorIds.ImportInvalid,
                ErrorKind.InvalidData,
                $"{_invalid} row(s) can't be used; nothing was imported.",
                "Correct them, or import the others with -SkipInvalid.");
        }

        if (_requests.Count > 0 && ShouldProcess($"{_requests.Count} card(s)", "Request"))
        {
            WriteObject(
                Wait(stop => Session.Intake.AddAsync(_requests, stop)),
                enumerateCollection: true);
        }
    });

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

    private void Read(string file) => Take(RequestCsv.Read(file), file);

    private void Take(ImportResult result, string source)
    {
        _requests.AddRange(result.Requests);
        foreach (ImportProblem problem in result.Problems)
        {
            Refuse(new TempCardException(
                ErrorIds.ImportRowInvalid,
                ErrorKind.InvalidData,
                $"{source}, {problem}: '{problem.Value}'.",
                "Correct the row, or skip it with -SkipInvalid.",
                problem));
        }
    }

    /// <summary>Leaves out numbers that the store has already, or an earlier file.</summary>
    private void RefuseExisting()
    {
        string[] numbers = [.. _requests.Select(r => r.CardNumber)];
        var taken = Wait(stop => Session.Store.FindExistingAsync(numbers, stop)).ToHashSet(CardNumber.Comparer);
        _requests.RemoveAll(request =>
        {
            if (taken.Add(request.CardNumber))
                return false;
            Refuse(CardErrors.NumbersExist([request.CardNumber]));
            return true;
        });
    }

    private void Refuse(TempCardException error)
    {
        _invalid++;
        WriteError(ErrorRecords.From(error));
    }
}
