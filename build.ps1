#!/usr/bin/env pwsh
# ./build.ps1 [Build|Test|Soak|Package|Demo|Bench|Format] [-Name benchmark]; all logic is in build.proj.
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Soak', 'Package', 'Demo', 'Bench', 'Format')]
    [string] $Task = 'Build',

    [string] $Name = ''
)
$pwsh = (Get-Process -Id $PID).Path
dotnet msbuild "$PSScriptRoot/build.proj" -nologo -v:minimal "-t:$Task" "-p:Pwsh=$pwsh" "-p:Name=$Name"
exit $LASTEXITCODE
