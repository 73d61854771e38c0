#Requires -Version 7.6

<#
.SYNOPSIS
Registers the stations of this computer as a service of Windows.

.DESCRIPTION
Run it as an administrator. The service works on batches that were put in line elsewhere, on the operator's page or with
-Enqueue, also while nobody is logged on. The account needs to read the configuration and its secrets and to use the
printers; a group managed service account (CONTOSO\tempcard$) needs no password. What the stations say goes to the event
log Application, source tempcard. Not tried on Windows; the service itself ran under Wine.

.PARAMETER Program
tempcard.exe, the self-contained one of the release.

.PARAMETER Configuration
The configuration file.

.PARAMETER Credential
The account that the service runs as.

.PARAMETER Station
These stations only; without it all of the configuration.

.EXAMPLE
./Register-StationService.ps1 -Program C:\Apps\tempcard\tempcard.exe -Configuration C:\ProgramData\tempcard\tempcard.yaml -Credential 'CONTOSO\tempcard$'
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Program,

    [Parameter(Mandatory)]
    [string] $Configuration,

    [Parameter(Mandatory)]
    [pscredential] $Credential,

    [ValidatePattern('^[^"]+$')]
    [string[]] $Station = @()
)
$ErrorActionPreference = 'Stop'
$exe = (Resolve-Path -LiteralPath $Program).ProviderPath
$file = (Resolve-Path -LiteralPath $Configuration).ProviderPath
$command = "`"$exe`" station run --config `"$file`""
foreach ($name in $Station) {
    $command += " --station `"$name`""
}
if ($PSCmdlet.ShouldProcess('tempcard', 'Register the service')) {
    if (-not [System.Diagnostics.EventLog]::SourceExists('tempcard')) {
        [System.Diagnostics.EventLog]::CreateEventSource('tempcard', 'Application')
    }
    New-Service -Name tempcard -DisplayName 'TempCard stations' -StartupType Automatic -Credential $Credential -BinaryPathName $command
    # A store that is away at its start comes back: start again after ten seconds, then a minute.
    sc.exe failure tempcard reset= 3600 actions= restart/10000/restart/60000/restart/60000
    sc.exe failureflag tempcard 1
}
