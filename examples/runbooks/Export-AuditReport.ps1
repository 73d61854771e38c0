#Requires -Version 7.6
#Requires -Modules TempCardIssuance

<#
.SYNOPSIS
Writes the audit trail of a period to a file: JSON lines or CSV.

.DESCRIPTION
Every event of the period in the order it happened: sequence, time (UTC), operator, kind, card, batch, production,
station, error id, detail, and the hash that chains it to the event before. The trail names cards, people and
certificates; PIN, PUK and keys are never in it.

The report is written beside its place and moved there when it is whole, so that whoever collects it never finds half
of one. An existing report of that name is replaced.

The log is one JSON object a line: eventsCounted for each kind of event, then reportWritten or notDone.

Exit codes: 0 the report is written (also where nothing happened); 2 parameters or configuration can't be used; 3 the
store can't be read or the report can't be written. Where PowerShell itself refuses the parameters, it ends with 1 and
without a log.

.PARAMETER OutputPath
The report; its ending says the form: .jsonl or .csv.

.PARAMETER From
The first moment of the period; without it midnight of yesterday.

.PARAMETER Before
The first moment after the period; without it one day after -From.

.PARAMETER Configuration
The configuration file; without it that of TEMPCARD_CONFIG, else that of the user.

.PARAMETER LogPath
Append the log to this file instead of writing it to standard output.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File Export-AuditReport.ps1 -OutputPath audit.jsonl

The report of yesterday.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File Export-AuditReport.ps1 -OutputPath may.csv -From 2026-05-01 -Before 2026-06-01
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidatePattern('\.(jsonl|csv)$', ErrorMessage = "'{0}' ends neither in .jsonl nor in .csv.")]
    [string] $OutputPath,

    [DateTime] $From = [DateTime]::Today.AddDays(-1),

    [DateTime] $Before = $From.AddDays(1),

    [string] $Configuration,

    [string] $LogPath
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Runbook.psm1')
$log = @{ Runbook = 'Export-AuditReport'; LogPath = $LogPath }
$kinds = [System.Collections.Generic.SortedDictionary[string, int]]::new([StringComparer]::Ordinal)

# One event as the report has it; counted as it passes.
filter ConvertTo-ReportRow {
    $kinds[$_.Kind] = 1 + ($kinds.ContainsKey($_.Kind) ? $kinds[$_.Kind] : 0)
    $time = $_.At.ToUniversalTime().ToString('o', [cultureinfo]::InvariantCulture)
    $_ | Select-Object Sequence, @{ Name = 'At'; Expression = { $time } }, Operator, Kind, CardNumber, BatchId, ProductionId,
        Station, ErrorId, Detail, Hash
}

try {
    $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
    $unfinished = "$path.$PID.tmp"
    $place = $Configuration ? @{ Configuration = $Configuration } : @{}
    Connect-CardIssuance @place
    if ([System.IO.Path]::GetExtension($path) -eq '.csv') {
        Get-CardHistory -From $From -Before $Before | ConvertTo-ReportRow | Export-Csv -LiteralPath $unfinished
    }
    else {
        Get-CardHistory -From $From -Before $Before | ConvertTo-ReportRow |
            ForEach-Object { ConvertTo-Json $_ -Compress } | Set-Content -LiteralPath $unfinished
    }

    if (-not (Test-Path -LiteralPath $unfinished)) {
        $null = New-Item -ItemType File $unfinished
    }

    Move-Item -LiteralPath $unfinished -Destination $path -Force
    foreach ($kind in $kinds.Keys) {
        Write-RunbookLog @log -Event eventsCounted -Data ([ordered]@{ kind = $kind; events = $kinds[$kind] })
    }

    $total = ($kinds.Values | Measure-Object -Sum).Sum
    Write-RunbookLog @log -Event reportWritten -Data ([ordered]@{
            path = $path; from = $From.ToString('o'); before = $Before.ToString('o'); events = [int] $total
        })
    exit 0
}
catch {
    if ($unfinished -and (Test-Path -LiteralPath $unfinished)) {
        Remove-Item -LiteralPath $unfinished
    }

    Write-RunbookError @log $_
    $code = Get-RunbookExitCode $_
    Write-RunbookLog @log -Event notDone -Level error -Data @{ exitCode = $code }
    exit $code
}
