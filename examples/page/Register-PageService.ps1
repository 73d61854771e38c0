#Requires -Version 7.6

<#
.SYNOPSIS
Registers the operator's page as a service of Windows, for people of other computers.

.DESCRIPTION
Run it as an administrator. People sign in as page.access of the configuration says; without that the page does not
start. The account needs to read the configuration and its secrets; a group managed service account (CONTOSO\tempcard$)
needs no password. Not tried on Windows.

.PARAMETER Program
tempcard-web.exe, the self-contained one of the release.

.PARAMETER Configuration
The configuration file.

.PARAMETER Credential
The account that the service runs as.

.PARAMETER Listen
Where the page listens.

.EXAMPLE
./Register-PageService.ps1 -Program C:\Apps\tempcard-web\tempcard-web.exe -Configuration C:\ProgramData\tempcard\tempcard.yaml -Credential 'CONTOSO\tempcard$'
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Program,

    [Parameter(Mandatory)]
    [string] $Configuration,

    [Parameter(Mandatory)]
    [pscredential] $Credential,

    [string] $Listen = '0.0.0.0:8443'
)
$ErrorActionPreference = 'Stop'
$exe = (Resolve-Path -LiteralPath $Program).ProviderPath
$file = (Resolve-Path -LiteralPath $Configuration).ProviderPath
if ($PSCmdlet.ShouldProcess('tempcard-web', 'Register the service')) {
    New-Service -Name tempcard-web -DisplayName 'TempCard operator page' -StartupType Automatic -Credential $Credential -BinaryPathName "`"$exe`" --config `"$file`" --listen $Listen"
}
