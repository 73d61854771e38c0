param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
}

Describe 'The demo' -Tag 'Demo' {
    It 'ends with 20 unassigned cards, 2 spoiled bodies, and their certificates revoked' {
        $demo = Join-Path $PSScriptRoot '../../examples/Demo.ps1'
        $out = Join-Path $TestDrive 'demo'
        $program, [string[]] $first = Get-PowerShellCommand
        $said = & $program @first -NoProfile -NonInteractive -File $demo -ModulePath $ModulePath -OutputPath $out *>&1
        $LASTEXITCODE | Should -Be 0 -Because ($said -join "`n")

        $batch = Get-Content -Raw (Join-Path $out 'batch.json') | ConvertFrom-Json
        $batch.State | Should -Be 'Completed'
        $batch.Unassigned | Should -Be 20
        $spoiled = $batch.Productions | Where-Object State -EQ 'Spoiled'
        $spoiled | Should -HaveCount 2
        $spoiled.Certificates.State | Sort-Object -Unique | Should -Be 'Revoked'
        $spoiled.ErrorId | Where-Object { $_ } | Should -Be 'TempCard.CardRemoved'
        $batch.Productions.Faces | Should -Exist
    }
}
