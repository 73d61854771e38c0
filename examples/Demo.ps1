#Requires -Version 7.6

<#
.SYNOPSIS
Issues twenty temporary cards on three stations in software: one is torn out half way, one face is judged wrong, both
are repeated, and the batch is completed.

.PARAMETER ModulePath
The manifest of the module.

.PARAMETER OutputPath
Where everything goes: configuration, secrets, store, authority, faces. It is made anew; it must not hold anything else.

.EXAMPLE
./Demo.ps1 -OutputPath ./demo
#>
[CmdletBinding()]
param(
    [string] $ModulePath = 'TempCardIssuance',

    [Parameter(Mandatory)]
    [string] $OutputPath
)
$ErrorActionPreference = 'Stop'
Import-Module ((Test-Path $ModulePath) ? (Resolve-Path $ModulePath) : $ModulePath)

function Write-Step([string] $Text) {
    "`n== $Text"
}

$OutputPath = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutputPath)
if (Test-Path (Join-Path $OutputPath 'tempcard.yaml')) {
    Remove-Item -Recurse -Force $OutputPath
}

Write-Step 'Configuration: three virtual stations, two certificates on each card'
$configuration = (New-CardIssuanceConfiguration $OutputPath).ConfigurationFile
Copy-Item (Join-Path $PSScriptRoot 'demo.yaml') $configuration
Connect-CardIssuance $configuration
Test-CardStation | Format-Table | Out-String -Width 120

Write-Step 'Import 20 requests'
Import-CardRequest (Join-Path $PSScriptRoot 'requests.csv') | Group-Object Site -NoElement | Format-Table | Out-String

Write-Step 'Issue them; one card is torn out of its reader half way'
# The error of a single card must not end this script: it is looked at below.
$batch = Get-RequestedCard | Start-CardIssuance -ErrorAction SilentlyContinue -ErrorVariable problems
$problems.ForEach({ "$(($_.FullyQualifiedErrorId -split ',')[0]): $_" })
$batch | Format-Table | Out-String

Write-Step 'The operator looks at the cards: one failed, and the face of one is judged wrong; both are repeated'
$failed = $batch.Productions | Where-Object State -EQ 'Failed'
$wrong = $batch.Productions | Where-Object State -EQ 'Succeeded' | Select-Object -First 1
$null = Repeat-CardProduction $batch.Id -CardNumber $failed.CardNumber, $wrong.CardNumber -Reason 'torn out; face smeared' -Force

Write-Step 'Everything is in order: complete the batch'
$batch = Complete-CardBatch $batch.Id -Force
$batch | Format-List | Out-String -Width 160

$spoiled = $batch.Productions | Where-Object State -EQ 'Spoiled'
$revoked = @($spoiled.Certificates | Where-Object State -EQ 'Revoked')
$json = Join-Path $OutputPath 'batch.json'
$batch | ConvertTo-Json -Depth 6 -EnumsAsStrings | Set-Content $json

# The revocation list itself is asked: removing an entry succeeds only if it is there.
$list = [System.Security.Cryptography.X509Certificates.CertificateRevocationListBuilder]::LoadPem(
    (Get-Content -Raw (Join-Path $OutputPath 'ca/crl.pem')), [ref] [bigint]::Zero)
$listed = @($revoked | Where-Object { $list.RemoveEntry([System.Convert]::FromHexString($_.SerialNumber)) })

Write-Step 'Where to look'
$summary = [ordered]@{
    'report'               = (Export-CardBatchReport $batch.Id (Join-Path $OutputPath 'report.html')).Path
    'faces'                = Join-Path $OutputPath 'faces'
    'revocation list'      = Join-Path $OutputPath 'ca/crl.pem'
    'batch as JSON'        = $json
    'unassigned cards'     = @(Get-TemporaryCard -State Unassigned).Count
    'spoiled bodies'       = @($spoiled).Count
    'revoked certificates' = $listed.Count
}
$summary.GetEnumerator().ForEach({ '{0,-22}{1}' -f $_.Key, $_.Value })

$asExpected = $batch.State -eq 'Completed' -and $batch.Unassigned -eq 20 -and @($spoiled).Count -eq 2 -and
    $listed.Count -gt 0 -and $listed.Count -eq @($spoiled.Certificates).Count
if (-not $asExpected) {
    Write-Error 'The demo did not end as it should: 20 unassigned cards, 2 spoiled bodies, their certificates revoked.'
}
