#Requires -Version 7.6

<#
.SYNOPSIS
Runs the Pester suite against a module as it is shipped.

.PARAMETER ModulePath
The manifest of the assembled module; without it that of ./build.sh dev or build.

.PARAMETER Path
Test files to run; without it all.

.PARAMETER Tag
Only tests with one of these tags: the names of the files, such as Module or View.

.PARAMETER Name
Only tests whose full name (of Describe, Context and It, with points between) has one of these texts in it; wildcards work.

.EXAMPLE
PS> ./tests/pester/Invoke-Tests.ps1 -Path tests/pester/View.Tests.ps1 -Name 'colours states' -Verbose

Runs some tests of one file, and shows each. Every test runs alone as well as with all others.
#>
[CmdletBinding()]
param(
    [string] $ModulePath = "$PSScriptRoot/../../artifacts/module/TempCardIssuance/TempCardIssuance.psd1",

    [string[]] $Path = (Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1').FullName,

    [string[]] $Tag = @(),

    [string[]] $Name = @()
)
$ErrorActionPreference = 'Stop'
# Where build.proj puts Pester if there is none.
$env:PSModulePath = $env:PSModulePath, "$PSScriptRoot/../../artifacts/pester" -join [System.IO.Path]::PathSeparator
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
$configuration.Filter.FullName = $Name.ForEach({ "*$_*" })
$configuration.Output.Verbosity = $VerbosePreference -eq 'SilentlyContinue' ? 'Normal' : 'Detailed'
# What -Verbose is for here; the module's own messages stay out of the way.
$VerbosePreference = 'SilentlyContinue'
$configuration.Output.RenderMode = 'Plaintext'

$result = Invoke-Pester -Configuration $configuration
foreach ($test in $result.Skipped) {
    "skipped: $($test.ExpandedPath): $($test.ErrorRecord)"
}
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"$($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
exit [int]($failed -gt 0 -or $result.PassedCount -eq 0)
