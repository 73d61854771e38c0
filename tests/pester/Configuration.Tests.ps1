param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'New-CardIssuanceConfiguration' -Tag 'Configuration' {
    It 'makes a configuration in which nothing is wrong' {
        $made = New-CardIssuanceConfiguration (Join-Path $TestDrive 'new')
        $made.ConfigurationFile | Should -Exist
        $made.Files | Should -Contain $made.ConfigurationFile
        Test-CardIssuanceConfiguration $made.ConfigurationFile | Should -BeNullOrEmpty
        Test-CardIssuanceConfiguration $made.ConfigurationFile -Quiet | Should -BeTrue
    }

    It 'takes paths relative to $PWD' {
        Push-Location $TestDrive
        try {
            (New-CardIssuanceConfiguration 'relative').ConfigurationFile | Should -Be (Join-Path $TestDrive 'relative' 'tempcard.yaml')
            Test-CardIssuanceConfiguration './relative/tempcard.yaml' -Quiet | Should -BeTrue
        }
        finally {
            Pop-Location
        }
    }

    It 'takes paths of PowerShell drives' {
        (New-CardIssuanceConfiguration 'TestDrive:/drive').ConfigurationFile | Should -Exist
    }

    It 'refuses a path outside of the file system' {
        (Get-TerminatingError { New-CardIssuanceConfiguration 'env:/x' }).FullyQualifiedErrorId |
            Should -BeLike 'TempCard.PathNotSupported,*'
    }

    It 'overwrites only with -Force' {
        $null = New-CardIssuanceConfiguration (Join-Path $TestDrive 'twice')
        $refused = Get-TerminatingError { New-CardIssuanceConfiguration (Join-Path $TestDrive 'twice') }
        $refused.FullyQualifiedErrorId | Should -BeLike 'TempCard.ConfigurationExists,*'
        $refused.CategoryInfo.Category | Should -Be 'ResourceExists'
        $refused.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        New-CardIssuanceConfiguration (Join-Path $TestDrive 'twice') -Force | Should -Not -BeNullOrEmpty
    }

    It 'makes nothing with -WhatIf' {
        New-CardIssuanceConfiguration (Join-Path $TestDrive 'whatif') -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive 'whatif' | Should -Not -Exist
    }
}

Describe 'Test-CardIssuanceConfiguration' -Tag 'Configuration' {
    It 'gives line, column and the nearest key of what is wrong' {
        $made = New-CardIssuanceConfiguration (Join-Path $TestDrive 'wrong')
        $yaml = Get-Content $made.ConfigurationFile
        $yaml -replace '^store:', 'stoer:' | Set-Content $made.ConfigurationFile
        $problem = Test-CardIssuanceConfiguration $made.ConfigurationFile | Where-Object Suggestion -EQ 'store'
        $problem.Line | Should -Be ($yaml.IndexOf(($yaml -match '^store:')[0]) + 1)
        $problem.Column | Should -Be 1
        $problem.Severity | Should -Be 'Error'
        Test-CardIssuanceConfiguration $made.ConfigurationFile -Quiet | Should -BeFalse
        (Get-TerminatingError { Get-RequestedCard -Configuration $made.ConfigurationFile }).FullyQualifiedErrorId |
            Should -BeLike 'TempCard.ConfigurationInvalid,*'
    }

    It 'reports a file that is not there' {
        $missing = Get-TerminatingError { Test-CardIssuanceConfiguration (Join-Path $TestDrive 'none.yaml') }
        $missing.FullyQualifiedErrorId | Should -BeLike 'TempCard.ConfigurationMissing,*'
        $missing.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $missing.TargetObject | Should -Be (Join-Path $TestDrive 'none.yaml')
    }
}

Describe 'Get-CardIssuanceConfiguration' -Tag 'Configuration' {
    It 'shows the configuration in effect, and it can be read again' {
        $file = New-TestConfiguration 'effective'
        (Get-CardIssuanceConfiguration).File | Should -Be $file
        (Get-CardIssuanceConfiguration).Issuance.Pin.Length | Should -Be 6
        $copy = Join-Path $TestDrive 'copy.yaml'
        Get-CardIssuanceConfiguration -AsYaml | Set-Content $copy
        Test-CardIssuanceConfiguration $copy | Should -BeNullOrEmpty
    }

    It 'shows no secret' {
        $file = New-TestConfiguration 'secret'
        $secrets = Get-ChildItem (Join-Path (Split-Path $file) 'secrets') -Exclude *.pfx
        $shown = (Get-CardIssuanceConfiguration -AsYaml) + (Get-CardIssuanceConfiguration | Format-List | Out-String) +
            (Get-CardIssuanceConfiguration | ConvertTo-Json -Depth 8 -WarningAction Ignore)
        $secrets | Should -Not -BeNullOrEmpty
        foreach ($secret in $secrets) {
            $shown | Should -Not -Match ([regex]::Escape((Get-Content $secret)))
        }
    }
}

Describe 'Which configuration counts' -Tag 'Configuration' {
    BeforeAll {
        $first = New-TestConfiguration 'first'
        $null = New-CardRequest -Number 'IN-FIRST'
        $second = New-TestConfiguration 'second'
        $null = New-CardRequest -Number 'IN-SECOND'
    }

    AfterEach {
        $env:TEMPCARD_CONFIG = $null
        Connect-CardIssuance $second
    }

    It 'is the one of -Configuration before all others' {
        (Get-RequestedCard -Configuration $first).CardNumber | Should -Be 'IN-FIRST'
    }

    It 'is the one of Connect-CardIssuance before the environment' {
        $env:TEMPCARD_CONFIG = $first
        (Get-RequestedCard).CardNumber | Should -Be 'IN-SECOND'
    }

    It 'is the one of the environment where none is connected' {
        $script = "Import-Module '$ModulePath'; `$env:TEMPCARD_CONFIG = '$first'; (Get-RequestedCard).CardNumber"
        Invoke-NewProcess $script | Should -Be 'IN-FIRST'
    }

    It 'is the one connected to last' {
        (Connect-CardIssuance $first -PassThru).FullName | Should -Be $first
        (Get-RequestedCard).CardNumber | Should -Be 'IN-FIRST'
    }

    It 'is connected to in one runspace only' {
        $other = [powershell]::Create()
        try {
            $null = $other.AddScript("Import-Module '$ModulePath'; Connect-CardIssuance '$first'; (Get-RequestedCard).CardNumber")
            $other.Invoke() | Should -Be 'IN-FIRST'
        }
        finally {
            $other.Dispose()
        }

        (Get-RequestedCard).CardNumber | Should -Be 'IN-SECOND'
    }

    It 'is read again when the file has changed' {
        $yaml = Get-Content -Raw $second
        Add-Content $second 'nonsense: true'
        (Get-TerminatingError { Get-RequestedCard }).FullyQualifiedErrorId | Should -BeLike 'TempCard.ConfigurationInvalid,*'
        [System.IO.File]::WriteAllText($second, $yaml)
        (Get-RequestedCard).CardNumber | Should -Be 'IN-SECOND'
    }

    It 'is missing, with advice how to make one' {
        $script = @"
`$env:XDG_CONFIG_HOME = '$TestDrive/nobody'
Import-Module '$ModulePath'
try { Get-RequestedCard } catch { (`$_.FullyQualifiedErrorId -split ',')[0]; `$_.ErrorDetails.RecommendedAction }
"@
        $id, $advice = Invoke-NewProcess $script
        $id | Should -Be 'TempCard.ConfigurationMissing'
        $advice | Should -Match 'New-CardIssuanceConfiguration'
    }
}
