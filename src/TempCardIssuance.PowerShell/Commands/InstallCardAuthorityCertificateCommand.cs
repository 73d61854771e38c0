using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Puts a certificate of a local authority into use.</summary>
/// <remarks>
/// <para>
/// Takes the certificate that was made for what New-CardAuthorityRequest has written: PEM, DER or PKCS#7, with the
/// certificates of the authorities above it where they are in the same file. It is refused where it is for another key,
/// is no certificate of an authority, may not sign certificates and revocation lists, is not valid now, or has a chain
/// that is not good.
/// </para>
/// <para>
/// A certificate for the next key makes that the one that issues from now on; there is no way back. One for the present
/// key takes the place of its certificate.
/// </para>
/// </remarks>
/// <example>
/// <para>Prolong the certificate of an authority that nobody stands above</para>
/// <code>
/// $null = Test-CardStation
/// New-CardAuthorityRequest local ./same-key.crt -SelfSigned
/// Install-CardAuthorityCertificate local ./same-key.crt
/// </code>
/// </example>
/// <example>
/// <para>See what a new key would be</para>
/// <code>
/// $null = Test-CardStation
/// $null = New-CardAuthorityRequest local ./new-key.crt -Next -SelfSigned
/// Install-CardAuthorityCertificate local ./new-key.crt -WhatIf
/// </code>
/// </example>
/// <seealso cref="NewCardAuthorityRequestCommand"/>
[Cmdlet(
    VerbsLifecycle.Install,
    "CardAuthorityCertificate",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AuthorityInstallation))]
public sealed class InstallCardAuthorityCertificateCommand : SessionCmdlet
{
    /// <summary>The authority, as the configuration names it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Authority { get; set; } = "";

    /// <summary>The file with the certificate.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    protected override void ProcessRecord() => Run(() => Do(
        Wait(stop => Session.Keys.InstallAsync(Authority, ResolvePath(Path), stop)), WriteObject));
}
