using System.Management.Automation;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Makes a configuration that works at once.</summary>
/// <remarks>
/// <para>
/// Writes a tempcard.yaml with a station in software, a printer that writes files, a local certificate authority and a
/// SQLite store, together with the secrets it needs: a master key, the password of the authority and, unless -Recipient
/// names somebody, a key pair for the person who reads PINs. Comments in the file say how to go on to real readers and
/// printers.
/// </para>
/// <para>
/// Before real cards are made, keep a copy of secrets/master.key in a safe place, and move secrets/pin-reader.pfx and
/// its password to the machine where PINs are read.
/// </para>
/// </remarks>
/// <example>
/// <para>From nothing to the first cards</para>
/// <code>
/// New-CardIssuanceConfiguration ./cards | Connect-CardIssuance
/// New-CardRequest 3
/// Get-RequestedCard | Start-CardIssuance
/// </code>
/// </example>
/// <example>
/// <para>Make a configuration whose PINs the helpdesk can read</para>
/// <code>New-CardIssuanceConfiguration ./site-basel -Recipient ./helpdesk.pem</code>
/// <para>helpdesk.pem is the certificate of the helpdesk; its private key stays there.</para>
/// </example>
/// <example>
/// <para>Share a configuration with all operators of a machine</para>
/// <code>New-CardIssuanceConfiguration ./shared -Group 0</code>
/// <para>0 is the number of a group; a name such as cardoperators is as good.</para>
/// </example>
/// <example>
/// <para>Make a configuration for cards that log on to a directory</para>
/// <code>New-CardIssuanceConfiguration ./logon -For Logon -CrlUrl http://pki.example.org/temporary-cards.crl</code>
/// <para>Keys, names, usages and the revocation list are as Windows, Samba and MIT Kerberos need them.</para>
/// </example>
/// <seealso cref="ConnectCardIssuanceCommand"/>
/// <seealso cref="TestCardIssuanceConfigurationCommand"/>
/// <seealso href="about_TempCardIssuance_Configuration"/>
[Cmdlet(VerbsCommon.New, "CardIssuanceConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(NewConfiguration))]
public sealed class NewCardIssuanceConfigurationCommand : StoppableCmdlet
{
    /// <summary>The folder, which is made if it is not there; without it the user's configuration folder.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// Certificate files (PEM or DER) of those who may read PINs and PUKs. Without it a key pair for that is made
    /// beside the configuration.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Recipient { get; set; } = [];

    /// <summary>
    /// The group of operators who all use the configuration, by name or number: they can read and write what is in the
    /// folder, and what is made there later (mode 2770). A folder in which there is something is given to them with all
    /// that is in it, and only with -Force. Not on Windows, where the folder's own rights count.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Group { get; set; }

    /// <summary>
    /// What the cards are for. Logon: keys, names, usages and revocation list as logon to a directory needs them; -CrlUrl
    /// is needed then.
    /// </summary>
    /// <value>Training</value>
    [Parameter]
    public CardPurpose For { get; set; }

    /// <summary>
    /// Where relying systems fetch the revocation list; the address stands in every certificate. Something has to bring
    /// the list there: publish, or publishCommand, of the authority.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? CrlUrl { get; set; }

    /// <summary>Writes tempcard.yaml anew where there is one; secrets and the authority are kept.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void EndProcessing() => Run(() =>
    {
        string folder = Path is null
            ? System.IO.Path.GetDirectoryName(ConfigurationFile.UserFile)!
            : ResolvePath(Path);
        var options = new ConfigurationTemplateOptions
        {
            Recipients = [.. Recipient.Select(ResolvePath)],
            Group = Group,
            Purpose = For,
            CrlUrl = CrlUrl,
            Force = Force,
        };
        Do(Configurations.PlanNew(folder, options), WriteObject);
    });
}
