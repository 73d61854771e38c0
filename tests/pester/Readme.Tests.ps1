param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $root = Resolve-Path "$PSScriptRoot/../.."
    $tempcard = Join-Path $root 'artifacts/tempcard/tempcard'

    # The code blocks of a language, in order; what follows 'PS> ' where a block shows what was typed.
    function Get-Block([string] $Language) {
        $readme = (Get-Content -Raw "$root/README.md") -replace "`r"
        foreach ($block in [regex]::Matches($readme, "(?ms)^``````$Language\n(.*?)^``````").ForEach({ $_.Groups[1].Value })) {
            $typed = [regex]::Matches($block, '(?m)^PS> (.*)$').ForEach({ $_.Groups[1].Value })
            $typed.Count -gt 0 ? ($typed -join "`n") : $block
        }
    }

    # A folder that looks like the one in which a reader of the README sits.
    function New-Place([string] $Name) {
        $place = New-Item -ItemType Directory (Join-Path $TestDrive $Name)
        $null = New-Item -ItemType Directory (Join-Path $place 'artifacts/module')
        $module = Join-Path $place 'artifacts/module/TempCardIssuance'
        $null = New-Item -ItemType SymbolicLink $module -Target (Split-Path (Resolve-Path $ModulePath))
        $place.FullName
    }
}

# Everything that can be typed is, in the order in which it stands there.
Describe 'The README' -Tag 'Readme' {
    It 'has commands for PowerShell that all work as written' {
        $endless = '(?m)^Start-CardIssuance -Join -Stream.*\n|^tempcard station run.*\n'
        $lines = (Get-Block 'powershell') -join "`n" -replace $endless
        $lines.Split("`n").Count | Should -BeGreaterThan 12
        $script = Join-Path (New-Place 'powershell') 'typed.ps1'
        Set-Content $script "`$ErrorActionPreference = 'Stop'`n$lines`nGet-CardBatch | ConvertTo-Json -WarningAction Ignore | Set-Content batch.json"
        $program, [string[]] $first = Get-PowerShellCommand
        Push-Location (Split-Path $script)
        try {
            $said = & $program @first -NoProfile -NonInteractive -File $script *>&1
        }
        finally {
            Pop-Location
        }

        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")
        $batch = Get-Content -Raw (Join-Path $TestDrive 'powershell/batch.json') | ConvertFrom-Json
        $batch.Unassigned | Should -Be 5
        # PIN and PUK of the first card came out of their seal.
        ($said -join "`n") | Should -Match 'T-00001'
    }

    It 'has commands for the shell that all work as written' -Skip:$IsWindows {
        $block = @(Get-Block 'bash')
        $block | Should -HaveCount 1
        $place = New-Place 'shell'
        Set-Content (Join-Path $place 'typed.sh') $block[0]
        Push-Location $place
        try {
            # On a terminal, where questions are asked and answered.
            # A question discards what was typed before it. The loop ends when nobody reads any more: PowerShell has the
            # signal for that ignored.
            $env:TYPED = "PATH='$(Split-Path $tempcard):$env:PATH' TEMPCARD_CONFIG= bash -e typed.sh"
            $said = bash -c 'while sleep 1 && echo y; do :; done | script -qec "$TYPED" /dev/null; exit "${PIPESTATUS[1]}"' 2>&1
        }
        finally {
            Pop-Location
            $env:TYPED = $null
        }

        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")
        $batch = & $tempcard batches --config (Join-Path $place 'cards') --json | ConvertFrom-Json
        $batch.state | Should -Be 'Completed'
        $batch.unassigned | Should -Be 5
    }

    It 'shows a configuration that can be used' {
        $place = New-Place 'yaml'
        foreach ($line in Get-Block 'yaml' | Select-Object -First 1) {
            $file = Join-Path $place 'tempcard.yaml'
            Set-Content $file $line
        }

        Import-Module $ModulePath
        $made = New-CardIssuanceConfiguration (Join-Path $place 'made')
        Copy-Item (Join-Path $place 'made/secrets') $place -Recurse
        Copy-Item (Join-Path $place 'made/pin-reader.cer.pem') (Join-Path $place 'helpdesk.pem')
        Copy-Item "$root/examples/layouts/*" $place
        $made | Should -Not -BeNullOrEmpty
        Test-CardIssuanceConfiguration $file | Where-Object Severity -EQ 'Error' | Should -BeNullOrEmpty
    }
}
