param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'The life after production' -Tag 'Life' {
    BeforeAll {
        $null = New-TestConfiguration 'life'
        $null = New-CardRequest 8 -Site Bern
        $null = (Get-RequestedCard | Start-CardIssuance).Id | Complete-CardBatch -Confirm:$false
    }

    It 'hands out by name, takes back, and says who had it' {
        $card = Grant-TemporaryCard T-00001 -Holder anna -Reason Lost -Days 1
        $card.State | Should -Be 'Assigned'
        $card.Holder | Should -Be 'anna'
        (Get-TemporaryCard -Holder ANNA).CardNumber | Should -Be 'T-00001'
        (Update-TemporaryCard T-00001 -Days 2).EndsAt | Should -BeGreaterThan $card.EndsAt
        ($card | Reset-TemporaryCard -NotSeen 'seen by eye' -Force).State | Should -Be 'Returned'
        (Get-CardHistory T-00001 -Kind CardGranted, CardReturned).Detail | Should -BeLike "*$($card.HolderReference)*"
        (Get-CardHistory -Kind HolderSearched).Detail | Should -BeNullOrEmpty
    }

    It 'takes several from objects with columns' {
        $rows = 'CardNumber,Holder,Reason', 'T-00002,berta,New', 'T-00003,carla,Forgotten' | ConvertFrom-Csv
        ($rows | Grant-TemporaryCard -Days 0).Holder | Should -Be 'berta', 'carla'
    }

    It 'goes on behind a row that is wrong' {
        $rows = @"
CardNumber,Holder,Until,Note,Reason
T-00004,$([Environment]::UserName),,,
T-00004,eva,2001-01-01,,New
T-00004,eva,,for eva,
T-00004,$('x' * 300),,,
T-00004,,,,
T-00004,eva,,,
"@ | ConvertFrom-Csv
        $null = $rows | Grant-TemporaryCard -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be (
            'GrantToSelf', 'LoanInvalid', 'NoteInvalid', 'HolderInvalid', 'HolderInvalid' | ForEach-Object { "TempCard.$_" })
    }

    It 'shows who has a card until when' {
        $PSStyle.OutputRendering = 'PlainText'
        $until = (Get-TemporaryCard T-00002).EndsAt.LocalDateTime.ToString('g')
        Get-TemporaryCard T-00002 | Out-String -Width 80 | Should -Match "Until +Holder(.|\n)* $until +berta "
        Lock-TemporaryCard T-00007 -Force | Out-String -Width 80 | Should -Match 'T-00007 +Locked +Bern +B-000001'
    }

    It 'previews without changing anything' {
        Grant-TemporaryCard T-00004 -Holder dora -WhatIf | Should -BeNullOrEmpty
        Lock-TemporaryCard T-00004 -WhatIf | Should -BeNullOrEmpty
        (Get-TemporaryCard T-00004).State | Should -Be 'Unassigned'
    }

    It 'previews what would happen to one row after the other' {
        $rows = 'CardNumber,Holder', 'T-00004,gina', 'T-00006,GINA', 'T-00004,hugo', 'T-00006,hugo' | ConvertFrom-Csv
        $null = $rows | Grant-TemporaryCard -WhatIf -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId -replace ',.*' | Should -Be 'TempCard.HolderHasCard', 'TempCard.CardStateInvalid'
    }

    It 'takes a day alone to its end, and a time as it is' {
        $day = (Get-Date).Date.AddDays(3)
        $ends = @{ CardNumber = 'T-00008' }
        (Grant-TemporaryCard @ends -Holder ida -Until $day.ToString('yyyy-MM-dd')).EndsAt.LocalDateTime |
            Should -Be $day.AddDays(1).AddSeconds(-1)
        (Update-TemporaryCard @ends -Until $day).EndsAt.LocalDateTime | Should -Be $day
        (Update-TemporaryCard @ends -Until $day.ToString('yyyy-MM-ddT00:00')).EndsAt.LocalDateTime | Should -Be $day
        (Update-TemporaryCard @ends -Until ([DateOnly]::FromDateTime($day))).EndsAt.LocalDateTime |
            Should -Be $day.AddDays(1).AddSeconds(-1)
    }

    It 'locks, and gives up' {
        (Lock-TemporaryCard T-00002 -Force).State | Should -Be 'Locked'
        (Get-CardCertificate T-00002).RevocationReason | Should -Be 'KeyCompromise'
        (Get-TemporaryCard T-00003 | Revoke-TemporaryCard -Reason Left -Force).State | Should -Be 'Revoked'
        (Get-CardCertificate T-00003).RevocationReason | Should -Be 'AffiliationChanged'
        (Revoke-TemporaryCard T-00005 -Reason Damaged -KeepCertificates -Force).State | Should -Be 'Revoked'
        (Get-CardCertificate T-00005).State | Should -Be 'Active'
        (Test-CardAuditTrail).IsIntact | Should -BeTrue
    }

    It 'refuses with an id: <id>' -ForEach @(
        @{ command = { Grant-TemporaryCard T-00002 -Holder eva }; id = 'CardStateInvalid' }
        @{ command = { Grant-TemporaryCard T-99999 -Holder eva }; id = 'CardNotFound' }
        @{ command = { Grant-TemporaryCard T-00006 -Holder ' ' }; id = 'HolderInvalid' }
        @{ command = { Grant-TemporaryCard T-00006 -Holder ([Environment]::UserName) }; id = 'GrantToSelf' }
        @{ command = { Grant-TemporaryCard T-00006 -Holder eva -Days 3000 }; id = 'LoanInvalid' }
        @{ command = { Grant-TemporaryCard -Holder eva }; id = 'UsageInvalid' }
        @{ command = { Reset-TemporaryCard T-00006 -Force }; id = 'CardNotSeen' }
        @{ command = { Lock-TemporaryCard -Station training -Force }; id = 'CardNotOurs' }
        @{ command = {
                Set-Content "$TestDrive/none.txt" ''
                Revoke-TemporaryCard -Reason Lost -NotCounted "$TestDrive/none.txt" -Force
            }; id = 'CountInvalid' }
        @{ command = {
                Set-Content "$TestDrive/one.txt" 'T-00001'
                Revoke-TemporaryCard -Reason Lost -NotCounted "$TestDrive/one.txt" -Station training -Force
            }; id = 'UsageInvalid' }
    ) {
        Get-ErrorId $command | Should -Be "TempCard.$id"
    }

    It 'asks before what can not be had back' -ForEach 'Lock', 'Reset', 'Revoke' {
        (Get-Command "$_-TemporaryCard").ScriptBlock | Should -BeNullOrEmpty
        $attribute = (Get-Command "$_-TemporaryCard").ImplementingType.GetCustomAttributes(
            [System.Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }
}

Describe 'Cards that are made again' -Tag 'Life' {
    BeforeAll {
        $null = New-TestConfiguration 'again' -Replace '# reuse: true' -With 'reuse: true'
        $null = New-CardRequest 3 -Site Bern
        $null = (Get-RequestedCard | Start-CardIssuance).Id | Complete-CardBatch -Confirm:$false
        $null = Reset-TemporaryCard T-00001, T-00002 -NotSeen 'in the box' -Force
        $null = Lock-TemporaryCard T-00003 -Force
    }

    It 'previews, and takes them from the pipeline and from CSV' {
        (Get-CardStock -Site Bern).Returned | Should -Be 2
        Get-TemporaryCard -State Returned | New-CardRequest -Returned -WhatIf | Should -BeNullOrEmpty
        (Get-TemporaryCard T-00001).State | Should -Be 'Returned'
        $card = Get-TemporaryCard T-00001 | New-CardRequest -Returned
        $card.State | Should -Be 'Requested'
        $card.RequiredBodyId | Should -BeLike 'serial:*'
        $card.Site | Should -Be 'Bern'
        # As a scanner writes them; what is wrong does not stop the rest.
        $cards = 'T-00001', 'T-99999', 'T-00002 ' |
            New-CardRequest -Returned -ErrorVariable problems -ErrorAction SilentlyContinue
        $cards.CardNumber | Should -Be 'T-00002'
        $problems.Count | Should -Be 2
        (Get-CardStock -Site Bern).Requested | Should -Be 2
    }

    It 'makes one on another body where its own is gone' {
        $card = New-CardRequest -Returned -Number T-00003 -NewBody -Reason 'never found'
        $card.State | Should -Be 'Requested'
        $card.RequiredBodyId | Should -BeNullOrEmpty
        (Get-CardHistory T-00003 -Kind CardRequestedAgain).Detail | Should -Be 'on another body: never found'
    }

    It 'makes them on the bodies that have their numbers' {
        $batch = Get-RequestedCard | Start-CardIssuance
        $batch.Unassigned | Should -Be 3
        foreach ($production in (Get-CardBatch $batch.Id).Productions | Where-Object CardNumber -NE 'T-00003') {
            $old = (Get-CardBatch B-000001).Productions | Where-Object CardNumber -EQ $production.CardNumber
            $production.BodyId | Should -Be $old.BodyId
        }
        $null = Complete-CardBatch $batch.Id -Confirm:$false
        (Test-CardAuditTrail).IsIntact | Should -BeTrue
    }

    It 'refuses with an id: <id>' -ForEach @(
        @{ command = { New-CardRequest -Returned -Number T-00001 }; id = 'CardStateInvalid' }
        @{ command = { New-CardRequest -Returned -Number T-00001 -NewBody -Reason x }; id = 'CardStateInvalid' }
        @{ command = { New-CardRequest -Returned -Number T-99999 }; id = 'CardNotFound' }
    ) {
        Get-ErrorId $command | Should -Be "TempCard.$id"
    }

    It 'takes nothing that the cards have already' {
        { New-CardRequest -Returned -Number T-00001 -Site Basel } | Should -Throw -ExceptionType ([System.Management.Automation.ParameterBindingException])
    }
}

Describe 'Hand-over, upkeep and stock' -Tag 'Life' {
    BeforeAll {
        $script:told = Join-Path $TestDrive 'told.jsonl'
        $program = Join-Path $TestDrive 'tell.sh'
        Set-Content $program "test ! -e '$TestDrive/fail' && cat >> '$told' && echo >> '$told'"
        $null = New-TestConfiguration 'hand-over' -Replace '(?m)^stations:' -With @"
handOver: { command: [sh, '$program'] }
revoke: { together: 1 }
stock: { Bern: 9 }
stations:
"@
        $null = New-CardRequest 4 -Site Bern
        $null = (Get-RequestedCard | Start-CardIssuance).Id | Complete-CardBatch -Confirm:$false
    }

    It 'tells the directory at once, and warns where it has to wait' {
        $null = Grant-TemporaryCard T-00001 -Holder anna -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        (Get-Content $told | ConvertFrom-Json).event | Should -Be 'granted'
        New-Item "$TestDrive/fail" -ItemType File | Should -Exist
        $null = Grant-TemporaryCard T-00002 -Holder berta -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike 'T-00002*pending since*Invoke-CardUpkeep*'
        (Get-CardHandOver -Pending).CardNumber | Should -Be 'T-00002'
    }

    It 'does what waits' {
        Remove-Item "$TestDrive/fail"
        Invoke-CardUpkeep -WhatIf | Should -BeNullOrEmpty
        $done = Invoke-CardUpkeep
        $done.HandedOver | Should -Be 1
        $done.IsDone | Should -BeTrue
        Get-CardHandOver -Pending | Should -BeNullOrEmpty
        Get-TemporaryCard T-00002 | Get-CardHandOver | ForEach-Object State | Should -Be 'Delivered'
        (Invoke-CardUpkeep -Check).LastRun | Should -Not -BeNullOrEmpty
    }

    It 'counts' {
        $stock = Get-CardStock -Site b*
        $stock.Unassigned | Should -Be 2
        $stock.Assigned | Should -Be 2
        $stock.Shortage | Should -Be 7
        Set-Content "$TestDrive/counted.txt" 'T-00003', 'T-00001'
        Get-CardStock -Counted "$TestDrive/counted.txt" | ForEach-Object { "$($_.Finding) $_" } |
            Should -Be 'Missing T-00004', 'Unexpected T-00001'
        (Revoke-TemporaryCard -NotCounted "$TestDrive/counted.txt" -Reason Lost -Force).CardNumber | Should -Be 'T-00004'
    }

    It 'goes on with the others where a holder has a card' {
        $rows = @([pscustomobject]@{ CardNumber = 'T-00003'; Holder = 'ANNA' }, [pscustomobject]@{ CardNumber = 'T-00003'; Holder = 'carla' })
        $cards = $rows | Grant-TemporaryCard -ErrorVariable problems -ErrorAction SilentlyContinue
        $cards.Holder | Should -Be 'carla'
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'TempCard.HolderHasCard,*'
    }

    It 'gives up more than one operator may only with a second one' {
        { 'T-00001', 'T-00002' | Revoke-TemporaryCard -Reason Left -Force -ErrorAction Stop } |
            Should -Throw -ErrorId 'TempCard.SecondOperatorNeeded*'
        (Get-TemporaryCard T-00001).State | Should -Be 'Assigned'
    }
}
