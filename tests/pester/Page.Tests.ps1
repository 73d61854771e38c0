param([Parameter(Mandatory)] [string] $ModulePath)

# The page itself is tested by xUnit; here is what the cmdlet does with one that is there.

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'Show-CardOperatorPage' {
    BeforeAll {
        $name = $IsWindows ? 'tempcard-web.exe' : 'tempcard-web'
        $script:program = [System.IO.Path]::GetFullPath("$PSScriptRoot/../../artifacts/tempcard-web/$name")
        $null = New-TestConfiguration 'page' -Replace '(?m)^issuance:' -With "page: { program: '$program' }`nissuance:"
        $script:page = Show-CardOperatorPage -NoOpen
    }

    AfterAll {
        if ($page) {
            Stop-Process -Id $page.ProcessId -ErrorAction SilentlyContinue
        }
    }

    It 'starts it, and says where it is' {
        $page.Program | Should -Be $program
        $page.Address | Should -Match '^http://127\.0\.0\.1:\d+$'
        (Get-Process -Id $page.ProcessId).ProcessName | Should -Be 'tempcard-web'
    }

    It 'names a link that lets in once, and that nobody else can read' {
        if (-not $IsWindows) {
            [int] [System.IO.File]::GetUnixFileMode($page.LinkFile) | Should -Be 0x180 # 0600
        }

        $link = [regex]::Match((Get-Content -Raw $page.LinkFile), 'http://[^"]+/enter/[^"]+').Value
        $null = Invoke-WebRequest $link -SessionVariable visit
        (Invoke-WebRequest "$($page.Address)/orders" -WebSession $visit).Content | Should -BeLike '*BATCH ORDERS*'
        Test-Path $page.LinkFile | Should -BeFalse
        (Invoke-WebRequest $link -SkipHttpErrorCheck).StatusCode | Should -Be 401
    }

    It 'goes on after the command, and ends with its process' {
        $process = Get-Process -Id $page.ProcessId
        Stop-Process -Id $page.ProcessId
        $process.WaitForExit(60000) | Should -BeTrue
        { Invoke-WebRequest $page.Address } | Should -Throw
    }
}
