using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Revokes certificates that the store does not know, and lets the store and its authorities go on.</summary>
/// <remarks>
/// <para>
/// A store, or the folder of an authority, that was put back from an old copy is noticed, and no batch goes on: the
/// authority has issued certificates that the store does not know, or the store knows more than the authority has on
/// record. If there is a newer copy, put that back instead. If there is none, this command settles it: certificates that
/// the store does not know are revoked, numbers of cards and batches that were used are not used again, and the
/// authority gets back the revocations and the numbers of lists that the store knows.
/// </para>
/// <para>
/// Some authorities find nothing by themselves, or can't revoke (EST has no word for it). What such a one may have
/// issued, Get-CardCertificate -Unsettled shows. Look there, by the number of the request if there is one, and by
/// subject and time, and take down what you found: -NotIssued, or -Certificate with the certificate, which is revoked
/// then. A certificate that was revoked there by hand is settled with -SerialNumber and -Revoked.
/// </para>
/// <para>
/// Cards with certificates that are revoked here must not be handed out. The command also revokes what waits for it, as
/// every batch does, and what was tried in vain and would have to wait longer. It prompts for confirmation; in runbooks
/// use -Force or -Confirm:$false.
/// </para>
/// </remarks>
/// <example>
/// <para>See what would be settled</para>
/// <code>Resolve-CardCertificate -WhatIf</code>
/// </example>
/// <example>
/// <para>Settle it without a question</para>
/// <code>Resolve-CardCertificate -Force</code>
/// </example>
/// <example>
/// <para>Take down that an authority has issued nothing of what may exist</para>
/// <code>Get-CardCertificate -Unsettled | Resolve-CardCertificate -NotIssued -Reason 'Not in its list' -WhatIf</code>
/// </example>
/// <example>
/// <para>Take down that what waits was revoked in the authority's own console</para>
/// <code>Get-CardCertificate -RevocationPending | Resolve-CardCertificate -Revoked -Reason 'Revoked in its console' -WhatIf</code>
/// </example>
/// <seealso cref="TestCardStoreCommand"/>
/// <seealso cref="GetCardCertificateCommand"/>
/// <seealso cref="TestCardAuditTrailCommand"/>
[Cmdlet(
    VerbsDiagnostic.Resolve,
    "CardCertificate",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = "PutBack")]
[OutputType(typeof(Settlement))]
public sealed class ResolveCardCertificateCommand : SessionCmdlet
{
    /// <summary>
    /// Only these authorities, as the configuration names them; without it all. With -ProductionId the one that was
    /// looked at; it has to be named only where several are unsettled.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = "PutBack")]
    [Parameter(ParameterSetName = "NotIssued", ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Issued", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Authority { get; set; } = [];

    /// <summary>The production for which it was found out what was issued.</summary>
    [Parameter(ParameterSetName = "NotIssued", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "Issued", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ProductionId { get; set; } = "";

    /// <summary>The authority has issued nothing for the production, and will not.</summary>
    [Parameter(ParameterSetName = "NotIssued", Mandatory = true)]
    public SwitchParameter NotIssued { get; set; }

    /// <summary>A file with the certificate that it has issued, PEM or DER. It is put on record and revoked.</summary>
    [Parameter(ParameterSetName = "Issued", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Certificate { get; set; } = "";

    /// <summary>The serial number, in hex, of a certificate that waits to be revoked.</summary>
    [Parameter(ParameterSetName = "Revoked", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string SerialNumber { get; set; } = "";

    /// <summary>It was revoked at its authority by hand.</summary>
    [Parameter(ParameterSetName = "Revoked", Mandatory = true)]
    public SwitchParameter Revoked { get; set; }

    /// <summary>How it was found out; it is kept in the audit trail.</summary>
    [Parameter(ParameterSetName = "NotIssued", Mandatory = true)]
    [Parameter(ParameterSetName = "Issued", Mandatory = true)]
    [Parameter(ParameterSetName = "Revoked", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => Run(() => Do(
        Wait(PlanAsync),
        settled => WriteObject(settled, enumerateCollection: true),
        Force));

    private Task<Planned<IReadOnlyList<Settlement>>> PlanAsync(CancellationToken stop) => ParameterSetName switch
    {
        "Revoked" => Session.Certificates.SettleRevokedAsync(SerialNumber, Reason, stop),
        "PutBack" => Session.Certificates.SettleAsync(Authority, stop),
        _ => Session.Certificates.SettleAsync(
            ProductionId,
            Authority.FirstOrDefault(),
            NotIssued ? null : GetUnresolvedProviderPathFromPSPath(Certificate),
            Reason,
            stop),
    };
}
