param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'Start-CardIssuance -AsJob' -Tag 'Jobs' {
    BeforeAll {
        # Of the first four blanks the second is torn out.
        $file = New-TestConfiguration 'job' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 17 }]'
        $null = New-CardRequest 6
    }

    AfterEach {
        $left = Get-Job -Name Start-CardIssuance -ErrorAction Ignore
        $left | Remove-Job -Force
        $left | Should -BeNullOrEmpty
    }

    It 'gives a job, and the job what the command would give' {
        $job = Get-RequestedCard T-00001, T-00002 | Start-CardIssuance -AsJob -Stream -NoPrint -PinLength 7
        $job | Should -BeOfType System.Management.Automation.Job
        $job.Name | Should -Be 'Start-CardIssuance'
        Wait-Job $job | Should -Be $job
        $job.State | Should -Be 'Completed'
        $job.Error.FullyQualifiedErrorId | Should -BeLike 'TempCard.CardRemoved,*'
        $job.Progress.Activity | Should -Contain 'Batch B-000001'
        $given = Receive-Job $job -ErrorAction SilentlyContinue
        Remove-Job $job
        $given.ForEach({ $_.GetType().Name }) | Should -Be 'CardProduction', 'CardProduction', 'CardBatch'
        $given[2].Options.PinLength | Should -Be 7
        $given[2].Options.Print | Should -BeFalse
        $given[2].Unassigned, $given[2].Failed | Should -Be 1, 1
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
    }

    It 'checks before it starts one' {
        Get-ErrorId { Start-CardIssuance T-99999 -AsJob } | Should -Be 'TempCard.CardNotFound', 'TempCard.NoCards'
        Get-ErrorId { Start-CardIssuance T-00003 -AsJob -PinLength 99 } | Should -Be 'TempCard.PinLengthInvalid'
    }

    It 'is Failed, with the reason, where the work ended in an error' {
        # The check before it asks no printer.
        $broken = (New-CardIssuanceConfiguration (Join-Path $TestDrive 'broken')).ConfigurationFile
        $null = New-CardRequest 1 -Configuration $broken
        Set-Content (Join-Path (Split-Path $broken) 'faces') 'no folder'
        $job = Start-CardIssuance T-00001 -AsJob -Configuration $broken
        $null = Wait-Job $job
        $job.State | Should -Be 'Failed'
        $reason = $job.JobStateInfo.Reason.ErrorRecord
        $reason.FullyQualifiedErrorId | Should -BeLike 'TempCard.PrinterNotReady,*'
        $reason.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Remove-Job $job
        (Get-RequestedCard T-00001 -Configuration $broken).State | Should -Be 'Requested'
    }

    It 'starts none with -WhatIf' {
        Start-CardIssuance T-00003 -AsJob -WhatIf | Should -BeNullOrEmpty
    }

    It 'works with the configuration that counts here, wherever it is named' {
        Push-Location (Split-Path $file)
        try {
            $batch = Start-CardIssuance T-00003 -AsJob -Configuration ./tempcard.yaml | Receive-Job -Wait -AutoRemoveJob
        }
        finally {
            Pop-Location
        }

        $batch.Unassigned | Should -Be 1
        (Get-TemporaryCard T-00003).State | Should -Be 'Unassigned'
    }

    It 'joins a batch as well, and says before that there is nothing to join' {
        $file = New-TestConfiguration 'joined' -Replace 'cards: 1000' -With 'cards: 1000, timing: true'
        $null = New-CardRequest 20
        $job = Get-RequestedCard | Start-CardIssuance -AsJob -Stream -NoPrint
        while ($job.Output.Count -eq 0) {
            $job.State | Should -BeIn 'NotStarted', 'Running'
            $null = Wait-Job $job -Timeout 1
        }

        $joined = Get-CardBatch -State Producing | Start-CardIssuance -Join -AsJob
        $null = Wait-Job $job, $joined
        (Receive-Job $joined).Id | Should -Be 'B-000001'
        Remove-Job $job, $joined
        (Get-CardBatch).Unassigned | Should -Be 20
        Get-ErrorId { Start-CardIssuance -Join -BatchId B-000001 -AsJob } | Should -Be 'TempCard.BatchStateInvalid'
        Connect-CardIssuance (Join-Path $TestDrive 'job')
    }

    It 'ends with Stop-Job as with Ctrl+C: the card in hand is finished, and the batch can be resumed' {
        $file = New-TestConfiguration 'stopped' -Replace 'cards: 1000' -With 'cards: 1000, timing: true'
        $null = New-CardRequest 20
        $job = Get-RequestedCard | Start-CardIssuance -AsJob -Stream
        while ($job.Output.Count -eq 0) {
            $job.State | Should -BeIn 'NotStarted', 'Running'
            $null = Wait-Job $job -Timeout 1
        }

        Stop-Job $job
        $job.State | Should -Be 'Stopped'
        Remove-Job $job
        $batch = Get-CardBatch
        $batch.State | Should -Be 'Interrupted'
        $batch.Productions.State | Sort-Object -Unique | Should -Be 'Succeeded'
        (Get-Content -Raw $file) -replace 'timing: true', 'timing: false' | Set-Content $file
        (Resume-CardBatch $batch.Id).Unassigned | Should -Be 20
    }
}
