param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
}

Describe 'The Pester suite for users' -Tag 'Examples' {
    It 'passes as it is, where the module is installed' {
        $suite = Join-Path $PSScriptRoot '../../examples/pester'
        $said = Invoke-WithModulePath {
            Invoke-NewProcess @"
`$result = Invoke-Pester '$suite' -PassThru -Output None
`$result.Failed.ForEach({ "`$(`$_.ExpandedPath): `$(`$_.ErrorRecord)" })
"`$(`$result.PassedCount) passed, `$(`$result.FailedCount) failed, `$(`$result.FailedContainersCount) not run"
"@
        }
        ($said -join "`n") | Should -Be '12 passed, 0 failed, 0 not run'
    }
}
