param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $runbooks = Join-Path $PSScriptRoot '../../examples/runbooks'
}

Describe 'Invoke-StockUp' -Tag 'Runbooks' {
    BeforeAll {
        $runbook = Join-Path $runbooks 'Invoke-StockUp.ps1'
        $plan = Join-Path $TestDrive 'stock.csv'
        Set-Content $plan 'Site,Cards', 'Basel,3', '"Lugano, Centro",2'
        $file = New-TestConfiguration 'stock'
        $null = New-CardRequest 1 -Site Basel -RequestedBy m.keller
    }

    It 'requests and issues what each site lacks' {
        $run = Invoke-Runbook $runbook '-PlanPath', $plan, '-Configuration', $file
        $run.ExitCode | Should -Be 0 -Because $run.Errors
        $run.Errors | Should -BeNullOrEmpty
        $run.Log.event | Should -Be 'stockCounted', 'stockCounted', 'stockFull'
        $run.Log[0, 1].missing | Should -Be 3, 2
        $run.Log[-1].made | Should -Be 5
        @(Get-TemporaryCard -State Unassigned -Site Basel).Count | Should -Be 3
        @(Get-TemporaryCard -State Unassigned -Site 'Lugano, Centro').Count | Should -Be 2
        (Get-CardBatch $run.Log[-1].batch).State | Should -Be 'Produced'
    }

    It 'leaves the requests of others alone' {
        (Get-RequestedCard).RequestedBy | Should -Be 'm.keller'
    }

    It 'makes nothing the night after, and appends to the log file it is given' {
        $logPath = Join-Path $TestDrive 'stock.jsonl'
        foreach ($night in 1, 2) {
            $run = Invoke-Runbook $runbook '-PlanPath', $plan, '-Configuration', $file, '-LogPath', $logPath
            $run.ExitCode | Should -Be 0
            $run.Log | Should -BeNullOrEmpty
        }

        $log = Get-Content $logPath | ConvertFrom-Json
        $log.event | Should -Be (@('stockCounted', 'stockCounted', 'stockFull') * 2)
        $log[0].time | Should -BeOfType DateTime
        $log.runbook | Sort-Object -Unique | Should -Be 'Invoke-StockUp'
        @(Get-CardBatch).Count | Should -Be 1
    }

    It 'counts only cards that somebody can still be given' {
        $run = Invoke-Runbook $runbook '-PlanPath', $plan, '-Configuration', $file, '-MinimumDays', 100
        $run.ExitCode | Should -Be 0
        $run.Log[-1].made | Should -Be 5
    }

    It 'reports a card that was torn out, and does not make another for it the night after' {
        $torn = New-TestConfiguration 'torn' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 17 }]'
        $run = Invoke-Runbook $runbook '-PlanPath', $plan, '-Configuration', $torn
        $run.ExitCode | Should -Be 1
        $problem = $run.Log | Where-Object event -EQ 'problem'
        $problem.errorId | Should -Be 'TempCard.CardRemoved'
        $problem.level | Should -Be 'warning'
        $problem.remedy | Should -Match 'Repeat-CardProduction'
        (Get-TemporaryCard $problem.target).State | Should -Be 'Failed'
        $run.Log[-1].event | Should -Be 'stockShort'
        $run.Log[-1].failed | Should -Be 1

        $next = Invoke-Runbook $runbook '-PlanPath', $plan, '-Configuration', $torn
        $next.ExitCode | Should -Be 0
        $next.Log[0].underway + $next.Log[1].underway | Should -Be 1
    }

    It 'reports a station that runs empty, and goes on with the same cards when it is full again' {
        $empty = New-TestConfiguration 'empty' -Replace 'cards: 1000' -With 'cards: 3'
        $run = Invoke-Runbook $runbook '-PlanPath', $plan, '-Configuration', $empty
        $run.ExitCode | Should -Be 1
        ($run.Log | Where-Object event -EQ 'problem').errorId | Should -Be 'TempCard.StationEmpty'
        $run.Log[-1].state | Should -Be 'Interrupted'
        $run.Log[-1].made | Should -Be 3
        $run.Log[-1].left | Should -Be 2

        $repeat = Invoke-Runbook (Join-Path $runbooks 'Invoke-FailedRepeat.ps1') '-Configuration', $empty, '-Resume'
        $repeat.ExitCode | Should -Be 0 -Because $repeat.Errors
        @(Get-TemporaryCard).Count | Should -Be 5
        @(Get-TemporaryCard -State Unassigned).Count | Should -Be 5
    }

    It 'ends with <code> where <what>' -ForEach @(
        @{ what = 'the configuration is missing'; code = 2; id = 'TempCard.ConfigurationMissing'; plan = 'Site,Cards', 'Bern,1'; configuration = { "$TestDrive/none.yaml" } }
        @{ what = 'the plan is missing'; code = 2; id = 'FileOpenFailure'; plan = $null; configuration = { $file } }
        @{ what = 'the plan has no such column'; code = 2; id = 'StockPlanInvalid'; plan = 'Place,Amount', 'Bern,1'; configuration = { $file } }
        @{ what = 'the plan has a wildcard'; code = 2; id = 'StockPlanInvalid'; plan = 'Site,Cards', 'B*,1'; configuration = { $file } }
        @{ what = 'the plan has a site twice'; code = 2; id = 'StockPlanInvalid'; plan = 'Site,Cards', 'Bern,1', 'bern,2'; configuration = { $file } }
        @{ what = 'the printer can not work'; code = 3; id = 'TempCard.PrinterNotReady'; plan = 'Site,Cards', 'Bern,1'; configuration = { Get-BrokenConfiguration } }
    ) {
        function Get-BrokenConfiguration {
            $broken = New-TestConfiguration 'broken'
            Set-Content (Join-Path (Split-Path $broken) 'faces') 'no folder'
            $broken
        }

        $path = Join-Path $TestDrive 'plan.csv'
        Remove-Item $path -ErrorAction Ignore
        if ($plan) {
            Set-Content $path $plan
        }

        $run = Invoke-Runbook $runbook '-PlanPath', $path, '-Configuration', (& $configuration)
        $run.ExitCode | Should -Be $code
        ($run.Log | Where-Object event -EQ 'problem').errorId | Should -Be $id
        $run.Log[-1].event | Should -Be 'notDone'
        $run.Log[-1].exitCode | Should -Be $code
    }
}

Describe 'Invoke-FailedRepeat' -Tag 'Runbooks' {
    BeforeAll {
        $runbook = Join-Path $runbooks 'Invoke-FailedRepeat.ps1'

        # Puts an end to it.
        function Repair-Station {
            (Get-Content -Raw $file) -replace ', faults: \[.*?\]', '' | Set-Content $file
        }
    }

    BeforeEach {
        # The first card of every process is torn out: also in that which repeats.
        $file = New-TestConfiguration (New-Guid) -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 1, apdu: 17 }]'
        $null = New-CardRequest 3
        $null = Start-CardIssuance T-00001, T-00002 -ErrorAction SilentlyContinue
        $null = Start-CardIssuance T-00003 -ErrorAction SilentlyContinue
    }

    It 'says which cards are left, with the error of each' {
        $run = Invoke-Runbook $runbook '-Configuration', $file
        $run.ExitCode | Should -Be 1
        ($run.Log | Where-Object event -EQ 'problem').errorId | Should -Be 'TempCard.CardRemoved'
        $run.Log[-1].event | Should -Be 'cardsLeft'
        $run.Log[-1].cards | Should -Be 1
        ($run.Log | Where-Object event -EQ 'batchDone').batch | Should -Be 'B-000001'
    }

    It 'gives up on a card that was tried often enough' {
        $null = Invoke-Runbook $runbook '-Configuration', $file
        $run = Invoke-Runbook $runbook '-Configuration', $file, '-MaxAttempts', 2
        $run.ExitCode | Should -Be 1
        $given = $run.Log | Where-Object event -EQ 'givenUp'
        $given.card | Should -Be 'T-00001'
        $given.attempts | Should -Be 2
        (Get-CardBatch B-000001).Productions.Count | Should -Be 3
    }

    It 'makes them again, and completes nothing' {
        $null = Invoke-Runbook $runbook '-Configuration', $file
        Repair-Station
        $run = Invoke-Runbook $runbook '-Configuration', $file
        $run.ExitCode | Should -Be 0 -Because $run.Errors
        $run.Log[-1].event | Should -Be 'allMade'
        $batch = Get-CardBatch B-000001
        $batch.State | Should -Be 'Produced'
        $batch.Unassigned | Should -Be 2
        ($batch.Productions | Where-Object CardNumber -EQ 'T-00001').State | Should -Be 'Spoiled', 'Spoiled', 'Succeeded'
    }

    It 'has nothing to do where nothing failed' {
        Repair-Station
        (Repeat-CardProduction B-000001).Failed | Should -Be 0
        $run = Invoke-Runbook $runbook '-Configuration', $file
        $run.ExitCode | Should -Be 0
        $run.Log.event | Should -Be 'allMade'
    }

    It 'ends with 2 where the configuration is missing' {
        $run = Invoke-Runbook $runbook '-Configuration', "$TestDrive/none.yaml"
        $run.ExitCode | Should -Be 2
        $run.Log.event | Should -Be 'problem', 'notDone'
    }
}

Describe 'Export-AuditReport' -Tag 'Runbooks' {
    BeforeAll {
        $runbook = Join-Path $runbooks 'Export-AuditReport.ps1'
        $file = New-TestConfiguration 'audit'
        $null = New-CardRequest 2 -Site Basel
        $null = Start-CardIssuance T-00001, T-00002
        $null = Stop-CardBatch B-000001 -CardNumber T-00001 -Reason "Torn, `"bent`"`nand smeared" -Force
        $events = @(Get-CardHistory)
        $today = [DateTime]::Today.AddDays(-1).ToString('yyyy-MM-dd'), [DateTime]::Today.AddDays(2).ToString('yyyy-MM-dd')
    }

    It 'writes the trail as <form>, in order and complete' -ForEach @(
        @{ form = 'jsonl'; read = { Get-Content $args[0] | ConvertFrom-Json } }
        @{ form = 'csv'; read = { Import-Csv $args[0] } }
    ) {
        $path = Join-Path $TestDrive "report.$form"
        $run = Invoke-Runbook $runbook '-OutputPath', $path, '-From', $today[0], '-Before', $today[1], '-Configuration', $file
        $run.ExitCode | Should -Be 0 -Because $run.Errors
        $rows = & $read $path
        $rows.Sequence | Should -Be $events.Sequence
        $rows.Hash | Should -Be $events.Hash
        $rows.Kind | Should -Be $events.Kind
        $rows.Detail | Where-Object { $_ } | Should -Be ($events.Detail | Where-Object { $_ })
        $run.Log[-1].event | Should -Be 'reportWritten'
        $run.Log[-1].events | Should -Be $events.Count
        ($run.Log | Where-Object kind -EQ 'CertificateRevoked').events | Should -Be 1
        Get-ChildItem $TestDrive -Filter '*.tmp' | Should -BeNullOrEmpty
    }

    It 'replaces the report of a period with the empty one of another' {
        $path = Join-Path $TestDrive 'report.jsonl'
        $run = Invoke-Runbook $runbook '-OutputPath', $path, '-From', '2001-01-01', '-Configuration', $file
        $run.ExitCode | Should -Be 0 -Because $run.Errors
        $run.Log[-1].events | Should -Be 0
        $path | Should -Exist
        (Get-Item $path).Length | Should -Be 0
    }

    It 'leaves the report of before where it fails' {
        $path = Join-Path $TestDrive 'kept.csv'
        Set-Content $path 'before'
        $run = Invoke-Runbook $runbook '-OutputPath', $path, '-Configuration', "$TestDrive/none.yaml"
        $run.ExitCode | Should -Be 2
        $run.Log[0].errorId | Should -Be 'TempCard.ConfigurationMissing'
        Get-Content $path | Should -Be 'before'
    }

    It 'ends with 2 where there is no such folder' {
        $run = Invoke-Runbook $runbook '-OutputPath', "$TestDrive/none/report.csv", '-Configuration', $file
        $run.ExitCode | Should -Be 2
        $run.Log[-1].event | Should -Be 'notDone'
    }
}

Describe 'Every runbook' -Tag 'Runbooks' {
    It '<_> explains itself' -ForEach 'Invoke-StockUp', 'Invoke-FailedRepeat', 'Export-AuditReport' {
        $help = Invoke-WithModulePath { Get-Help (Join-Path $runbooks "$_.ps1") -Full }
        $help.Synopsis | Should -Not -BeLike '*.ps1*'
        "$($help.Description.Text)" | Should -Match 'Exit codes'
        foreach ($parameter in $help.Parameters.Parameter) {
            $parameter.Description.Text | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) is a parameter"
        }

        $help.Examples.Example | Should -Not -BeNullOrEmpty
    }
}
