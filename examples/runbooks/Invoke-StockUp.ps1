#Requires -Version 7.6
#Requires -Modules TempCardIssuance

<#
.SYNOPSIS
Keeps a stock of unassigned cards at every site: counts them, and requests and issues what is missing.

.DESCRIPTION
Meant for the night, unattended. For each site of the plan, or of stock: in the configuration, it counts the cards that can still be handed out
(Unassigned, and valid for some days more) and those on their way (in an open batch). What is missing is taken from
requests of an earlier night that could not be met, then requested anew, and issued in one batch for all sites.

The batch stays open: a person looks at the cards and completes it. Invoke-FailedRepeat.ps1 makes those again that
failed. Several nights in a row therefore never make more than the plan says.

The log is one JSON object a line: stockCounted for each site, problem for each error (errorId, target, message,
remedy), and last stockFull, stockShort or notDone.

Exit codes: 0 the stock is full; 1 some cards failed or could not be made; 2 the plan or the configuration can't be
used; 3 store, authority, printer or station can't work now. Where PowerShell itself refuses the parameters, it ends
with 1 and without a log.

.PARAMETER PlanPath
A CSV file with the columns Site and Cards: how many unassigned cards each site shall have. Without it what the
configuration says under stock.

.PARAMETER Configuration
The configuration file; without it that of TEMPCARD_CONFIG, else that of the user.

.PARAMETER MinimumDays
Cards that expire sooner than in so many days do not count: nobody will hand them out.

.PARAMETER RequestedBy
Who stands on the requests. Only requests of this name are taken up again.

.PARAMETER LogPath
Append the log to this file instead of writing it to standard output.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File Invoke-StockUp.ps1 -PlanPath stock.csv -LogPath /var/log/tempcard.jsonl

What a scheduler runs every night.

.LINK
Invoke-FailedRepeat.ps1
#>
[CmdletBinding()]
param(
    [ValidateNotNullOrEmpty()]
    [string] $PlanPath,

    [string] $Configuration,

    [ValidateRange(0, 3650)]
    [int] $MinimumDays = 2,

    [ValidateNotNullOrEmpty()]
    [string] $RequestedBy = 'stock-up',

    [string] $LogPath
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Runbook.psm1')
$log = @{ Runbook = 'Invoke-StockUp'; LogPath = $LogPath }

# The rows of the plan; what can't be meant is an error rather than a stock nobody asked for.
function Read-StockPlan([string] $Path) {
    if (-not $Path) {
        return Get-CardStock | Where-Object Wanted | Select-Object Site, @{ Name = 'Cards'; Expression = 'Wanted' }
    }

    $rows = @(Import-Csv -LiteralPath $Path)
    $wrong = @($rows.Where({ -not $_.Site -or $_.Site -match '[*?]' -or $_.Cards -notmatch '^\d{1,4}$' }))
    $twice = @($rows | Group-Object Site | Where-Object Count -GT 1)
    if ($rows.Count -eq 0 -or $wrong -or $twice) {
        $what = ($wrong + $twice.Group).ForEach({ "'$($_.Site)', '$($_.Cards)'" }) -join '; '
        $exception = [System.IO.InvalidDataException]::new(
            "The plan needs the columns Site and Cards, each site once, up to 9999 cards. Wrong: $($what ? $what : 'no row').")
        throw [System.Management.Automation.ErrorRecord]::new($exception, 'StockPlanInvalid', 'InvalidData', $Path)
    }

    $rows | Select-Object Site, @{ Name = 'Cards'; Expression = { [int] $_.Cards } }
}

# How many cards a site lacks.
function Measure-Shortage($Row) {
    $usable = [DateTimeOffset]::Now.AddDays($MinimumDays)
    $unassigned = @(Get-TemporaryCard -Site $Row.Site -State Unassigned | Where-Object ValidUntil -GT $usable).Count
    $underway = @(Get-TemporaryCard -Site $Row.Site -State InProduction, Failed).Count
    $missing = [Math]::Max(0, $Row.Cards - $unassigned - $underway)
    Write-RunbookLog @log -Event stockCounted -Data ([ordered]@{
            site = $Row.Site; wanted = $Row.Cards; unassigned = $unassigned; underway = $underway; missing = $missing
        })
    $missing
}

# The numbers of so many requested cards of a site: left from another night, then new ones.
function Get-StockRequest([string] $Site, [int] $Amount) {
    $cards = @(Get-RequestedCard -Site $Site -RequestedBy $RequestedBy -First $Amount)
    if ($cards.Count -lt $Amount) {
        $cards += @(New-CardRequest ($Amount - $cards.Count) -Site $Site -RequestedBy $RequestedBy)
    }

    $cards.CardNumber
}

try {
    $place = $Configuration ? @{ Configuration = $Configuration } : @{}
    Connect-CardIssuance @place
    $plan = Read-StockPlan $PlanPath
    $numbers = @(foreach ($row in $plan) {
            $missing = Measure-Shortage $row
            if ($missing -gt 0) {
                Get-StockRequest $row.Site $missing
            }
        })
    if ($numbers.Count -eq 0) {
        Write-RunbookLog @log -Event stockFull
        exit 0
    }

    # One card that fails must not end the batch; what went wrong with it is in $problems.
    $batch = Start-CardIssuance $numbers -ErrorAction SilentlyContinue -ErrorVariable problems
    $problems | Write-RunbookError @log -Level warning
    $full = $batch.Unassigned -eq $numbers.Count
    Write-RunbookLog @log -Event ($full ? 'stockFull' : 'stockShort') -Level ($full ? 'info' : 'warning') -Data ([ordered]@{
            batch = $batch.Id; state = $batch.State; wanted = $numbers.Count; made = $batch.Unassigned
            failed = $batch.Failed; left = $batch.InProduction
        })
    exit ($full ? 0 : 1)
}
catch {
    Write-RunbookError @log $_
    $code = Get-RunbookExitCode $_
    Write-RunbookLog @log -Event notDone -Level error -Data @{ exitCode = $code }
    exit $code
}
