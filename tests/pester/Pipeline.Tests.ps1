param([string] $ModulePath)

BeforeDiscovery {
    # What each object of the module names.
    $objects = @(
        @{ object = 'a card that is requested'; from = 'Get-TemporaryCard T-00005'; card = 'T-00005' }
        @{ object = 'a card that was made'; from = 'Get-TemporaryCard T-00001'; card = 'T-00001'; batch = 'B-000001' }
        @{ object = 'a batch'; from = 'Get-CardBatch B-000001'; batch = 'B-000001'; whole = $true }
        @{ object = 'a production'; from = '(Get-CardBatch B-000001).Productions[0]'; card = 'T-00001'; batch = 'B-000001'; station = 'training' }
        @{ object = 'a production whose batch gave the card back'; from = '(Get-CardBatch B-000002).Productions'; card = 'T-00003'; batch = 'B-000002'; station = 'training' }
        @{ object = 'a certificate'; from = 'Get-CardCertificate T-00001'; card = 'T-00001'; batch = 'B-000001' }
        @{ object = 'an event of a card'; from = 'Get-CardHistory T-00001 | Where-Object Kind -EQ CardRequested'; card = 'T-00001' }
        @{ object = 'an event of a batch'; from = 'Get-CardHistory -BatchId B-000002 | Where-Object Kind -EQ BatchOpened'; batch = 'B-000002' }
        @{ object = 'an event of a production'; from = 'Get-CardHistory T-00001 | Where-Object Kind -EQ ProductionSucceeded'; card = 'T-00001'; batch = 'B-000001'; station = 'training' }
        @{ object = 'a station'; from = 'Get-CardStation'; station = 'training' }
    )
    # What each cmdlet takes from it: a card; a card, or else all of a batch; a batch, also by a card in it, or only as
    # such; a batch with the card where there is one; a station. Those that change something get batches that are closed: their errors tell what they were given.
    $commands = @(
        @{ command = 'Get-RequestedCard'; takes = 'card' }
        @{ command = 'Start-CardIssuance -WhatIf'; takes = 'card' }
        @{ command = 'Remove-CardRequest -WhatIf'; takes = 'card' }
        @{ command = 'Get-TemporaryCard'; takes = 'card or batch' }
        @{ command = 'Get-CardHistory'; takes = 'card or batch' }
        @{ command = 'Get-CardCertificate'; takes = 'card or batch' }
        @{ command = 'Get-CardIdentityMapping'; takes = 'card or batch' }
        @{ command = 'Get-CardBatch'; takes = 'batch'; orNothing = $true }
        @{ command = 'Start-CardIssuance -Join'; takes = 'batch' }
        @{ command = 'Complete-CardBatch -Force'; takes = 'batch only' }
        @{ command = 'Resume-CardBatch'; takes = 'batch' }
        @{ command = 'Redo-CardProduction'; takes = 'batch and card' }
        @{ command = 'Stop-CardBatch -Force'; takes = 'batch and card' }
        @{ command = 'Get-CardStation'; takes = 'station' }
        @{ command = 'Test-CardStation'; takes = 'station' }
    )
    $pairs = foreach ($c in $commands) {
        foreach ($o in $objects) {
            $arguments = switch ($c.takes) {
                'card' { $o.card }
                'card or batch' { $o.card ?? ($o.batch ? "-BatchId $($o.batch)" : $null) }
                'batch' { $o.batch ? "-BatchId $($o.batch)" : $null }
                'batch only' { $o.batch -and -not $o.card ? "-BatchId $($o.batch)" : $null }
                'batch and card' { $o.batch -and ($o.card -or $o.whole) ? "$($o.batch) $($o.card)" : $null }
                'station' { $o.station }
            }
            @{ command = $c.command; object = $o.object; from = $o.from; arguments = $arguments; orNothing = $c.orNothing }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $null = New-TestConfiguration 'pipeline'
    $null = New-CardRequest 5 -Site Basel
    $null = Start-CardIssuance T-00001, T-00002
    $null = Complete-CardBatch B-000001 -Force
    $null = Start-CardIssuance T-00003
    $null = Stop-CardBatch B-000002 -Force

    # What a command gives or what it complains about, in a form that can be compared.
    function Get-Outcome([string] $Line, $InputObject) {
        $ErrorActionPreference = 'Continue'
        $given = try {
            Invoke-Expression "$Line 2>&1"
        }
        catch {
            $_
        }

        $given | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) {
                $id = ($_.FullyQualifiedErrorId -split ',')[0]
                $id -like 'TempCard.*' ? "$id $($_.TargetObject)" : ($id -replace '^(ParameterArgument(Transformation|Validation)Error|InputObjectNotBound)$', 'not bound')
            }
            else {
                "$($_.GetType().Name) $($_.Sequence)$($_.SerialNumber)$($_.Part)$($_.Name)$($_.Id)$($_.CardNumber)"
            }
        }
    }
}

Describe 'The pipeline' -Tag 'Pipeline' {
    It '<object> | <command>' -ForEach $pairs {
        $expected = $arguments ? (Get-Outcome "$command $arguments") : @('not bound', 'TempCard.NoCards ')
        $live = Invoke-Expression $from
        $serializer = [System.Management.Automation.PSSerializer]
        $forms = [ordered] @{
            live         = $live
            'from a job' = $serializer::Deserialize($serializer::Serialize($live))
            'from CSV'   = $live | ConvertTo-Csv | ConvertFrom-Csv
        }
        foreach ($form in $forms.Keys) {
            $outcome = Get-Outcome "`$InputObject | $command" $forms[$form]
            if ($arguments) {
                $outcome | Should -Be $expected -Because $form
            }
            elseif ($outcome -or -not $orNothing) {
                $outcome | Should -BeIn $expected -Because $form
            }
        }
    }
}

Describe 'An object as an argument' -Tag 'Pipeline' {
    It 'stands for what it names: <line>' -ForEach @(
        @{ line = 'Get-TemporaryCard (Get-CardBatch B-000001)'; same = 'Get-TemporaryCard -BatchId B-000001' }
        @{ line = 'Get-CardHistory (Get-CardBatch B-000001)'; same = 'Get-CardHistory -BatchId B-000001' }
        @{ line = 'Get-CardHistory -BatchId (Get-CardBatch B-000002)'; same = 'Get-CardHistory -BatchId B-000002' }
        @{ line = 'Get-CardCertificate (Get-CardBatch B-000001), T-00003'; same = 'Get-CardCertificate T-00003; Get-CardCertificate -BatchId B-000001' }
        @{ line = 'Get-CardHistory (Get-CardBatch B-000001).Productions'; same = 'Get-CardHistory T-00001, T-00002' }
        @{ line = 'Get-CardBatch (Get-CardCertificate T-00001)'; same = 'Get-CardBatch B-000001' }
        @{ line = 'Get-CardStation (Get-CardBatch B-000001).Productions[0]'; same = 'Get-CardStation training' }
    ) {
        Get-Outcome $line | Should -Be (Get-Outcome $same)
    }

    It 'goes together with what comes from the pipeline' {
        (Get-CardBatch B-000001 | Get-TemporaryCard -Number T-*2).CardNumber | Should -Be 'T-00002'
    }
}

Describe 'Cards from the pipeline' -Tag 'Pipeline' {
    BeforeAll {
        $null = New-TestConfiguration 'cards'
        $null = New-CardRequest 4
        $null = Get-RequestedCard | Start-CardIssuance
    }

    It 'are the ones that are given back, and not their batch' {
        $batch = Get-TemporaryCard T-00001, T-00002 | Stop-CardBatch -Force
        @($batch).Count | Should -Be 1
        $batch.State | Should -Be 'Produced'
        (Get-RequestedCard).CardNumber | Should -Be 'T-00001', 'T-00002'
    }

    It 'do not complete their batch' {
        Get-ErrorId { Get-TemporaryCard T-00003, T-00004 | Complete-CardBatch -Force } |
            Should -Be (@('ParameterArgumentTransformationError') * 2)
        (Get-CardBatch).State | Should -Be 'Produced'
    }
}
