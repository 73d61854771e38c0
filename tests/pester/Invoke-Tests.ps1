#Requires -Version 7.6

<#
.SYNOPSIS
Runs the Pester suite against a module as it is shipped.

.PARAMETER ModulePath
The manifest of the assembled module.

.PARAMETER Path
Test files to run; without it all.

.PARAMETER Tag
Only tests with one of these tags: Module, Configuration, Requests, Issuance, Behaviour, Completion, View, Pipeline, Input,
Jobs, Errors, Help, Package, Demo, Runbooks, Examples, Jea.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string[]] $Path = (Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1').FullName,

    [string[]] $Tag = @()
)
$ErrorActionPreference = 'Stop'
# Not by #Requires: with Pester named there, pwsh -File ends with 0 whatever the script says.
Import-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.999
$ProgressPreference = 'SilentlyContinue'
# Neither the user's configuration nor the user's terminal may make a difference.
$env:TEMPCARD_CONFIG = $null
$env:NO_COLOR = $null

$configuration = New-PesterConfiguration
$manifest = (Resolve-Path $ModulePath).ProviderPath
$configuration.Run.Container = foreach ($file in $Path) {
    New-PesterContainer -Path $file -Data @{ ModulePath = $manifest }
}
$configuration.Run.PassThru = $true
$configuration.Filter.Tag = $Tag
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'

$result = Invoke-Pester -Configuration $configuration
foreach ($test in $result.Skipped) {
    "skipped: $($test.ExpandedPath): $($test.ErrorRecord)"
}
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"$($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
exit [int]($failed -gt 0 -or $result.PassedCount -eq 0)
