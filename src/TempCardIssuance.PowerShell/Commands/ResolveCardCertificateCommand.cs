using System.Management.Automation;
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
/// <seealso cref="TestCardStoreCommand"/>
/// <seealso cref="GetCardCertificateCommand"/>
/// <seealso cref="TestCardAuditTrailCommand"/>
[Cmdlet(
    VerbsDiagnostic.Resolve, "CardCertificate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Settlement))]
public sealed class ResolveCardCertificateCommand : SessionCmdlet
{
    /// <summary>Only these authorities, as the configuration names them; without it all.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Authority { get; set; } = [];

    /// <summary>Doesn't prompt for confirmation. -Force never defeats -WhatIf or -Confirm.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => Run(() => Do(
        Wait(stop => Session.Certificates.SettleAsync(Authority, stop)),
        settled => WriteObject(settled, enumerateCollection: true),
        Force));
}
