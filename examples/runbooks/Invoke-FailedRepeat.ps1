#Requires -Version 7.6
#Requires -Modules TempCardIssuance

<#
.SYNOPSIS
Makes the failed cards of all open batches again.

.DESCRIPTION
Meant to run some time after issuance, when blanks and printers have been seen to. For each batch that is Produced and
has failed cards, those are made again on new bodies; the old bodies are spoiled and their certificates revoked. A
card that has been tried often enough is left to a person: something about it is wrong that plastic will not cure.

With -Resume, batches that were interrupted are taken up first. It is a switch because somebody may have stopped the
batch on purpose.

What another process is working on (TempCard.BatchBusy, TempCard.StoreConflict) is passed over. No batch is completed:
that is for a person to do.

The log is one JSON object a line: batchDone for each batch, problem for each error (errorId, target, message,
remedy), givenUp for each card tried too often, and last allMade, cardsLeft or notDone.

Exit codes: 0 no card is left failed or unmade; 1 some are; 2 the configuration can't be used; 3 store, authority,
printer or station can't work now. Where PowerShell itself refuses the parameters, it ends with 1 and without a log.

.PARAMETER Configuration
The configuration file; without it that of TEMPCARD_CONFIG, else that of the user.

.PARAMETER MaxAttempts
How often a card is tried altogether, within its batch.

.PARAMETER Resume
Take up interrupted batches too.

.PARAMETER LogPath
Append the log to this file instead of writing it to standard output.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File Invoke-FailedRepeat.ps1 -MaxAttempts 2

.LINK
Invoke-StockUp.ps1
#>
[CmdletBinding()]
param(
    [string] $Configuration,

    [ValidateRange(1, 20)]
    [int] $MaxAttempts = 3,

    [switch] $Resume,

    [string] $LogPath
)
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Runbook.psm1')
$log = @{ Runbook = 'Invoke-FailedRepeat'; LogPath = $LogPath }
$reason = 'Repeated by Invoke-FailedRepeat'

# Numbers of the cards whose last try failed, without those that were tried too often.
function Get-FailedNumber($Batch) {
    foreach ($card in $Batch.Productions | Group-Object CardNumber) {
        $last = $card.Group[-1]
        if ($last.State -ne 'Failed') {
            continue
        }

        if ($last.Attempt -lt $MaxAttempts) {
            $last.CardNumber
        }
        else {
            Write-RunbookLog @log -Event givenUp -Level warning -Data ([ordered]@{
                    batch = $Batch.Id; card = $last.CardNumber; attempts = $last.Attempt; errorId = $last.ErrorId
                })
        }
    }
}

# Takes up one batch and makes what failed again; gives the batch as it then is.
function Repair-Batch($Batch) {
    if ($Batch.State -eq 'Interrupted') {
        $Batch = $Batch | Resume-CardBatch -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems | Write-RunbookError @log -Level warning
    }

    $numbers = @(Get-FailedNumber $Batch)
    if ($Batch.State -eq 'Produced' -and $numbers) {
        $Batch = Repeat-CardProduction $Batch.Id -CardNumber $numbers -Reason $reason -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems | Write-RunbookError @log -Level warning
    }

    Write-RunbookLog @log -Event batchDone -Data ([ordered]@{
            batch = $Batch.Id; state = $Batch.State; repeated = $numbers.Count; unassigned = $Batch.Unassigned
            failed = $Batch.Failed; left = $Batch.InProduction
        })
    $Batch
}

try {
    $place = $Configuration ? @{ Configuration = $Configuration } : @{}
    Connect-CardIssuance @place
    $states = $Resume ? @('Produced', 'Interrupted') : @('Produced')
    $short = 0
    foreach ($batch in @(Get-CardBatch -State $states)) {
        if ($batch.State -eq 'Produced' -and $batch.Failed -eq 0) {
            continue
        }

        $after = Repair-Batch $batch
        # Nothing comes back where somebody else works on the batch just now.
        $short += $after ? $after.Failed + $after.InProduction : $batch.Failed + $batch.InProduction
    }

    Write-RunbookLog @log -Event ($short ? 'cardsLeft' : 'allMade') -Level ($short ? 'warning' : 'info') -Data @{ cards = $short }
    exit ($short ? 1 : 0)
}
catch {
    Write-RunbookError @log $_
    $code = Get-RunbookExitCode $_
    Write-RunbookLog @log -Event notDone -Level error -Data @{ exitCode = $code }
    exit $code
}
