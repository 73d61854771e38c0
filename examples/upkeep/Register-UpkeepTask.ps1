#Requires -Version 7.6

<#
.SYNOPSIS
Registers a scheduled task of Windows that does upkeep each quarter of an hour.

.DESCRIPTION
Run it as an administrator. The task runs as the account that is named, which needs to read the configuration and its
secrets and to run the program of handOver; a group managed service account (CONTOSO\tempcard$) needs no password.
Not tried on Windows.

.PARAMETER Account
The account that upkeep runs as.

.PARAMETER Configuration
The configuration file.

.EXAMPLE
./Register-UpkeepTask.ps1 -Account 'CONTOSO\tempcard$' -Configuration C:\ProgramData\tempcard\tempcard.yaml
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Account,

    [Parameter(Mandatory)]
    [string] $Configuration
)
$ErrorActionPreference = 'Stop'
$path = (Resolve-Path -LiteralPath $Configuration).ProviderPath -replace "'", "''"
$command = "if (-not (Invoke-CardUpkeep -Configuration '$path').IsDone) { exit 1 }"
$encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
$action = New-ScheduledTaskAction -Execute (Get-Process -Id $PID).Path -Argument "-NoProfile -NonInteractive -EncodedCommand $encoded"
$trigger = New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes 15)
$settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 1)
$principal = New-ScheduledTaskPrincipal -UserId $Account -LogonType Password
if ($PSCmdlet.ShouldProcess($Account, 'Register the task TempCard upkeep')) {
    Register-ScheduledTask -TaskName 'TempCard upkeep' -Action $action -Trigger $trigger -Settings $settings -Principal $principal
}
