#!/usr/bin/env pwsh
# ./build.ps1 [Build|Dev|Test|Soak|Package|Demo|Page|Bench|Format] [-Name benchmark]; all logic is in build.proj.
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Dev', 'Test', 'Soak', 'Package', 'Demo', 'Page', 'Bench', 'Format')]
    [string] $Task = 'Build',

    [string] $Name = ''
)
# Tests and demo run in this PowerShell, whatever else there is.
$env:PATH = $PSHOME + [System.IO.Path]::PathSeparator + $env:PATH
$arguments = 'msbuild', "$PSScriptRoot/build.proj", '-nologo', '-v:minimal', "-t:$Task", "-p:Name=$Name"
if ($Task -ne 'Bench') {
    dotnet @arguments
    $code = $LASTEXITCODE
    $isTerminal = -not ([Console]::IsInputRedirected -or [Console]::IsOutputRedirected)
    if ($Task -eq 'Demo' -and $code -eq 0 -and $isTerminal -and (Read-Host "Open the operator's page with this store? [y/N]") -like 'y*') {
        & $PSCommandPath Page
        $code = $LASTEXITCODE
    }

    exit $code
}

# Standard output is for the measurements only.
dotnet @arguments | ForEach-Object { [Console]::Error.WriteLine($_) }
if ($LASTEXITCODE -eq 0) {
    Get-Content -LiteralPath "$PSScriptRoot/artifacts/bench/$Name.jsonl"
}

exit $LASTEXITCODE
