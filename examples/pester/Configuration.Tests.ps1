# Tests of a configuration: first as it is written, then by issuing cards with it at virtual stations.
param([string] $ConfigurationPath = "$PSScriptRoot/production.yaml")

BeforeAll {
    Import-Module TempCardIssuance
    . "$PSScriptRoot/VirtualConfiguration.ps1"
}

Describe 'Our configuration' {
    BeforeAll {
        $configuration = Get-CardIssuanceConfiguration $ConfigurationPath
    }

    It 'has nothing wrong' {
        Test-CardIssuanceConfiguration $ConfigurationPath | Should -BeNullOrEmpty
    }

    It 'follows our rules' {
        $configuration.Issuance.DualControl | Should -BeTrue
        $configuration.Issuance.Pin.Length | Should -BeGreaterOrEqual 6
        $configuration.Issuance.ValidityDays | Should -BeLessOrEqual 14
        $configuration.Authorities.Values.CrlUrl | Should -Not -BeNullOrEmpty
    }

    It 'has a printer at every station' {
        $configuration.Stations | Where-Object { -not $_.Printer } | Should -BeNullOrEmpty
    }
}

Describe 'A batch with our configuration' {
    BeforeAll {
        # The second card at the first station is torn out at its 17th command.
        $file = New-VirtualConfiguration $ConfigurationPath (Join-Path $TestDrive 'virtual') -Fault @{ card = 2; apdu = 17 }
        Connect-CardIssuance $file
        $cards = New-CardRequest 6 -Site Basel
        $batch = Start-CardIssuance $cards.CardNumber -Station desk-1 -ErrorAction SilentlyContinue -ErrorVariable problems
        $good = $batch.Productions | Where-Object State -EQ 'Succeeded'
    }

    It 'makes the cards' {
        $batch.State | Should -Be 'Produced'
        $batch.Unassigned | Should -Be 5
    }

    It 'puts on them what we ask for' {
        $certificate = $good[0].Certificates[0]
        $certificate.Subject | Should -Be "CN=Temporary $($good[0].CardNumber), OU=Basel"
        # It ends with the tenth day after this one, whenever in this one it begins.
        ($certificate.NotAfter - [DateTimeOffset]::Now).TotalDays | Should -BeLessOrEqual 11
        Get-Content -Raw $good[0].Faces[0] | Should -Match $good[0].CardNumber
    }

    It 'tells of the card that was torn out, by an id' {
        $problems.FullyQualifiedErrorId | Should -BeLike 'TempCard.CardRemoved,*'
        $batch.Failed | Should -Be 1
    }

    It 'is whole after a repeat, and the same person can not complete it' {
        (Repeat-CardProduction $batch.Id).Unassigned | Should -Be 6
        $null = Complete-CardBatch $batch.Id -Force -ErrorAction SilentlyContinue -ErrorVariable refused
        $refused.FullyQualifiedErrorId | Should -BeLike 'TempCard.DualControl,*'
    }
}
