param([Parameter(Mandatory)] [string] $ModulePath)

# What one front end refuses, the other does with the same id; exit codes follow from the kind of error.

BeforeDiscovery {
    $script:cases = @(
        @{ line = 'complete B-000099 --yes'; command = { Complete-CardBatch B-000099 -Force }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'cancel B-000099 --yes'; command = { Stop-CardBatch B-000099 -Force }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'repeat B-000099'; command = { Repeat-CardProduction B-000099 }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'resume B-000099'; command = { Resume-CardBatch B-000099 }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'batches B-000099'; command = { Get-CardBatch B-000099 }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'station run --batch B-000099'; command = { Start-CardIssuance -Join -BatchId B-000099 }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'complete B-000001'; command = { Complete-CardBatch B-000001 }; id = 'TempCard.BatchStateInvalid'; code = 1 }
        @{ line = 'cancel B-000001'; command = { Stop-CardBatch B-000001 }; id = 'TempCard.BatchStateInvalid'; code = 1 }
        @{ line = 'repeat B-000001'; command = { Repeat-CardProduction B-000001 }; id = 'TempCard.BatchStateInvalid'; code = 1 }
        @{ line = 'resume B-000001'; command = { Resume-CardBatch B-000001 }; id = 'TempCard.BatchStateInvalid'; code = 1 }
        @{ line = 'station run --batch B-000001'; command = { Start-CardIssuance -Join -BatchId B-000001 }; id = 'TempCard.BatchStateInvalid'; code = 1 }
        @{ line = 'repeat B-000002'; command = { Repeat-CardProduction B-000002 }; id = 'TempCard.NoCards'; code = 2 }
        @{ line = 'repeat B-000002 --number T-00001'; command = { Repeat-CardProduction B-000002 -CardNumber T-00001 }; id = 'TempCard.CardNotInBatch'; code = 2 }
        @{ line = 'history T-99999'; command = { Get-CardHistory T-99999 }; id = 'TempCard.CardNotFound'; code = 2 }
        @{ line = 'history --batch B-000099'; command = { Get-CardHistory -BatchId B-000099 }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'history --kind Nonsense'; command = { Get-CardHistory -Kind Nonsense }; id = 'TempCard.EventKindNotFound'; code = 2 }
        @{ line = 'issue T-00003 --pin-length 4'; command = { Start-CardIssuance T-00003 -PinLength 4 }; id = 'TempCard.PinLengthInvalid'; code = 2 }
        @{ line = 'issue T-00003 --puk-length 9'; command = { Start-CardIssuance T-00003 -PukLength 9 }; id = 'TempCard.PukLengthInvalid'; code = 2 }
        @{ line = 'issue T-00003 --certificate nobody'; command = { Start-CardIssuance T-00003 -Certificate nobody }; id = 'TempCard.ProfileNotFound'; code = 2 }
        @{ line = 'issue T-00003 --station nowhere'; command = { Start-CardIssuance T-00003 -Station nowhere }; id = 'TempCard.StationNotFound'; code = 2 }
        @{ line = 'issue T-00003 --no-encode --pin-length 8'; command = { Start-CardIssuance T-00003 -NoEncode -PinLength 8 }; id = 'TempCard.PinWithoutEncoding'; code = 2 }
        @{ line = 'issue T-00003 --no-encode --no-print'; command = { Start-CardIssuance T-00003 -NoEncode -NoPrint }; id = 'TempCard.NothingToDo'; code = 2 }
        @{ line = 'issue T-00003 --no-encode --certificate authentication'; command = { Start-CardIssuance T-00003 -NoEncode -Certificate authentication }; id = 'TempCard.CertificatesWithoutEncoding'; code = 2 }
        @{ line = 'request new --number T-00003'; command = { New-CardRequest -Number T-00003 }; id = 'TempCard.CardNumberExists'; code = 2 }
        @{ line = 'request new --number T/1'; command = { New-CardRequest -Number T/1 }; id = 'TempCard.CardNumberInvalid'; code = 2 }
        @{ line = 'request new --amount 1 --pattern T'; command = { New-CardRequest 1 -Pattern T }; id = 'TempCard.NumberPatternInvalid'; code = 2 }
        @{ line = 'request new --amount 1 --field site=x'; command = { New-CardRequest 1 -Field @{ site = 'x' } }; id = 'TempCard.FieldReserved'; code = 2 }
        @{ line = 'stations nowhere --test'; command = { Test-CardStation nowhere }; id = 'TempCard.StationNotFound'; code = 2 }
        @{ line = 'config new .'; command = { New-CardIssuanceConfiguration . }; id = 'TempCard.ConfigurationExists'; code = 2 }
        @{ line = 'config new . --what-if'; command = { New-CardIssuanceConfiguration . -WhatIf }; id = 'TempCard.ConfigurationExists'; code = 2 }
        @{ line = 'config show nowhere'; command = { Get-CardIssuanceConfiguration nowhere }; id = 'TempCard.ConfigurationMissing'; code = 2 }
        @{ line = 'store backup tempcard.yaml'; command = { Backup-CardStore tempcard.yaml }; id = 'TempCard.BackupNotPossible'; code = 2 }
        @{ line = 'store restore nowhere.db'; command = { Restore-CardStore nowhere.db -Force }; id = 'TempCard.RestoreNotPossible'; code = 2 }
        @{ line = 'store copy .'; command = { Copy-CardStore . }; id = 'TempCard.CopyNotPossible'; code = 2 }
        @{ line = 'store set --time-zone Nowhere/None'; command = { Set-CardStore Nowhere/None }; id = 'TempCard.TimeZoneNotFound'; code = 2 }
        @{ line = 'authority request nowhere --out a.csr'; command = { New-CardAuthorityRequest nowhere a.csr }; id = 'TempCard.AuthorityNotFound'; code = 2 }
        @{ line = 'authority request local --out tempcard.yaml'; command = { New-CardAuthorityRequest local tempcard.yaml }; id = 'TempCard.FileNotUsable'; code = 2 }
        @{ line = 'authority install local tempcard.yaml'; command = { Install-CardAuthorityCertificate local tempcard.yaml }; id = 'TempCard.AuthorityCertificateRefused'; code = 2 }
        @{ line = 'store copy nowhere'; command = { Copy-CardStore nowhere }; id = 'TempCard.ConfigurationMissing'; code = 2 }
        @{ line = 'repeat B-000002 --number T-00002 --attempt 2 --yes'; command = { Repeat-CardProduction B-000002 -CardNumber T-00002 -Attempt 2 -Force }; id = 'TempCard.ProductionNotLast'; code = 1 }
        @{ line = 'report B-000099'; command = { Export-CardBatchReport B-000099 }; id = 'TempCard.BatchNotFound'; code = 2 }
        @{ line = 'report B-000001 --path tempcard.yaml'; command = { Export-CardBatchReport B-000001 tempcard.yaml }; id = 'TempCard.FileNotUsable'; code = 2 }
        @{ line = 'report B-000001 --path nowhere/report.html'; command = { Export-CardBatchReport B-000001 nowhere/report.html }; id = 'TempCard.FileNotUsable'; code = 2 }
        @{ line = 'face --layout wrong.svg'; command = { Show-CardFace -Layout wrong.svg }; id = 'TempCard.LayoutInvalid'; code = 2 }
        @{ line = 'face --layout nowhere.svg'; command = { Show-CardFace -Layout nowhere.svg }; id = 'TempCard.LayoutInvalid'; code = 2 }
        @{ line = 'face T-00003 --layout asks.svg'; command = { Show-CardFace T-00003 -Layout asks.svg }; id = 'TempCard.FieldMissing'; code = 2 }
        @{ line = 'face T/1'; command = { Show-CardFace T/1 }; id = 'TempCard.CardNumberInvalid'; code = 2 }
        @{ line = 'face --printer nowhere'; command = { Show-CardFace -Printer nowhere }; id = 'TempCard.PrinterNotFound'; code = 2 }
        @{ line = 'face --path nowhere'; command = { Show-CardFace -Path nowhere }; id = 'TempCard.FileNotUsable'; code = 2 }
        @{ line = 'complete B-000002'; command = $null; id = 'TempCard.ConfirmationRequired'; code = 2 }
    )
}

BeforeAll {
    . $PSScriptRoot/common.ps1
    Import-Module $ModulePath
    $file = New-TestConfiguration 'parity'
    $null = New-CardRequest 3
    $null = Start-CardIssuance T-00001
    $null = Complete-CardBatch B-000001 -Force
    $null = Start-CardIssuance T-00002
    Push-Location (Split-Path $file)
    $head = '<svg xmlns="http://www.w3.org/2000/svg" width="85.60mm" height="53.98mm">'
    Set-Content ./wrong.svg "$head`n<script/>`n  <text>{site</text>`n</svg>"
    Set-Content ./asks.svg "$head`n<text>{wing}</text>`n</svg>"

    # Exit code of tempcard, and the ids of the errors that it tells.
    function Invoke-TempCard([string[]] $Arguments) {
        $told = & "$PSScriptRoot/../../artifacts/tempcard/tempcard" @Arguments --config $file --json 2>&1
        $lines = $told.Where({ $_ -is [System.Management.Automation.ErrorRecord] }).ForEach({ "$_" | ConvertFrom-Json -AsHashtable })
        @{
            Code = $LASTEXITCODE
            Ids = @($lines.ForEach({ $_.errorId ?? $_.error.id }).Where({ $_ }))
            Places = @([regex]::Matches($lines.error.message, 'line \d+, column \d+').Value)
        }
    }
}

AfterAll {
    Pop-Location
}

Describe 'The same errors in both front ends' -Tag 'Parity' {
    It 'tempcard <line>' -ForEach $cases {
        $outcome = Invoke-TempCard $line.Split(' ')
        $outcome.Ids | Should -Be $id
        $outcome.Code | Should -Be $code
        if ($command) {
            Get-ErrorId $command | Should -Be $id
        }
    }

    It 'a layout has its mistakes in the same places, all at once' {
        $places = 'line 2, column 2', 'line 3, column 9'
        (Invoke-TempCard 'face', '--layout', 'wrong.svg').Places | Should -Be $places
        $told = { Show-CardFace -Layout wrong.svg } | Should -Throw -PassThru
        [regex]::Matches($told.Exception.Message, 'line \d+, column \d+').Value | Should -Be $places
    }

    It 'rows of a file that can not be used have the same ids' {
        Set-Content ./rows.csv "CardNumber,Priority`nT-00003,1`nP-1,1`nP-1,1`nP-2,12"
        $ids = 'TempCard.CardNumberExists', 'TempCard.ImportRowInvalid', 'TempCard.ImportRowInvalid', 'TempCard.ImportInvalid'
        Get-ErrorId { Import-CardRequest ./rows.csv } | Should -Be $ids
        (Invoke-TempCard 'request', 'import', 'rows.csv').Ids | Should -Be $ids
        Get-TemporaryCard P-* | Should -BeNullOrEmpty
    }

    It 'a number that is in two files is refused in both' {
        Set-Content ./one.csv "CardNumber`nQ-1"
        Set-Content ./two.csv "CardNumber`nQ-1"
        $ids = 'TempCard.CardNumberExists', 'TempCard.ImportInvalid'
        Get-ErrorId { Import-CardRequest ./one.csv, ./two.csv } | Should -Be $ids
        (Invoke-TempCard 'request', 'import', 'one.csv', 'two.csv').Ids | Should -Be $ids
    }
}
