param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'Start-CardIssuance' -Tag 'Issuance' {
    BeforeAll {
        $file = New-TestConfiguration 'issue'
        $folder = Split-Path $file
        $null = New-CardRequest 11 -Site Basel
        # T-00010 is made already.
        $null = Start-CardIssuance T-00010 -NoPrint
    }

    It 'shows what it would do with -WhatIf, and touches nothing' {
        $before = Get-ChildItem $folder -Recurse -File | Where-Object Name -NotLike 'tempcard.db*'
        $requested = (Get-RequestedCard).CardNumber
        $batches = (Get-CardBatch).Id
        $said = Invoke-NewProcess @"
Import-Module '$ModulePath'
Start-CardIssuance T-00001, T-00002 -PinLength 8 -WhatIf -Configuration '$file'
"@
        "$said" | Should -Match 'T-00001, T-00002'
        "$said" | Should -Match 'training'
        "$said" | Should -Match 'PIN of 8'
        "$said" | Should -Match 'authentication'
        (Get-RequestedCard).CardNumber | Should -Be $requested
        (Get-CardBatch).Id | Should -Be $batches
        (Get-ChildItem $folder -Recurse -File | Where-Object Name -NotLike 'tempcard.db*').FullName | Should -Be $before.FullName
    }

    It 'makes a batch of the cards that were found' {
        $batch = Get-RequestedCard -Number T-0000* -First 3 -Order Number | Start-CardIssuance -PinLength 8 -Certificate authentication
        @($batch).Count | Should -Be 1
        $batch.State | Should -Be 'Produced'
        $batch.Options.PinLength | Should -Be 8
        $batch.Unassigned | Should -Be 3
        $batch.Productions.Count | Should -Be 3
        $batch.Productions.State | Sort-Object -Unique | Should -Be 'Succeeded'
        $batch.Productions.Certificates.Profile | Sort-Object -Unique | Should -Be 'authentication'
        $batch.Productions.BodyId | Sort-Object -Unique | Should -HaveCount 3
        $batch.Productions[0].Faces | Should -Exist
        (Get-TemporaryCard T-00001, T-00002, T-00003).State | Sort-Object -Unique | Should -Be 'Unassigned'
    }

    It 'seals PIN and PUK so that the reader of PINs can read them, and nobody else sees them' {
        $batch = Start-CardIssuance T-00011 -PinLength 8
        $production = $batch.Productions[0]
        $password = Get-Content (Join-Path $folder 'secrets/pin-reader.password')
        $key = [System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadPkcs12FromFile(
            (Join-Path $folder 'secrets/pin-reader.pfx'), $password)
        $pins = Unprotect-CmsMessage -Content $production.SealedPins -To $key | ConvertFrom-Json
        $pins.cardNumber | Should -Be $production.CardNumber
        $pins.pin | Should -Match '^\d{8}$'
        $pins.puk | Should -Match '^\d{8}$'
        $shown = (Get-CardBatch $batch.Id | Format-List * | Out-String) +
            (Get-CardBatch $batch.Id | ConvertTo-Json -Depth 8) + (Get-CardHistory | Out-String)
        $shown | Should -Not -Match "\b$($pins.pin)\b"
        $shown | Should -Not -Match "\b$($pins.puk)\b"
    }

    It 'gives productions as they end, and the batch last, with -Stream' {
        $given = Start-CardIssuance T-00004, T-00005 -Stream -NoPrint
        $given[0].GetType().Name | Should -Be 'CardProduction'
        $given[1].GetType().Name | Should -Be 'CardProduction'
        $given[2].GetType().Name | Should -Be 'CardBatch'
        $given[2].Options.Print | Should -BeFalse
    }

    It 'encodes without certificates when given an empty list' {
        $batch = Start-CardIssuance T-00006 -Certificate @()
        $batch.Options.Certificates | Should -BeNullOrEmpty
        $batch.Productions.Certificates | Should -BeNullOrEmpty
        $batch.Productions.SealedPins | Should -Not -BeNullOrEmpty
    }

    It 'prints only with -NoEncode' {
        $batch = Start-CardIssuance T-00007 -NoEncode
        $batch.Productions.BodyId | Should -BeNullOrEmpty
        $batch.Productions.Faces | Should -Exist
    }

    It 'refuses <what>, before anything is touched' -ForEach @(
        @{ what = 'a PIN of 4 digits'; id = 'PinLengthInvalid'; command = { Start-CardIssuance T-00008 -PinLength 4 } }
        @{ what = 'a PIN of 9 digits'; id = 'PinLengthInvalid'; command = { Start-CardIssuance T-00008 -PinLength 9 } }
        @{ what = 'a PUK of 9 digits'; id = 'PukLengthInvalid'; command = { Start-CardIssuance T-00008 -PukLength 9 } }
        @{ what = 'certificates without encoding'; id = 'CertificatesWithoutEncoding'; command = { Start-CardIssuance T-00008 -NoEncode -Certificate authentication } }
        @{ what = 'nothing to do'; id = 'NothingToDo'; command = { Start-CardIssuance T-00008 -NoEncode -NoPrint } }
        @{ what = 'an unknown profile'; id = 'ProfileNotFound'; command = { Start-CardIssuance T-00008 -Certificate nonsense } }
        @{ what = 'an unknown station'; id = 'StationNotFound'; command = { Start-CardIssuance T-00008 -Station nowhere } }
        @{ what = 'a missing configuration'; id = 'ConfigurationMissing'; command = { Start-CardIssuance T-00008 -Configuration none.yaml } }
    ) {
        $batches = @(Get-CardBatch).Count
        Get-ErrorId $command | Should -Be "TempCard.$id"
        (Get-TemporaryCard T-00008).State | Should -Be 'Requested'
        @(Get-CardBatch).Count | Should -Be $batches
    }

    It 'leaves out a card that is not Requested, and goes on' {
        $batch = Start-CardIssuance T-00010, T-00008 -ErrorVariable written -ErrorAction SilentlyContinue
        $written.FullyQualifiedErrorId | Should -BeLike 'TempCard.CardNotRequested,*'
        $written.TargetObject | Should -Be 'T-00010'
        $batch.Productions.CardNumber | Should -Be 'T-00008'
    }

    It 'begins nothing with -ErrorAction Stop where a card is left out' {
        (Get-TerminatingError { Start-CardIssuance T-00010, T-00009 -ErrorAction Stop }).FullyQualifiedErrorId |
            Should -BeLike 'TempCard.CardNotRequested,*'
        (Get-TemporaryCard T-00009).State | Should -Be 'Requested'
    }

    It 'says so where no card is left' {
        Get-ErrorId { Start-CardIssuance T-00010 } | Should -Be 'TempCard.CardNotRequested', 'TempCard.NoCards'
    }
}

Describe 'Cards that fail' -Tag 'Issuance' {
    BeforeEach {
        $null = New-TestConfiguration (New-Guid) -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 17 }]'
        $null = New-CardRequest 3
    }

    It 'do not stop the batch, and are errors with the card as target' {
        $batch = Start-CardIssuance T-00001, T-00002, T-00003 -ErrorVariable written -ErrorAction SilentlyContinue
        $batch.State | Should -Be 'Produced'
        $batch.Unassigned | Should -Be 2
        $batch.Failed | Should -Be 1
        $written.FullyQualifiedErrorId | Should -BeLike 'TempCard.CardRemoved,*'
        $written.CategoryInfo.Category | Should -Be 'DeviceError'
        $written.TargetObject | Should -Be ($batch.Productions | Where-Object State -EQ 'Failed').CardNumber
        $written.ErrorDetails.RecommendedAction | Should -Match $batch.Id
        # What the driver advises comes first.
        $own = $written.Exception.InnerException.Remedy.ToString()
        $own | Should -Not -BeNullOrEmpty
        $written.ErrorDetails.RecommendedAction.StartsWith($own) | Should -BeTrue
    }

    It 'end the pipeline only after the last card with -ErrorAction Stop' {
        (Get-TerminatingError { Start-CardIssuance T-00001, T-00002, T-00003 -ErrorAction Stop }).FullyQualifiedErrorId |
            Should -BeLike 'TempCard.CardRemoved,*'
        $batch = Get-CardBatch B-000001
        $batch.State | Should -Be 'Produced'
        $batch.Productions.Count | Should -Be 3
    }

    It 'hold the batch open until they are repeated or released' {
        $null = Start-CardIssuance T-00001, T-00002, T-00003 -ErrorAction SilentlyContinue
        Get-ErrorId { Complete-CardBatch B-000001 -Force } | Should -Be 'TempCard.BatchHasFailedCards'
        (Complete-CardBatch B-000001 -ReleaseFailed -Force).State | Should -Be 'Completed'
        @(Get-RequestedCard).Count | Should -Be 1
    }

    It 'are made again by Repeat-CardProduction, on another body' {
        $made = Start-CardIssuance T-00001, T-00002, T-00003 -ErrorAction SilentlyContinue
        $failed = $made.Productions | Where-Object State -EQ 'Failed'
        $batch = Repeat-CardProduction B-000001 -Reason 'Torn out'
        $batch.Failed | Should -Be 0
        $tries = $batch.Productions | Where-Object CardNumber -EQ $failed.CardNumber
        $tries.State | Should -Be 'Spoiled', 'Succeeded'
        $tries[0].SpoiledReason | Should -Be 'Torn out'
        $tries[1].Attempt | Should -Be 2
        $tries[1].BodyId | Should -Not -Be $tries[0].BodyId
        Get-ErrorId { Repeat-CardProduction B-000001 } | Should -Be 'TempCard.NoCards'
    }
}

Describe 'After the cards are made' -Tag 'Issuance' {
    BeforeEach {
        $null = New-TestConfiguration (New-Guid)
        $null = New-CardRequest 4
        $batch = Start-CardIssuance T-00001, T-00002
    }

    It 'Repeat-CardProduction makes a card again that came out wrong' {
        $again = $batch.Productions | Where-Object CardNumber -EQ 'T-00002' | Repeat-CardProduction -Reason 'Smeared' -Force
        $tries = $again.Productions | Where-Object CardNumber -EQ 'T-00002'
        $tries.State | Should -Be 'Spoiled', 'Succeeded'
        $tries[0].Certificates.State | Should -Be 'Revoked'
        $tries[0].SealedPins | Should -BeNullOrEmpty
        $tries[1].Certificates.State | Should -Be 'Active'
        ($again.Productions | Where-Object CardNumber -EQ 'T-00001').Count | Should -Be 1
    }

    It 'Repeat-CardProduction refuses a card of another batch, and goes on' {
        $again = Repeat-CardProduction B-000001 -CardNumber T-00003, T-00001 -Force -ErrorVariable written -ErrorAction SilentlyContinue
        $written.FullyQualifiedErrorId | Should -BeLike 'TempCard.CardNotInBatch,*'
        ($again.Productions | Where-Object CardNumber -EQ 'T-00001').State | Should -Be 'Spoiled', 'Succeeded'
    }

    It 'Repeat-CardProduction and Stop-CardBatch refuse a production that is not the last of its card any more' {
        $old = $batch.Productions | Where-Object CardNumber -EQ 'T-00002'
        $null = $old | Repeat-CardProduction -Force
        Get-ErrorId { $old | Repeat-CardProduction -Force } | Should -Be 'TempCard.ProductionNotLast'
        Get-ErrorId { $old | Stop-CardBatch -Force } | Should -Be 'TempCard.ProductionNotLast'
        (Get-TemporaryCard T-00002).State | Should -Be 'Unassigned'
    }

    It 'Repeat-CardProduction says with -WhatIf which good cards it would spoil' {
        $file = Join-Path $TestDrive 'whatif.txt'
        $null = Start-Transcript $file
        try { Repeat-CardProduction B-000001 T-00001 -WhatIf } finally { $null = Stop-Transcript }
        Get-Content -Raw $file | Should -Match 'T-00001[^\r\n]+good \(T-00001\)'
    }

    It 'nothing is repeated, completed or cancelled with -WhatIf, not even with -Force' {
        Repeat-CardProduction B-000001 -CardNumber T-00001 -WhatIf | Should -BeNullOrEmpty
        Complete-CardBatch B-000001 -WhatIf -Force | Should -BeNullOrEmpty
        Stop-CardBatch B-000001 -WhatIf -Force | Should -BeNullOrEmpty
        & { $WhatIfPreference = $true; Complete-CardBatch B-000001 -Force } | Should -BeNullOrEmpty
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
        (Get-CardBatch B-000001).Productions.Count | Should -Be 2
    }

    It 'Complete-CardBatch and Stop-CardBatch ask, so that nothing happens unattended without -Force or -Confirm:$false' {
        foreach ($command in 'Complete-CardBatch', 'Stop-CardBatch') {
            $attributes = (Get-Command $command).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
            $attributes.ConfirmImpact | Should -Be 'High'
        }

        $script = "Import-Module '$ModulePath'; Complete-CardBatch B-000001 -Configuration '$((Get-CardIssuanceConfiguration).File)'"
        $null = Invoke-NewProcess $script *>&1
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
    }

    It 'Complete-CardBatch closes it' {
        $closed = Get-CardBatch B-000001 | Complete-CardBatch -Confirm:$false
        $closed.State | Should -Be 'Completed'
        $closed.ClosedBy | Should -Be $closed.Operator
        Get-ErrorId { Complete-CardBatch B-000001 -Force } | Should -Be 'TempCard.BatchStateInvalid'
        Get-ErrorId { Repeat-CardProduction B-000001 } | Should -Be 'TempCard.BatchStateInvalid'
        Get-ErrorId { Stop-CardBatch B-000001 -Force } | Should -Be 'TempCard.BatchStateInvalid'
        Get-ErrorId { Resume-CardBatch B-000001 } | Should -Be 'TempCard.BatchStateInvalid'
    }

    It 'Stop-CardBatch gives all cards back and revokes their certificates' {
        $stopped = Stop-CardBatch B-000001 -Reason 'Wrong site' -Force
        $stopped.State | Should -Be 'Cancelled'
        $stopped.Reason | Should -Be 'Wrong site'
        $stopped.Productions.State | Should -Be 'Spoiled', 'Spoiled'
        $stopped.Productions.Certificates.State | Sort-Object -Unique | Should -Be 'Revoked'
        (Get-RequestedCard T-00001, T-00002).Count | Should -Be 2
        (Get-TemporaryCard T-00001).BatchId | Should -BeNullOrEmpty
    }

    It 'Stop-CardBatch gives a single card back' {
        (Stop-CardBatch B-000001 -CardNumber T-00001 -Force).State | Should -Be 'Produced'
        (Get-TemporaryCard T-00001).State | Should -Be 'Requested'
        (Get-TemporaryCard T-00002).State | Should -Be 'Unassigned'
    }

    It 'goes on with the next batch after one that is not there' {
        Get-ErrorId { Get-CardBatch B-999999 } | Should -Be 'TempCard.BatchNotFound'
        $ids = Get-ErrorId { $script:closed = 'B-999999', 'B-000001' | Complete-CardBatch -Force }
        $ids | Should -Be 'TempCard.BatchNotFound'
        $closed.Id | Should -Be 'B-000001'
    }

    It 'finds batches by wildcard and state, newest first' {
        $null = Start-CardIssuance T-00003
        $null = Stop-CardBatch B-000002 -Force
        $null = Start-CardIssuance T-00004
        (Get-CardBatch B-*).Id | Should -Be 'B-000003', 'B-000002', 'B-000001'
        (Get-CardBatch -State Cancelled).Id | Should -Be 'B-000002'
        (Get-CardBatch -First 1).Id | Should -Be 'B-000003'
        (Get-TemporaryCard -BatchId B-000001).Count | Should -Be 2
    }

    It 'tells what happened to a card' {
        $null = Stop-CardBatch B-000001 -CardNumber T-00001 -Force
        $kinds = (Get-CardHistory T-00001).Kind
        $kinds[0] | Should -Be 'CardRequested'
        foreach ($kind in 'CardClaimed', 'ProductionStarted', 'ProductionSucceeded', 'CardReleased') {
            $kinds | Should -Contain $kind
        }
    }
}

Describe 'Stations' -Tag 'Issuance' {
    BeforeAll {
        $null = New-TestConfiguration 'stations'
    }

    It 'are traced with -Debug, with secrets masked' {
        $null = New-CardRequest -Amount 1 -Pattern 'D-{0:000}'
        $debug = Start-CardIssuance -CardNumber D-001 -NoPrint -Debug 5>&1 |
            Where-Object { $_ -is [System.Management.Automation.DebugRecord] }
        $debug.Message | Should -Contain 'training: > 00 A4 04 00 A00000030800001000 Le 256'
        $debug.Message | Should -Contain 'training: > 00 20 00 80 (8 bytes masked) Le 0'
        (Get-CardStation -Debug 5>&1).Message | Should -Contain 'training: > 00 A4 04 00 A00000030800001000 Le 256'
        @(Get-CardStation 5>&1) | Should -HaveCount 1
    }

    It 'are shown by Get-CardStation' {
        $station = Get-CardStation
        $station.Name | Should -Be 'training'
        $station.Ready | Should -BeTrue
        $station.CardKind | Should -Be 'Blank'
        $station.Card['pinTries'] | Should -Be '3'
        Get-CardStation t* | Should -HaveCount 1
        Get-CardStation z* | Should -BeNullOrEmpty
        Get-ErrorId { Get-CardStation nowhere } | Should -Be 'TempCard.StationNotFound'
    }

    It 'are checked by Test-CardStation, with all that a batch needs' {
        $parts = Test-CardStation
        $parts.Part | Should -Be 'Store', 'Seal', 'Authority', 'Station', 'Printer'
        $parts.Ready | Should -Not -Contain $false
        Test-CardStation -Quiet | Should -BeTrue
    }

    It 'Test-CardStation says what is not ready, and goes on' {
        $file = New-TestConfiguration 'unready'
        Remove-Item (Join-Path (Split-Path $file) 'pin-reader.cer.pem')
        $parts = Test-CardStation
        $parts.Count | Should -Be 5
        $wrong = $parts | Where-Object Ready -EQ $false
        $wrong.Part | Should -Be 'Seal'
        $wrong.ErrorId | Should -BeLike 'TempCard.Recipient*'
        $wrong.Remedy | Should -Not -BeNullOrEmpty
        Test-CardStation -Quiet | Should -BeFalse
    }
}

Describe 'Progress' -Tag 'Issuance' {
    It 'has one bar for the batch and one under it for each station, and takes them away at the end' {
        $file = New-TestConfiguration 'progress'
        $null = New-CardRequest 3
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; `$ProgressPreference = 'Continue'; Get-RequestedCard -Configuration '$file' | Start-CardIssuance -Configuration '$file'")
            $batch = $shell.Invoke()[0]
            $bars = $shell.Streams.Progress.Where({ $_.Activity -in "Batch $($batch.Id)", 'training' })
        }
        finally {
            $shell.Dispose()
        }

        $all = $bars.Where({ $_.Activity -eq "Batch $($batch.Id)" })
        $station = $bars.Where({ $_.Activity -eq 'training' })
        $all[-1].RecordType | Should -Be 'Completed'
        $station[0].StatusDescription | Should -Match '^T-0000\d: '
        $station[0].ParentActivityId | Should -Be $all[0].ActivityId
        $station[-1].RecordType | Should -Be 'Completed'
    }
}

Describe 'Several at once' -Tag 'Issuance' {
    BeforeAll {
        $file = New-TestConfiguration 'several'
        $null = New-CardRequest 12
    }

    It 'two runspaces issue from the same store' {
        $batches = 'T-0000[1-6]', 'T-0000[7-9]' | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            Connect-CardIssuance $using:file
            Get-RequestedCard | Where-Object CardNumber -Like $_ | Start-CardIssuance
        }
        $batches.Count | Should -Be 2
        ($batches.Unassigned | Measure-Object -Sum).Sum | Should -Be 9
        $batches.Id | Sort-Object -Unique | Should -HaveCount 2
    }

    It 'each card goes to one of two who want the same' {
        $results = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            try { Start-CardIssuance T-00010, T-00011, T-00012 -Configuration $using:file -ErrorAction SilentlyContinue } catch { }
        }
        ($results.Unassigned | Measure-Object -Sum).Sum | Should -Be 3
        (Get-TemporaryCard T-0001?).State | Sort-Object -Unique | Should -Be 'Unassigned'
    }

    It 'works in a job, and what comes out of it can be used' {
        $null = New-CardRequest -Number 'JOB-1'
        $batch = Start-Job { Import-Module $using:ModulePath; Start-CardIssuance 'JOB-1' -Configuration $using:file } |
            Receive-Job -Wait -AutoRemoveJob
        $batch.Id | Should -Match '^B-\d{6}$'
        ($batch | Complete-CardBatch -Force).State | Should -Be 'Completed'
    }
}

Describe 'Joining' -Tag 'Issuance' {
    BeforeAll {
        # One station of its own for each of two processes; the cards take as long as real ones.
        $two = "cards: 1000, timing: true, printer: files }`n  - { name: second, reader: virtual, cards: 1000, timing: true"
        $file = New-TestConfiguration 'join' -Replace 'cards: 1000' -With $two
        $null = New-CardRequest 30
    }

    It 'two processes make one batch' {
        $first = Start-Job {
            Import-Module $using:ModulePath
            Get-RequestedCard -Configuration $using:file | Start-CardIssuance -Station training -Configuration $using:file
        }
        while ($first.State -in 'NotStarted', 'Running' -and -not (Get-CardBatch -State Producing)) { }
        $joined = Get-CardBatch -State Producing | Start-CardIssuance -Join -Station second -Stream
        $batch = $first | Receive-Job -Wait -AutoRemoveJob

        $batch.State | Should -Be 'Produced'
        $batch.Unassigned | Should -Be 30
        @($batch.Productions.Station | Sort-Object -Unique) | Should -Be 'second', 'training'
        $joined[-1].Id | Should -Be $batch.Id
        @($joined | Where-Object Station).ForEach({ $_.Station }) | Sort-Object -Unique | Should -Be 'second'
        (Get-CardHistory -BatchId $batch.Id | Where-Object Kind -EQ 'BatchJoined').Detail | Should -Be 'second'
    }

    It 'nothing to join is no work' {
        Get-CardBatch -State Producing | Start-CardIssuance -Join | Should -BeNullOrEmpty
    }

    It 'a batch that is done can not be joined' {
        $null = New-CardRequest -Number 'DONE-1'
        $done = Start-CardIssuance DONE-1 -NoPrint
        Get-ErrorId { Start-CardIssuance -Join -BatchId $done.Id } | Should -Be 'TempCard.BatchStateInvalid'
    }

    It '-WhatIf joins nothing' {
        { Start-CardIssuance -Join -WhatIf } | Should -Not -Throw
    }
}

Describe 'Stopping' -Tag 'Issuance' {
    It 'lets the card in hand be finished, and leaves a batch that can be resumed' {
        $file = New-TestConfiguration 'stop' -Replace 'cards: 1000' -With 'cards: 1000, timing: true'
        $null = New-CardRequest 30
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; Get-RequestedCard -Configuration '$file' | Start-CardIssuance -Stream -Configuration '$file'")
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $first = [System.Threading.ManualResetEventSlim]::new()
            $null = Register-ObjectEvent $output DataAdded -Action { $event.MessageData.Set() } -MessageData $first
            $run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            while (-not $first.Wait(100)) {
                $run.IsCompleted | Should -BeFalse
            }

            $shell.Stop()
        }
        finally {
            $shell.Dispose()
            Get-EventSubscriber | Where-Object SourceObject -EQ $output | Unregister-Event
        }

        $batch = Get-CardBatch
        $batch.State | Should -Be 'Interrupted'
        $batch.Productions.State | Should -Not -Contain 'Started'
        $made = @($batch.Productions | Where-Object State -EQ 'Succeeded').Count
        $made | Should -BeIn (1..29)
        (Get-CardIssuanceConfiguration -AsYaml) -replace 'timing: true', 'timing: false' | Set-Content $file
        $resumed = Resume-CardBatch $batch.Id
        $resumed.State | Should -Be 'Produced'
        $resumed.Unassigned + $resumed.Failed | Should -Be 30
        $resumed.Unassigned | Should -BeGreaterOrEqual (30 - $resumed.Failed)
    }
}
