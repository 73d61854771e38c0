param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'The life after production' -Tag 'Life' {
    BeforeAll {
        $null = New-TestConfiguration 'life'
        $null = New-CardRequest 6 -Site Bern
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

    It 'previews without changing anything' {
        Grant-TemporaryCard T-00004 -Holder dora -WhatIf | Should -BeNullOrEmpty
        Lock-TemporaryCard T-00004 -WhatIf | Should -BeNullOrEmpty
        (Get-TemporaryCard T-00004).State | Should -Be 'Unassigned'
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
