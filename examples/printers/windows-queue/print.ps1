#requires -Version 7.4
# NOT TRIED: written from the documents of Windows, without a Windows.
# Prints a card on a queue of Windows with a PDF viewer that prints in silence, and waits until the job is gone.
#   print: [pwsh, -NoProfile, -File, 'C:\tempcard\print.ps1', -Queue, 'Card Printer', -Document, '{document}']
param(
    [Parameter(Mandatory)] [string] $Queue,
    [Parameter(Mandatory)] [string] $Document,
    [string] $Viewer = "$env:ProgramFiles\SumatraPDF\SumatraPDF.exe"
)
$ErrorActionPreference = 'Stop'
try {
    $printer = Get-Printer -Name $Queue
    if ($printer.PrinterStatus -ne 'Normal') {
        [Console]::Error.WriteLine("$Queue is $($printer.PrinterStatus)")
        exit ($printer.PrinterStatus -match 'PaperOut|NoToner' ? 66 : 75)
    }
}
catch {
    [Console]::Error.WriteLine($_)
    exit 75 # nothing was printed, try again
}

$before = @(Get-PrintJob -PrinterName $Queue | ForEach-Object Id)
& $Viewer -print-to $Queue -print-settings 'noscale' -silent $Document | Out-Null
if ($LASTEXITCODE -ne 0) { exit 1 }

while ($job = Get-PrintJob -PrinterName $Queue | Where-Object Id -NotIn $before | Select-Object -First 1) {
    if ($job.JobStatus -match 'Error|Blocked|PaperOut|UserIntervention') {
        [Console]::Error.WriteLine("the job is $($job.JobStatus)")
        Remove-PrintJob -PrinterName $Queue -ID $job.Id
        exit 1 # somebody has to look
    }
    Start-Sleep -Seconds 1
}
