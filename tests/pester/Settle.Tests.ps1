param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'What an authority can not do, or does not know any more' -Tag 'Settle' {
    BeforeAll {
        $file = New-TestConfiguration 'settle'
        $folder = Join-Path (Split-Path $file) 'ca'
        $null = New-CardRequest 3
        $null = Start-CardIssuance T-00001, T-00002
    }

    It 'warns of a revocation that could not be done' {
        Move-Item $folder "$folder-away"
        $batch = Stop-CardBatch B-000001 -CardNumber T-00002 -Force -WarningVariable warned -WarningAction SilentlyContinue
        Move-Item "$folder-away" $folder

        $batch.Id | Should -Be 'B-000001'
        $warned.Count | Should -Be 1
        @(Get-CardCertificate -RevocationPending).Count | Should -Be 1
    }

    It 'settles an authority that was put back from an old copy' {
        Copy-Item $folder "$folder-old" -Recurse
        $null = Start-CardIssuance T-00003
        Remove-Item $folder -Recurse
        Move-Item "$folder-old" $folder
        $null = New-CardRequest 1

        Get-ErrorId { Start-CardIssuance T-00004 } | Should -Be 'TempCard.AuthorityWentBack'
        Test-CardStore -Quiet | Should -BeFalse
        Resolve-CardCertificate -WhatIf | Should -BeNullOrEmpty
        Test-CardStore -Quiet | Should -BeFalse
        (Resolve-CardCertificate local -Force).AuthorityWentBack | Should -BeTrue
        Test-CardStore -Quiet | Should -BeTrue
        (Start-CardIssuance T-00004).Unassigned | Should -Be 1
    }
}
