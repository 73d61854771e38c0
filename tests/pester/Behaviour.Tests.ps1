param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath

    # What a store holds, in one text, to see whether anything has changed.
    function Get-Everything {
        (Get-TemporaryCard -Order Number), (Get-CardBatch), (Get-CardHistory) | ConvertTo-Json -Depth 6 -WarningAction Ignore
    }

    # A shell of its own in this process, with a host that can ask nobody.
    function New-Shell([string] $Script) {
        [powershell]::Create().AddScript("Import-Module '$ModulePath'; Connect-CardIssuance '$file'; $Script")
    }
}

Describe 'A change that is asked about' -Tag 'Behaviour' {
    BeforeDiscovery {
        $changes = @(
            'New-CardRequest 1'
            'Import-CardRequest "$TestDrive/rows.csv"'
            'Remove-CardRequest T-00005'
            'Start-CardIssuance T-00005'
            'Repeat-CardProduction B-000001'
            'Repeat-CardProduction B-000001 T-00001'
            'Complete-CardBatch B-000001 -ReleaseFailed'
            'Complete-CardBatch B-000001 -ReleaseFailed -Force'
            'Stop-CardBatch B-000001'
            'Stop-CardBatch B-000001 -Force'
            'Resume-CardBatch B-000002'
            'New-CardIssuanceConfiguration "$TestDrive/new"'
        )
    }

    BeforeAll {
        Set-Content (Join-Path $TestDrive 'rows.csv') 'CardNumber', 'C-1'
        # Of three blanks the second is torn out: B-000001 has a failed card, B-000002 is left in the middle.
        $file = New-TestConfiguration 'asked' -Replace 'cards: 1000' -With 'cards: 3, faults: [{ card: 2, apdu: 17 }]'
        $null = New-CardRequest 5
        $null = Start-CardIssuance T-00001, T-00002 -ErrorAction SilentlyContinue
        $null = Start-CardIssuance T-00003, T-00004 -ErrorAction SilentlyContinue
        (Get-CardBatch B-000002).State | Should -Be 'Interrupted'
        $before = Get-Everything
    }

    AfterEach {
        Get-Everything | Should -Be $before
        Join-Path $TestDrive 'new' | Should -Not -Exist
    }

    It 'does not happen with -WhatIf: <_>' -ForEach $changes {
        $shell = New-Shell "$($ExecutionContext.InvokeCommand.ExpandString($_)) -WhatIf"
        try {
            $shell.Invoke() | Should -BeNullOrEmpty
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'does not happen with $WhatIfPreference: <_>' -ForEach $changes {
        $shell = New-Shell "`$WhatIfPreference = `$true; $($ExecutionContext.InvokeCommand.ExpandString($_))"
        try {
            $shell.Invoke() | Should -BeNullOrEmpty
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'does not happen with -Confirm where nobody can answer: <_>' -ForEach $changes {
        $shell = New-Shell "$($ExecutionContext.InvokeCommand.ExpandString($_)) -Confirm"
        try {
            $shell.Invoke() | Should -BeNullOrEmpty
            $shell.Streams.Error.FullyQualifiedErrorId | Should -BeLike 'TempCard.ConfirmationRequired,*'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'asks without being told to where it can not be taken back: <_>' -ForEach 'Complete-CardBatch B-000001 -ReleaseFailed', 'Stop-CardBatch B-000001' {
        $shell = New-Shell $_
        try {
            $shell.Invoke() | Should -BeNullOrEmpty
            $shell.Streams.Error.FullyQualifiedErrorId | Should -BeLike 'TempCard.ConfirmationRequired,*'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'is an error with advice in a process <how>' -ForEach @(
        @{ how = 'that was started with -NonInteractive'; switches = @('-NonInteractive') }
        @{ how = 'whose input is no terminal, as under cron'; switches = @() }
    ) {
        $script = @"
Import-Module '$ModulePath'
try { Stop-CardBatch B-000001 -Configuration '$file' } catch { "`$_"; (`$_.FullyQualifiedErrorId -split ',')[0]; `$_.ErrorDetails.RecommendedAction }
"@
        $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($script))
        $program, [string[]] $first = Get-PowerShellCommand
        $said = @() | & $program @first -NoProfile @switches -OutputFormat Text -EncodedCommand $encoded
        $said | Should -HaveCount 3 -Because 'nothing is asked'
        $said[1] | Should -Be 'TempCard.ConfirmationRequired'
        $said[2] | Should -BeLike '*-Force*'
    }
}

Describe 'Output' -Tag 'Behaviour' {
    BeforeAll {
        $file = New-TestConfiguration 'output'
        $null = New-CardRequest 9
        $null = 'T-00001', 'T-00002', 'T-00003' | ForEach-Object { Start-CardIssuance $_ }
    }

    It 'is nothing from <command> without -PassThru, and with it <type>' -ForEach @(
        @{ command = 'Connect-CardIssuance'; run = { Connect-CardIssuance $file @args }; type = 'System.IO.FileInfo' }
        @{ command = 'Remove-CardRequest'; run = { Get-RequestedCard -First 1 | Remove-CardRequest -Force @args }; type = 'TempCardIssuance.Core.Cards.TemporaryCard' }
    ) {
        & $run | Should -BeNullOrEmpty
        (& $run -PassThru).GetType().FullName | Should -Be $type
    }

    It 'comes in pages from <command>' -ForEach @(
        @{ command = 'Get-RequestedCard'; key = 'CardNumber' }
        @{ command = 'Get-TemporaryCard'; key = 'CardNumber' }
        @{ command = 'Get-CardBatch'; key = 'Id' }
        @{ command = 'Get-CardHistory'; key = 'Sequence' }
    ) {
        $all = (& $command).$key
        (& $command -First 2).$key | Should -Be $all[0, 1]
        (& $command -Skip 1 -First 1).$key | Should -Be $all[1]
        & $command -First 0 | Should -BeNullOrEmpty
        & $command -Skip 1000 | Should -BeNullOrEmpty
        (& $command -IncludeTotalCount -First 1).Count | Should -Be 2
    }

    It 'of Get-CardHistory is one page, however many cards are named' {
        $all = Get-CardHistory T-00001, T-00002
        (Get-CardHistory T-00001, T-00002 -Skip 1 -First 3).Sequence | Should -Be $all[1..3].Sequence
    }
}

Describe 'Progress' -Tag 'Behaviour' {
    It 'is quiet with $ProgressPreference' {
        $file = New-TestConfiguration 'quiet'
        $null = New-CardRequest 2
        $shell = New-Shell '$ProgressPreference = "SilentlyContinue"; Get-RequestedCard | Start-CardIssuance'
        try {
            $shell.Invoke().Unassigned | Should -Be 2
            $shell.Streams.Progress.Activity | Where-Object { $_ -notlike 'Preparing modules*' } | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'is nothing where output goes to a file' {
        $file = New-TestConfiguration 'redirected'
        $null = New-CardRequest 2
        $said = Invoke-NewProcess "Import-Module '$ModulePath'; (Get-RequestedCard -Configuration '$file' | Start-CardIssuance -Configuration '$file').Unassigned" *>&1
        $said | Should -Be '2'
    }

    It 'shows the step that a card spends its time in' {
        # What comes just before the seconds of making a key must not be lost among the quick steps.
        $file = New-TestConfiguration 'slow' -Replace 'cards: 1000' -With 'cards: 1000, timing: true'
        (Get-Content -Raw $file) -replace '9A, key: ECCP256', '9A, key: RSA2048' | Set-Content $file
        $null = New-CardRequest 1
        $shell = New-Shell 'Get-RequestedCard | Start-CardIssuance'
        try {
            $shell.Invoke().Unassigned | Should -Be 1
            $shell.Streams.Progress.StatusDescription | Should -Contain 'T-00001: key 9A'
            $shell.Streams.Progress.StatusDescription | Should -Contain 'T-00001: done'
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'Ctrl+C' -Tag 'Behaviour' {
    It 'pressed twice leaves a batch that can be resumed' {
        $file = New-TestConfiguration 'twice' -Replace 'cards: 1000' -With 'cards: 1000, timing: true'
        $null = New-CardRequest 20
        $shell = New-Shell 'Get-RequestedCard | Start-CardIssuance -Stream'
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        try {
            $run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            while ($output.Count -eq 0) {
                $run.IsCompleted | Should -BeFalse
                $null = $run.AsyncWaitHandle.WaitOne(20)
            }

            $stops = 1..2 | ForEach-Object { $shell.BeginStop($null, $null) }
            $stops.ForEach({ $shell.EndStop($_) })
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            { $shell.Stop() } | Should -Not -Throw
        }
        finally {
            $shell.Dispose()
        }

        $batch = Get-CardBatch
        $batch.State | Should -Be 'Interrupted'
        $batch.Productions.State | Sort-Object -Unique | Should -Be 'Succeeded'
        $batch.InProduction | Should -Be (20 - $batch.Unassigned)
        (Get-Content -Raw $file) -replace 'timing: true', 'timing: false' | Set-Content $file
        (Resume-CardBatch $batch.Id).Unassigned | Should -Be 20
    }

    It 'is answered with how the batch stands, and how to go on with it' {
        $file = New-TestConfiguration 'answered' -Replace 'cards: 1000' -With 'cards: 1000, timing: true'
        $null = New-CardRequest 20
        $desk = New-TestHost 'Desk'
        $runspace = [runspacefactory]::CreateRunspace($desk)
        $runspace.Open()
        $shell = New-Shell 'Get-RequestedCard | Start-CardIssuance -Stream'
        $shell.Runspace = $runspace
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        try {
            $run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            while ($output.Count -eq 0) {
                $run.IsCompleted | Should -BeFalse
                $null = $run.AsyncWaitHandle.WaitOne(20)
            }

            $shell.Stop()
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }

        $desk.Warnings | Should -Not -BeNullOrEmpty
        $desk.Warnings -match 'Resume-CardBatch B-000001' | Should -HaveCount 1
    }

    It 'before the first card leaves everything as it was' {
        $file = New-TestConfiguration 'early'
        $null = New-CardRequest 1
        $shell = New-Shell '"T-00001" | ForEach-Object { $_; Start-Sleep 60 } | Start-CardIssuance'
        try {
            $run = $shell.BeginInvoke()
            while ($shell.Runspace.RunspaceAvailability -ne 'Busy') {
                $null = $run.AsyncWaitHandle.WaitOne(20)
            }

            $shell.Stop()
        }
        finally {
            $shell.Dispose()
        }

        (Get-RequestedCard).CardNumber | Should -Be 'T-00001'
        Get-CardBatch | Should -BeNullOrEmpty
    }
}

Describe 'The module in another runspace' -Tag 'Behaviour' {
    It 'goes on with its batch while this one removes and imports the module' {
        $file = New-TestConfiguration 'apart' -Replace 'cards: 1000' -With 'cards: 1000, timing: true'
        $null = New-CardRequest 4
        $shell = New-Shell 'Get-RequestedCard T-0000[12] | Start-CardIssuance -Stream'
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        try {
            $run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            while ($output.Count -eq 0) {
                $run.IsCompleted | Should -BeFalse
                $null = $run.AsyncWaitHandle.WaitOne(20)
            }

            Remove-Module TempCardIssuance
            Import-Module $ModulePath
            # It has forgotten what it was connected to, and works all the same.
            $here = Start-CardIssuance T-00003 -Configuration $file
            $null = $shell.EndInvoke($run)
        }
        finally {
            $shell.Dispose()
        }

        $shell.Streams.Error | Should -BeNullOrEmpty
        $here.Unassigned | Should -Be 1
        $output[-1].Unassigned | Should -Be 2
        $output[-1].Id | Should -Not -Be $here.Id
    }
}

Describe 'A station that waits for a blank' -Tag 'Behaviour' {
    It 'asks for it with a warning, and goes on when it is there' {
        $reader = Get-ChildItem (Join-Path $PSScriptRoot '../TempCardIssuance.VirtualReader/bin') -Recurse -ErrorAction Ignore `
            -Filter TempCardIssuance.VirtualReader.dll | Sort-Object LastWriteTime | Select-Object -Last 1
        if (-not $reader) {
            Set-ItResult -Skipped -Because 'tests/TempCardIssuance.VirtualReader is not built'
            return
        }

        # A process whose lines can be read and answered one by one.
        function Start-Conversation([string] $Program, [string[]] $Arguments) {
            $start = [System.Diagnostics.ProcessStartInfo]::new($Program, $Arguments)
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
            [System.Diagnostics.Process]::Start($start)
        }

        $slot = Start-Conversation 'dotnet' $reader.FullName, '1'
        try {
            $variable, $socket = "$($slot.StandardOutput.ReadLine())" -replace '^export ' -split '='
            if (-not $socket) {
                Set-ItResult -Skipped -Because 'there is no pcscd with vpcd'
                return
            }

            $name = $slot.StandardOutput.ReadLine() -replace '^0: '
            $file = New-TestConfiguration 'wait' -Replace 'reader: virtual, cards: 1000' -With "reader: '$name'"
            $null = New-CardRequest 1
            $slot.StandardInput.WriteLine('remove 0')
            [Environment]::SetEnvironmentVariable($variable, $socket)
            $script = Join-Path $TestDrive 'wait.ps1'
            Set-Content $script @"
Import-Module '$ModulePath'
Connect-CardIssuance '$file'
Start-CardIssuance T-00001 *>&1 | ForEach-Object { "`$(`$_.GetType().Name) `$_" }
"@
            $program, [string[]] $first = Get-PowerShellCommand
            $shell = Start-Conversation $program (@($first) + '-NoProfile', '-NonInteractive', '-File', $script | Where-Object { $_ })
            $said = $shell.StandardOutput.ReadLine()
            $slot.StandardInput.WriteLine('eject 0')
            $rest = $shell.StandardOutput.ReadToEnd()
            $shell.WaitForExit()
            $said | Should -Match '^WarningRecord training: .*T-00001'
            $rest | Should -Match '(?m)^CardBatch '
            (Get-TemporaryCard T-00001).State | Should -Be 'Unassigned'
        }
        finally {
            [Environment]::SetEnvironmentVariable($variable, $null)
            $slot.StandardInput.Close()
            $slot.WaitForExit()
        }
    }
}
