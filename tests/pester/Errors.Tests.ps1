param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $null = Get-ErrorId { Get-RequestedCard -Configuration "$TestDrive/none.yaml" }
    $core = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'TempCardIssuance.Core' } | Select-Object -First 1
    $ids = $core.GetType('TempCardIssuance.Core.Errors.ErrorIds').GetFields().ForEach({ $_.GetRawConstantValue() })
    $help = Get-Content (Join-Path (Split-Path $ModulePath) 'en-US/about_TempCardIssuance_Errors.help.txt')
}

Describe 'about_TempCardIssuance_Errors' -Tag 'Errors' {
    It 'lists every error id, and no other' {
        $listed = $help | Select-String -Pattern '^    (TempCard\.\w+)$' | ForEach-Object { $_.Matches[0].Groups[1].Value }
        $listed | Should -Be ($ids | Sort-Object)
    }

    It 'says of each what the code says' {
        $source = Join-Path $PSScriptRoot '../../src/TempCardIssuance.Core/Errors/ErrorIds*.cs'
        if (-not (Test-Path $source)) {
            Set-ItResult -Skipped -Because 'the source is not beside the tests'
            return
        }

        $said = @{}
        $pattern = '(?s)<summary>(.*?)</summary>\s*public const string \w+ = "(.*?)"'
        foreach ($match in [regex]::Matches((Get-Content -Raw $source) -join '', $pattern)) {
            # A greedy class summary would swallow the first constant; only what follows the last <summary> counts.
            $text = ($match.Groups[1].Value -split '<summary>')[-1]
            $said[$match.Groups[2].Value] = ($text -replace '\s*///\s*', ' ').Trim()
        }

        foreach ($id in $ids) {
            $at = $help.IndexOf("    $id")
            $text = @(for ($i = $at + 1; $help[$i] -like '        *'; $i++) { $help[$i].Trim() })
            $text[0..($text.Count - 2)] -join ' ' | Should -Be $said[$id] -Because "of $id"
        }
    }

    It 'says of each what it ends' {
        foreach ($id in $ids) {
            $at = $help.IndexOf("    $id")
            $text = @(for ($i = $at + 1; $help[$i] -like '        *'; $i++) { $help[$i].Trim() })
            $text[-1] | Should -BeIn 'The others go on.', 'Its batch goes on.', 'Ends the command.' -Because "of $id"
        }

        $help[$help.IndexOf('    TempCard.CardNotFound') + 2].Trim() | Should -Be 'The others go on.'
        $help[$help.IndexOf('    TempCard.CardRemoved') + 2].Trim() | Should -Be 'Its batch goes on.'
        $help[$help.IndexOf('    TempCard.NothingToDo') + 2].Trim() | Should -Be 'Ends the command.'
    }

    It 'is shown by Get-Help' {
        $path = $env:PSModulePath
        try {
            $env:PSModulePath = "$(Split-Path (Split-Path $ModulePath))$([System.IO.Path]::PathSeparator)$path"
            Get-Help about_TempCardIssuance_Errors | Should -Match 'TempCard.CardNotRequested'
            Get-Help about_TempCardIssuance_Configuration | Should -Match 'stations\[\].reader'
            Get-Help about_TempCardIssuance | Should -Match 'Start-CardIssuance'
        }
        finally {
            $env:PSModulePath = $path
        }
    }
}
