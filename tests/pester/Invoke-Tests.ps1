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

.PARAMETER Processes
How many files are run at once, each in a PowerShell of its own, whose output is shown when it has ended; 1 runs all in this
one. -Tag and -Name are for one process.

.EXAMPLE
PS> ./tests/pester/Invoke-Tests.ps1 -Path tests/pester/View.Tests.ps1 -Name 'colours states' -Verbose

Runs some tests of one file, and shows each. Every test runs alone as well as with all others.
#>
[CmdletBinding()]
param(
    [string] $ModulePath = "$PSScriptRoot/../../artifacts/module/TempCardIssuance/TempCardIssuance.psd1",

    [string[]] $Path = (Get-ChildItem $PSScriptRoot -Filter '*.Tests.ps1').FullName,

    [string[]] $Tag = @(),

    [string[]] $Name = @(),

    [ValidateRange(1, 64)]
    [int] $Processes = 1
)
$ErrorActionPreference = 'Stop'
if ($Processes -gt 1) {
    . "$PSScriptRoot/common.ps1"
    $program, [string[]] $first = Get-PowerShellCommand
    $arguments = $first + @('-NoProfile', '-NonInteractive', '-File', $PSCommandPath, '-ModulePath', $ModulePath)
    $passed = $failed = $skipped = 0
    # Large files first, so that none is left alone at the end.
    Get-Item $Path | Sort-Object Length -Descending | ForEach-Object -ThrottleLimit $Processes -Parallel {
        $arguments = $using:arguments
        $lines = & $using:program @arguments -Path $_.FullName 2>&1 | ForEach-Object { "$_" }
        [pscustomobject]@{ File = $_.Name; Lines = @($lines); ExitCode = $LASTEXITCODE }
    } | ForEach-Object {
        $_.Lines | Select-Object -SkipLast 1
        # A process that ended without its last line has failed, whatever its tests did.
        if ($_.Lines[-1] -match '^(\d+) passed, (\d+) failed, (\d+) skipped$') {
            $passed += [int]$Matches[1]
            $failed += [int]$Matches[2]
            $skipped += [int]$Matches[3]
        }
        else {
            $_.Lines[-1]
            "$($_.File): ended with exit code $($_.ExitCode)."
            $failed++
        }
    }

    "$passed passed, $failed failed, $skipped skipped"
    exit [int]($failed -gt 0 -or $passed -eq 0)
}

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
