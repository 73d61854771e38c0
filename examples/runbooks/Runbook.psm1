# What the runbooks share: one JSON object a line as log, and exit codes that mean the same in all of them.

<#
.SYNOPSIS
Writes one line of the log: time, level, runbook and event, then whatever else there is to say.

.DESCRIPTION
The line goes to standard output (as information, so that it never becomes the result of a function), or to the end
of the file.
#>
function Write-RunbookLog {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [string] $Runbook,

        [Parameter(Mandatory)]
        [string] $Event,

        [ValidateSet('info', 'warning', 'error')]
        [string] $Level = 'info',

        [System.Collections.IDictionary] $Data = @{},

        [string] $LogPath
    )
    $line = [ordered]@{
        time    = [DateTimeOffset]::UtcNow.ToString('o', [cultureinfo]::InvariantCulture)
        level   = $Level
        runbook = $Runbook
        event   = $Event
    }
    foreach ($name in $Data.Keys) {
        $line[$name] = $Data[$name]
    }

    $json = ConvertTo-Json -InputObject $line -Compress -EnumsAsStrings
    if ($LogPath) {
        Add-Content -LiteralPath $LogPath -Value $json -Encoding utf8NoBOM
    }
    else {
        Write-Information $json -InformationAction Continue
    }
}

<#
.SYNOPSIS
Writes an error record into the log: its id, what it is about, and what to do.
#>
function Write-RunbookError {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)]
        [System.Management.Automation.ErrorRecord] $ErrorRecord,

        [Parameter(Mandatory)]
        [string] $Runbook,

        [ValidateSet('warning', 'error')]
        [string] $Level = 'error',

        [string] $LogPath
    )
    process {
        $data = [ordered]@{
            errorId = Get-RunbookErrorId $ErrorRecord
            target  = "$($ErrorRecord.TargetObject)"
            message = "$ErrorRecord"
            remedy  = $ErrorRecord.ErrorDetails.RecommendedAction
        }
        Write-RunbookLog -Runbook $Runbook -Event 'problem' -Level $Level -Data $data -LogPath $LogPath
    }
}

# The stable part of the id: TempCard.StationEmpty,TempCardIssuance... becomes TempCard.StationEmpty.
function Get-RunbookErrorId([System.Management.Automation.ErrorRecord] $ErrorRecord) {
    ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
}

<#
.SYNOPSIS
The exit code for an error that ended a runbook; the same as that of the command line tool tempcard.

.OUTPUTS
1: some cards failed or were refused. 2: a parameter, a file or the configuration can't be used. 3: store, authority,
printer or station can't work now.
#>
function Get-RunbookExitCode([System.Management.Automation.ErrorRecord] $ErrorRecord) {
    switch ($ErrorRecord.CategoryInfo.Category) {
        { $_ -in 'InvalidOperation', 'ResourceBusy', 'PermissionDenied', 'OperationStopped' } { 1 }
        { $_ -in 'InvalidArgument', 'InvalidData', 'ObjectNotFound', 'ResourceExists', 'OpenError' } { 2 }
        default { 3 }
    }
}

Export-ModuleMember -Function Write-RunbookLog, Write-RunbookError, Get-RunbookErrorId, Get-RunbookExitCode
