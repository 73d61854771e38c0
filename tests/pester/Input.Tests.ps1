param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath

    # The texts of -WhatIf, which only a host sees.
    function Get-WhatIf([string] $Command) {
        $said = Invoke-NewProcess "Import-Module '$ModulePath'; Connect-CardIssuance '$file'; $Command"
        $said -join "`n"
    }
}

Describe 'A card in the pipeline' -Tag 'Input' {
    BeforeEach {
        $file = New-TestConfiguration (New-Guid)
        $null = New-CardRequest 9
        $null = Start-CardIssuance T-00001, T-00002, T-00003, T-00004, T-00005, T-00006
        $null = Start-CardIssuance T-00007, T-00008
    }

    It 'is given back alone by Stop-CardBatch: <what>' -ForEach @(
        @{ what = 'a card'; number = 'T-00001'; command = { Get-TemporaryCard T-00001 | Stop-CardBatch -Force } }
        @{ what = 'a production'; number = 'T-00002'; command = { (Get-CardBatch B-000001).Productions | Where-Object CardNumber -EQ T-00002 | Stop-CardBatch -Force } }
        @{ what = 'a row'; number = 'T-00003'; command = { 'BatchId,CardNumber', 'B-000001,T-00003' | ConvertFrom-Csv | Stop-CardBatch -Force } }
        @{ what = 'a row with Number'; number = 'T-00004'; command = { [pscustomobject]@{ Id = 'B-000001'; Number = 'T-00004' } | Stop-CardBatch -Force } }
    ) {
        (& $command).State | Should -Be 'Produced'
        (Get-TemporaryCard $number).State | Should -Be 'Requested'
        @(Get-TemporaryCard -BatchId B-000001).Count | Should -Be 5
    }

    It 'is worked on together with the others of its batch' {
        $batches = Get-TemporaryCard T-00005, T-00007 | Stop-CardBatch -Force
        $batches.Id | Should -Be 'B-000001', 'B-000002'
        $batches.State | Should -Be 'Produced', 'Produced'
        (Get-TemporaryCard T-0000[1-8] -Order Number).State |
            Should -Be (@('Unassigned') * 4 + 'Requested', 'Unassigned', 'Requested', 'Unassigned')
    }

    It 'without a number never stands for its batch' {
        $row = [pscustomobject]@{ BatchId = 'B-000001'; CardNumber = '' }
        Get-ErrorId { $row | Stop-CardBatch -Force } | Should -Be 'ParameterArgumentValidationError'
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
    }

    It 'without a batch is an error' {
        Get-ErrorId { Get-RequestedCard T-00009 | Stop-CardBatch -Force } | Should -Be 'ParameterArgumentTransformationError'
    }

    It 'never completes its batch' {
        Get-ErrorId { Get-TemporaryCard T-00006 | Complete-CardBatch -Force } |
            Should -Be 'ParameterArgumentTransformationError'
        Get-ErrorId { [pscustomobject]@{ BatchId = 'B-000001'; CardNumber = 'T-00006' } | Complete-CardBatch -Force } |
            Should -Be 'ParameterArgumentTransformationError'
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
    }

    It 'ends the batch where it was the last' {
        (Get-TemporaryCard T-00007 | Stop-CardBatch -Force).State | Should -Be 'Produced'
        (Get-TemporaryCard T-00008 | Stop-CardBatch -Force).State | Should -Be 'Cancelled'
    }
}

Describe 'What -WhatIf says' -Tag 'Input' {
    BeforeAll {
        $file = New-TestConfiguration 'whatif' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 17 }]'
        $null = New-CardRequest 8
        $null = Start-CardIssuance T-00001, T-00002, T-00003 -ErrorAction SilentlyContinue
        $null = Start-CardIssuance T-00004
        $null = Complete-CardBatch B-000002 -Force
        Set-Content (Join-Path $TestDrive 'rows.csv') 'CardNumber', 'C-1', 'C-2'
    }

    It 'names cards: <command>' -ForEach @(
        @{ command = 'Stop-CardBatch B-000001'; says = 'B-000001.*3 cards.*T-00001, T-00002, T-00003' }
        @{ command = 'Get-TemporaryCard T-00001, T-00003 | Stop-CardBatch'; says = '2 cards \(T-00001, T-00003\) of batch B-000001' }
        @{ command = 'Complete-CardBatch B-000001 -ReleaseFailed'; says = 'B-000001.*2 cards.*1 card that failed.*T-00002' }
        @{ command = 'Repeat-CardProduction B-000001'; says = 'T-00002.*B-000001' }
        @{ command = 'New-CardRequest -Number Y-1, Y-2'; says = 'Y-1, Y-2' }
        @{ command = "Import-CardRequest '{0}/rows.csv'"; says = '2 cards: C-1, C-2' }
        @{ command = 'Remove-CardRequest t-00008'; says = 'T-00008' }
    ) {
        Get-WhatIf ("$command -WhatIf" -replace '\{0\}', $TestDrive) | Should -Match $says
    }

    It 'is the error that would come: <command>' -ForEach @(
        @{ command = { Stop-CardBatch B-000002 -WhatIf }; id = 'BatchStateInvalid' }
        @{ command = { Stop-CardBatch B-000001 -CardNumber T-00008 -WhatIf }; id = 'CardNotInBatch' }
        @{ command = { Stop-CardBatch B-9 -WhatIf }; id = 'BatchNotFound' }
        @{ command = { Complete-CardBatch B-000001 -WhatIf }; id = 'BatchHasFailedCards' }
        @{ command = { Complete-CardBatch B-000002 -WhatIf }; id = 'BatchStateInvalid' }
        @{ command = { Repeat-CardProduction B-000002 -WhatIf }; id = 'BatchStateInvalid' }
        @{ command = { Repeat-CardProduction B-000001 T-00008 -WhatIf }; id = 'CardNotInBatch' }
        @{ command = { Remove-CardRequest T-00004 -WhatIf }; id = 'CardNotRequested' }
        @{ command = { Remove-CardRequest NOPE -WhatIf }; id = 'CardNotFound' }
        @{ command = { New-CardRequest -Number T-00001 -WhatIf }; id = 'CardNumberExists' }
        @{ command = { New-CardRequest 1 -Pattern X -WhatIf }; id = 'NumberPatternInvalid' }
        @{ command = { New-CardRequest 1 -Field @{ Site = 'Basel' } -WhatIf }; id = 'FieldReserved' }
    ) {
        Get-ErrorId $command | Should -Be "TempCard.$id"
    }
}

Describe 'Objects in the pipeline' -Tag 'Input' {
    BeforeAll {
        $file = New-TestConfiguration 'objects'
        $null = New-CardRequest 9
        $null = Start-CardIssuance T-00001, T-00002
        $null = Start-CardIssuance T-00003, T-00004
        $null = Start-CardIssuance T-00005
    }

    It 'are read by their properties: <what>' -ForEach @(
        @{ what = 'a batch id'; command = { [pscustomobject]@{ Id = 'B-000001' } | Get-TemporaryCard -Order Number }; expected = 'T-00001', 'T-00002' }
        @{ what = 'a batch'; command = { Get-CardBatch B-000002 | Get-TemporaryCard -Order Number }; expected = 'T-00003', 'T-00004' }
        @{ what = 'a number'; command = { [pscustomobject]@{ Number = 'T-00009' } | Get-RequestedCard }; expected = 'T-00009' }
        @{ what = 'a card as an argument'; command = { Get-TemporaryCard (Get-RequestedCard T-00008) }; expected = 'T-00008' }
    ) {
        (& $command).CardNumber | Should -Be $expected
    }

    It 'are an error where they say nothing: <what>' -ForEach @(
        @{ what = 'any object'; command = { [pscustomobject]@{ Name = 'x' } | Get-TemporaryCard }; id = 'ParameterArgumentTransformationError' }
        @{ what = 'a hashtable'; command = { @{ CardNumber = 'T-00001' } | Get-RequestedCard }; id = 'ParameterArgumentTransformationError' }
        @{ what = 'a batch where cards are wanted'; command = { Get-CardBatch B-000001 | Get-RequestedCard }; id = 'ParameterArgumentTransformationError' }
        @{ what = 'a batch to be issued'; command = { Get-CardBatch B-000001 | Start-CardIssuance -WhatIf }; id = 'ParameterArgumentTransformationError', 'TempCard.NoCards' }
    ) {
        Get-ErrorId $command | Should -Be $id
    }

    It 'give a certificate once, however often it is named' {
        @(Get-CardBatch B-000001).Productions, (Get-TemporaryCard T-00001) | Get-CardCertificate | Should -HaveCount 2
    }

    It 'stand for each batch once, and for none where they are in none' {
        (Get-CardHistory T-00001 | Get-CardBatch).Id | Should -Be 'B-000001'
        (Get-TemporaryCard -Order Number | Get-CardBatch).Id | Should -Be 'B-000001', 'B-000002', 'B-000003'
        Get-ErrorId { Get-CardHistory | Get-CardBatch } | Should -BeNullOrEmpty
    }

    It 'are one page, whatever comes: <what>' -ForEach @(
        @{ what = 'cards'; key = 'CardNumber'; all = { 'T-0000[1-3]', 'T-0000[2-5]' | Get-TemporaryCard -Order Number }; page = { 'T-0000[1-3]', 'T-0000[2-5]' | Get-TemporaryCard -Order Number -Skip 1 -First 3 } }
        @{ what = 'cards of batches'; key = 'CardNumber'; all = { Get-TemporaryCard (@(Get-CardBatch) + 'T-00001') -Order Number }; page = { Get-TemporaryCard (@(Get-CardBatch) + 'T-00001') -Order Number -Skip 1 -First 3 } }
        @{ what = 'events'; key = 'Sequence'; all = { 'T-0000[12]', 'T-00002' | Get-CardHistory }; page = { 'T-0000[12]', 'T-00002' | Get-CardHistory -Skip 1 -First 3 } }
        @{ what = 'batches'; key = 'Id'; all = { 'B-000003', 'B-*' | Get-CardBatch }; page = { 'B-000003', 'B-*' | Get-CardBatch -Skip 1 -First 3 } }
    ) {
        $found = (& $all).$key
        $found | Sort-Object -Unique | Should -HaveCount $found.Count
        @((& $page).$key) | Should -Be @($found | Select-Object -Skip 1 -First 3)
    }

    It 'are not counted beforehand' {
        $count = 'T-00001', 'T-00002' | Get-TemporaryCard -IncludeTotalCount | Select-Object -First 1
        $count.Accuracy | Should -Be 0
        (Get-CardBatch -IncludeTotalCount -First 1)[0] | Should -Be 3
        (Get-CardBatch B-00000[12] -IncludeTotalCount)[0] | Should -Be 2
        (Get-CardHistory -IncludeTotalCount -First 1)[0] | Should -Be @(Get-CardHistory).Count
        (Get-CardHistory T-00001 -IncludeTotalCount -First 1)[0].Accuracy | Should -Be 0
    }

    It 'ids can have sets' {
        (Get-CardBatch 'B-00000[12]').Id | Should -Be 'B-000002', 'B-000001'
        (Get-CardBatch 'B-00000[12]' -First 1).Id | Should -Be 'B-000002'
        (Get-TemporaryCard -BatchId 'B-00000[13]' -Order Number).CardNumber | Should -Be 'T-00001', 'T-00002', 'T-00005'
        (Get-CardCertificate -BatchId 'B-00000[13]').CardNumber | Sort-Object | Should -Be 'T-00001', 'T-00002', 'T-00005'
        (Get-CardHistory -BatchId 'B-00000[13]' | Where-Object Kind -EQ BatchOpened).BatchId | Should -Be 'B-000001', 'B-000003'
        (Get-CardHistory T-0000[12] | Where-Object Kind -EQ CardRequested).CardNumber | Should -Be 'T-00001', 'T-00002'
    }
}

Describe 'What there is not' -Tag 'Input' {
    BeforeAll {
        $file = New-TestConfiguration 'none'
        $null = New-CardRequest 2
        $null = Start-CardIssuance T-00001
    }

    It 'is an error, and the rest goes on: <command>' -ForEach @(
        @{ command = { Get-TemporaryCard -BatchId B-9 }; id = 'BatchNotFound' }
        @{ command = { Get-CardHistory B-000001 }; id = 'CardNotFound' }
        @{ command = { Get-CardHistory NOPE, T-00001 }; id = 'CardNotFound' }
        @{ command = { Get-CardHistory -BatchId B-9 }; id = 'BatchNotFound' }
        @{ command = { Get-CardHistory T-00001 -BatchId B-9 }; id = 'BatchNotFound' }
        @{ command = { Get-CardHistory Z* }; id = @() }
        @{ command = { Get-CardCertificate NOPE, T-00001 }; id = 'CardNotFound' }
        @{ command = { Get-CardCertificate T-00002 }; id = @() }
        @{ command = { Get-CardCertificate -BatchId B-9 }; id = 'BatchNotFound' }
        @{ command = { Get-TemporaryCard NOPE, T-00001 }; id = 'CardNotFound' }
        @{ command = { Test-CardStation nope* }; id = 'StationNotFound' }
        @{ command = { Test-CardStation nope* -Quiet }; id = 'StationNotFound' }
        @{ command = { Repeat-CardProduction B-000001 }; id = 'NoCards' }
        @{ command = { Repeat-CardProduction B-000001 NOPE }; id = 'CardNotFound' }
        @{ command = { Repeat-CardProduction B-000001 NOPE, T-00002 }; id = 'CardNotFound', 'CardNotInBatch' }
        @{ command = { @() | Start-CardIssuance }; id = 'NoCards' }
    ) {
        Get-ErrorId $command | Should -Be $id.ForEach({ "TempCard.$_" })
    }

    It 'is the error with its card as target, also with -ErrorAction Stop' {
        $failure = Get-TerminatingError { Repeat-CardProduction B-000001 NOPE -ErrorAction Stop }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TempCard.CardNotFound,*'
        $failure.TargetObject | Should -Be 'NOPE'
    }

    It 'does not keep the other batches from being repeated' {
        Get-ErrorId { 'B-000001', 'B-9' | Repeat-CardProduction } | Should -Be 'TempCard.NoCards', 'TempCard.BatchNotFound'
    }

    It 'does not take the connection that works' {
        $broken = Join-Path $TestDrive 'broken.yaml'
        Set-Content $broken 'version: 99'
        foreach ($path in $broken, (Join-Path $TestDrive 'missing.yaml')) {
            Get-ErrorId { Connect-CardIssuance $path } | Should -Not -BeNullOrEmpty
            (Get-CardIssuanceConfiguration).File | Should -Be $file
            (Get-RequestedCard).CardNumber | Should -Be 'T-00002'
        }
    }

    It 'is no length of a PIN without encoding' {
        Get-ErrorId { Start-CardIssuance T-00002 -NoEncode -PinLength 6 } | Should -Be 'TempCard.PinWithoutEncoding'
        Get-ErrorId { Start-CardIssuance T-00002 -NoEncode -PukLength 8 } | Should -Be 'TempCard.PinWithoutEncoding'
    }
}

Describe 'Productions' -Tag 'Input' {
    It 'have their certificates as soon as they come out' {
        $null = New-TestConfiguration 'stream' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 79 }]'
        $null = New-CardRequest 3
        $given = Get-RequestedCard | Start-CardIssuance -Stream -Certificate signature, authentication -ErrorAction SilentlyContinue
        $batch = $given[-1]
        foreach ($production in $given[0..2]) {
            $onRecord = $batch.Productions.Where({ $_.Id -eq $production.Id })[0]
            $production.Certificates.SerialNumber | Should -Be $onRecord.Certificates.SerialNumber
            $production.Certificates.Slot | Should -Be $onRecord.Certificates.Slot
        }

        ($given[0..2] | Where-Object State -EQ Succeeded)[0].Certificates.State | Should -Be 'Active', 'Active'
    }
}
