param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $file = New-TestConfiguration 'completion'
    $null = New-CardRequest 3 -Site Basel -RequestedBy m.keller
    $null = New-CardRequest 2 -Site "Val d'Illiez"
    $null = Start-CardIssuance T-00001, T-00002 -NoPrint -Certificate @()
    $null = New-CardRequest -Number Z-1
    $null = Start-CardIssuance Z-1 -NoPrint -Certificate @() | Complete-CardBatch -Force
}

Describe 'Completion' -Tag 'Completion' {
    It 'completes "<line>"' -ForEach @(
        @{ line = 'Start-CardIssuance -Station tr'; expected = 'training' }
        @{ line = 'Start-CardIssuance -Certificate '; expected = 'authentication', 'signature' }
        @{ line = 'Start-CardIssuance '; expected = 'T-00003', 'T-00004', 'T-00005' }
        @{ line = 'Get-RequestedCard -Number *4'; expected = 'T-00004' }
        @{ line = 'Get-TemporaryCard T-00001'; expected = 'T-00001' }
        @{ line = 'Grant-TemporaryCard '; expected = 'T-00001', 'T-00002', 'Z-1' }
        @{ line = 'Update-TemporaryCard -CardNumber '; expected = $null }
        @{ line = 'Complete-CardBatch '; expected = 'B-000001' }
        @{ line = 'Complete-CardBatch -Id B-0'; expected = 'B-000001' }
        @{ line = 'Repeat-CardProduction B-000001 -CardNumber '; expected = 'T-00001', 'T-00002' }
        @{ line = 'Get-CardStation '; expected = 'training' }
        @{ line = 'Get-RequestedCard -Site ba'; expected = 'Basel' }
        @{ line = 'Get-RequestedCard -Site val'; expected = "'Val d''Illiez'" }
        @{ line = 'Get-RequestedCard -RequestedBy '; expected = 'm.keller' }
        @{ line = 'New-CardRequest 1 -RequestedBy m'; expected = 'm.keller' }
        @{ line = 'Get-CardBatch -Operator '; expected = [Environment]::UserName }
        @{ line = 'Start-CardIssuance -PinLength '; expected = '6', '7', '8' }
        @{ line = 'Start-CardIssuance -PukLength 8'; expected = '8' }
        @{ line = 'Stop-CardBatch '; expected = 'B-000001' }
        @{ line = 'Resume-CardBatch '; expected = $null }
        @{ line = 'Get-CardBatch B-000002'; expected = 'B-000002' }
        @{ line = 'Complete-CardBatch B-000002'; expected = $null }
        @{ line = 'Get-RequestedCard -Order N'; expected = 'Newest', 'Number' }
    ) {
        (Get-Completion $line).CompletionText | Should -Be $expected
    }

    It 'says something about each' {
        (Get-Completion 'Start-CardIssuance -Certificate auth').ToolTip | Should -Match '9A'
        (Get-Completion 'Complete-CardBatch ')[0].ToolTip | Should -Match 'Produced'
    }

    It 'uses the configuration on the command line' {
        $other = New-CardIssuanceConfiguration (Join-Path $TestDrive 'other')
        $null = New-CardRequest -Number 'OTHER' -Configuration $other.ConfigurationFile
        (Get-Completion "Start-CardIssuance -Configuration '$($other.ConfigurationFile)' -Number ").CompletionText | Should -Be 'OTHER'
    }

    It 'is silent, and makes nothing, where there is no configuration or it is wrong' {
        $wrong = Join-Path $TestDrive 'wrong.yaml'
        Set-Content $wrong 'version: 99'
        $Error.Clear()
        foreach ($path in $wrong, (Join-Path $TestDrive 'none/none.yaml')) {
            Get-Completion "Start-CardIssuance -Configuration '$path' -Station x" | Should -BeNullOrEmpty
        }

        $Error | Should -BeNullOrEmpty
        Join-Path $TestDrive 'none' | Should -Not -Exist
    }
}
