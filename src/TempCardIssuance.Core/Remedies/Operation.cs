namespace TempCardIssuance.Core.Remedies;

/// <summary>
/// Everything that a person can ask the product to do. Every front end has a command for each; a test finds them. They
/// are called as the cmdlets are, since the documents do so too.
/// </summary>
public sealed class Operation
{
    private Operation(string name, bool changes = false, bool asks = false)
    {
        Name = name;
        Changes = changes;
        Asks = asks;
    }

    /// <summary>For example <c>Resume-CardBatch</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it changes something, so that what it would do can be seen before.</summary>
    public bool Changes { get; }

    /// <summary>Whether it can take away what can't be had back, so that it asks first.</summary>
    public bool Asks { get; }

    public static Operation NewRequest { get; } = new("New-CardRequest", changes: true);

    public static Operation ImportRequest { get; } = new("Import-CardRequest", changes: true);

    public static Operation RemoveRequest { get; } = new("Remove-CardRequest", changes: true, asks: true);

    public static Operation FindRequested { get; } = new("Get-RequestedCard");

    public static Operation Issue { get; } = new("Start-CardIssuance", changes: true);

    public static Operation FindBatches { get; } = new("Get-CardBatch");

    public static Operation Complete { get; } = new("Complete-CardBatch", changes: true, asks: true);

    public static Operation Repeat { get; } = new("Repeat-CardProduction", changes: true, asks: true);

    public static Operation Cancel { get; } = new("Stop-CardBatch", changes: true, asks: true);

    public static Operation Resume { get; } = new("Resume-CardBatch", changes: true);

    public static Operation ExportReport { get; } = new("Export-CardBatchReport");

    public static Operation ShowFace { get; } = new("Show-CardFace");

    public static Operation ReadPin { get; } = new("Get-CardPin");

    public static Operation SetPin { get; } = new("Set-CardPin", changes: true);

    public static Operation ResealPins { get; } = new("Update-CardPinSeal", changes: true);

    public static Operation PrintLetters { get; } = new("Export-CardPinLetter", changes: true);

    public static Operation FindCards { get; } = new("Get-TemporaryCard");

    public static Operation ShowHistory { get; } = new("Get-CardHistory");

    public static Operation Grant { get; } = new("Grant-TemporaryCard", changes: true);

    public static Operation Extend { get; } = new("Update-TemporaryCard", changes: true);

    public static Operation Lock { get; } = new("Lock-TemporaryCard", changes: true, asks: true);

    public static Operation TakeBack { get; } = new("Reset-TemporaryCard", changes: true, asks: true);

    public static Operation Revoke { get; } = new("Revoke-TemporaryCard", changes: true, asks: true);

    public static Operation ShowHandOvers { get; } = new("Get-CardHandOver");

    public static Operation Upkeep { get; } = new("Invoke-CardUpkeep", changes: true);

    public static Operation ShowStock { get; } = new("Get-CardStock");

    public static Operation ShowMapping { get; } = new("Get-CardIdentityMapping");

    public static Operation FindCertificates { get; } = new("Get-CardCertificate");

    public static Operation SettleCertificates { get; } = new("Resolve-CardCertificate", changes: true, asks: true);

    public static Operation VerifyAuditTrail { get; } = new("Test-CardAuditTrail");

    public static Operation ShowStations { get; } = new("Get-CardStation");

    public static Operation TestStations { get; } = new("Test-CardStation");

    public static Operation ShowPage { get; } = new("Show-CardOperatorPage");

    public static Operation TestStore { get; } = new("Test-CardStore");

    public static Operation BackupStore { get; } = new("Backup-CardStore", changes: true);

    public static Operation RestoreStore { get; } = new("Restore-CardStore", changes: true, asks: true);

    public static Operation CopyStore { get; } = new("Copy-CardStore", changes: true);

    public static Operation SetStore { get; } = new("Set-CardStore", changes: true);

    public static Operation RequestAuthorityCertificate { get; } = new("New-CardAuthorityRequest", changes: true);

    public static Operation InstallAuthorityCertificate { get; } =
        new("Install-CardAuthorityCertificate", changes: true);

    public static Operation NewConfiguration { get; } = new("New-CardIssuanceConfiguration", changes: true);

    public static Operation TestConfiguration { get; } = new("Test-CardIssuanceConfiguration");

    public static Operation ShowConfiguration { get; } = new("Get-CardIssuanceConfiguration");

    /// <summary>All of them, in the order in which people come to need them.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        NewRequest, ImportRequest, RemoveRequest, FindRequested,
        Issue, FindBatches, Complete, Repeat, Cancel, Resume,
        Grant, Extend, TakeBack, Lock, Revoke, ShowHandOvers, Upkeep, ShowStock,
        ReadPin, SetPin, ResealPins, PrintLetters,
        ExportReport, ShowFace, FindCards, ShowHistory, ShowMapping, FindCertificates, SettleCertificates, VerifyAuditTrail,
        ShowStations, TestStations, ShowPage, TestStore, BackupStore, RestoreStore, CopyStore, SetStore,
        RequestAuthorityCertificate, InstallAuthorityCertificate,
        NewConfiguration, TestConfiguration, ShowConfiguration,
    ];

    /// <summary>The call of this operation on a card, a batch or whatever it is about.</summary>
    public OperationCall On(string subject) => new(this, subject, []);

    /// <inheritdoc cref="OperationCall.With(Parameter, string?)"/>
    public OperationCall With(Parameter parameter, string? value = null) =>
        new OperationCall(this, null, []).With(parameter, value);

    public override string ToString() => Name;
}
