using System.Management.Automation;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Asks for a certificate for a local authority.</summary>
/// <remarks>
/// <para>
/// Writes a request (PKCS#10, PEM) for an authority above the local one to sign. An authority with issuer: external gets
/// its key by it; until its certificate is installed with Install-CardAuthorityCertificate it issues nothing. Doing it
/// again gives a request for the same key.
/// </para>
/// <para>
/// With -Next the request is for the key that comes after the present one. It is made now, and issues once its
/// certificate is installed; until then, and for what it has issued, the present key stays. Certificates of the present
/// key stay good, and its revocation list goes on, under the name that they have in them.
/// </para>
/// <para>
/// With -SelfSigned the file gets a certificate that nobody stands above, instead of a request: make it known to all who
/// shall trust the cards, and then install it.
/// </para>
/// </remarks>
/// <example>
/// <para>See what would be made</para>
/// <code>
/// $null = Test-CardStation
/// New-CardAuthorityRequest local ./local.csr -WhatIf
/// </code>
/// </example>
/// <example>
/// <para>Go on with a new key, which nobody stands above</para>
/// <code>
/// $null = Test-CardStation
/// New-CardAuthorityRequest local ./local-2.crt -Next -SelfSigned
/// Install-CardAuthorityCertificate local ./local-2.crt
/// </code>
/// </example>
/// <seealso cref="InstallCardAuthorityCertificateCommand"/>
/// <seealso cref="TestCardStationCommand"/>
[Cmdlet(VerbsCommon.New, "CardAuthorityRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(AuthorityRequest))]
public sealed class NewCardAuthorityRequestCommand : SessionCmdlet
{
    /// <summary>The authority, as the configuration names it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Authority { get; set; } = "";

    /// <summary>The file to write; it must not exist yet.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Out { get; set; } = "";

    /// <summary>For the key that comes after the present one.</summary>
    [Parameter]
    public SwitchParameter Next { get; set; }

    /// <summary>A certificate that the key signs itself, instead of a request.</summary>
    [Parameter]
    public SwitchParameter SelfSigned { get; set; }

    protected override void ProcessRecord() => Run(() => Do(
        Wait(stop => Session.Keys.RequestAsync(
            Authority, new AuthorityRequestOptions(Next, SelfSigned), ResolvePath(Out), stop)),
        WriteObject));
}
