# What the test files share. Dot-sourced in BeforeAll.

# A configuration of its own in TestDrive, connected to; gives the YAML file.
function New-TestConfiguration([string] $Name, [string] $Replace, [string] $With) {
    $made = New-CardIssuanceConfiguration -Path (Join-Path $TestDrive $Name)
    if ($Replace) {
        $yaml = Get-Content -Raw $made.ConfigurationFile
        $changed = $yaml -replace $Replace, $With
        if ($changed -eq $yaml) {
            throw "Nothing in the configuration matches '$Replace'."
        }

        [System.IO.File]::WriteAllText($made.ConfigurationFile, $changed)
    }

    Connect-CardIssuance $made.ConfigurationFile
    $made.ConfigurationFile
}

# A host of this name that keeps the warnings its user would see.
function New-TestHost([string] $Name) {
    if (-not ('TempCardIssuance.Pester.TestHost' -as [type])) {
        Add-Type -Path (Join-Path $PSScriptRoot 'TestHost.cs')
    }

    [TempCardIssuance.Pester.TestHost]::new($Name)
}

# The ids of the errors that a command ends with or writes, in order; never their texts.
function Get-ErrorId([scriptblock] $Command) {
    $ErrorActionPreference = 'Continue'
    $written = try {
        & $Command 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
    }
    catch {
        $_
    }

    @($written).ForEach({ ($_.FullyQualifiedErrorId -split ',')[0] })
}

# The one error that a command ends with.
function Get-TerminatingError([scriptblock] $Command) {
    try {
        $null = & $Command
        throw 'The command did not fail.'
    }
    catch {
        $_
    }
}

# What a user gets who types this and presses Tab.
function Get-Completion([string] $Line) {
    [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
}

# How to start this PowerShell once more: the program, and what has to be its first argument; as a .NET tool it runs in
# dotnet.
function Get-PowerShellCommand {
    $program = [Environment]::ProcessPath
    $program
    if ((Split-Path -LeafBase $program) -eq 'dotnet') {
        Join-Path $PSHOME 'pwsh.dll'
    }
}

# A new PowerShell process with nothing but the module in it; gives what it wrote.
function Invoke-NewProcess([string] $Script) {
    $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Script))
    $program, [string[]] $first = Get-PowerShellCommand
    & $program @first -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded
}

# Runs a command where the module can be found by name, as where it is installed.
function Invoke-WithModulePath([scriptblock] $Command) {
    $path = $env:PSModulePath
    $env:PSModulePath = "$(Split-Path (Split-Path $ModulePath))$([System.IO.Path]::PathSeparator)$path"
    try {
        & $Command
    }
    finally {
        $env:PSModulePath = $path
    }
}

# Runs a script file unattended in a process of its own; gives exit code, log (standard output, one JSON object a line)
# and what went to standard error.
function Invoke-Runbook([string] $File, [string[]] $Arguments) {
    $problems = Join-Path $TestDrive 'stderr.txt'
    $program, [string[]] $first = Get-PowerShellCommand
    $lines = Invoke-WithModulePath {
        & $program @first -NoProfile -NonInteractive -File $File @Arguments 2> $problems
    }
    [pscustomobject]@{
        ExitCode = $LASTEXITCODE
        Log      = @($lines | ConvertFrom-Json)
        Errors   = Get-Content -Raw $problems
    }
}
