param([string] $ModulePath)

BeforeDiscovery {
    Import-Module $ModulePath
    $cmdlets = (Get-Command -Module TempCardIssuance -CommandType Cmdlet).ForEach({ @{ name = $_.Name; command = $_ } })
    $examples = foreach ($cmdlet in $cmdlets) {
        (Get-Help $cmdlet.name).examples.example.ForEach({
                @{ name = $cmdlet.name; title = $_.title.Trim('- '); code = $_.code }
            })
    }
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $common = [System.Management.Automation.Cmdlet]::CommonParameters
}

Describe 'Help of <name>' -Tag 'Help' -ForEach $cmdlets {
    BeforeAll {
        $help = Get-Help $name -Full
        $documented = @($help.parameters.parameter)
        $real = @($command.Parameters.Values.Where({ $_.Name -notin $common }))
    }

    It 'says what it is for and how it works' {
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.description.Text | Should -Match '\.$'
        $help.description.Text -join ' ' | Should -Not -Be $help.Synopsis
    }

    It 'explains every parameter, and none that is not there' {
        $documented.name | Sort-Object | Should -Be ($real.Name | Sort-Object)
        $documented.description.Text | Should -Match '[.]$'
    }

    It 'says of each parameter what the engine says' {
        foreach ($parameter in $real) {
            $entry = $documented.Where({ $_.name -eq $parameter.Name })[0]
            $set = $parameter.ParameterSets.Values | Select-Object -First 1
            $entry.required | Should -Be "$($set.IsMandatory)".ToLowerInvariant() -Because $parameter.Name
            $entry.position | Should -Be ($set.Position -ge 0 ? "$($set.Position)" : 'named') -Because $parameter.Name
            $aliases = $parameter.Aliases ? ($parameter.Aliases -join ', ') : 'none'
            $entry.aliases | Should -Be $aliases -Because $parameter.Name
            $entry.pipelineInput -like '*ByValue*' | Should -Be $set.ValueFromPipeline -Because $parameter.Name
            $entry.pipelineInput -like '*ByPropertyName*' |
                Should -Be $set.ValueFromPipelineByPropertyName -Because $parameter.Name
        }
    }

    It 'says which defaults parameters have' {
        $cmdlet = $command.ImplementingType::new()
        $engines = 'First', 'Skip', 'IncludeTotalCount', 'WhatIf', 'Confirm'
        $own = $real.Where({ $_.Name -notin $engines -and -not ($_.ParameterSets.Values.IsMandatory -contains $true) })
        foreach ($parameter in $own) {
            $default = $cmdlet.($parameter.Name)
            $expected = $default -is [switch] ? 'False' : "$default" ? "$default" : 'None'
            $documented.Where({ $_.name -eq $parameter.Name })[0].defaultValue |
                Should -Be $expected -Because $parameter.Name
        }
    }

    It 'shows every way to call it' {
        @($help.syntax.syntaxItem) | Should -HaveCount $command.ParameterSets.Count
        foreach ($set in $command.ParameterSets) {
            $names = $set.Parameters.Name.Where({ $_ -notin $common }) | Sort-Object
            @($help.syntax.syntaxItem).Where({ -not (Compare-Object $names @($_.parameter.name | Sort-Object)) }) |
                Should -HaveCount 1 -Because $set.Name
        }
    }

    It 'names inputs, outputs and links that exist' {
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $outputs = $help.returnValues.returnValue.type.name
        $outputs | Should -Be $command.OutputType.Name
        foreach ($output in $help.returnValues.returnValue) {
            $output.description.Text | Should -Match '\.$' -Because $output.type.name
        }

        foreach ($link in $help.relatedLinks.navigationLink.linkText) {
            if ($link -notlike 'about_*') {
                Get-Command $link -Module TempCardIssuance | Should -Not -BeNullOrEmpty -Because $link
            }
            else {
                Join-Path (Split-Path $ModulePath) "en-US/$link.help.txt" | Should -Exist
            }
        }
    }

    It 'has two examples or more' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
    }
}

Describe 'Help' -Tag 'Help' {
    It 'is about these commands only' {
        $file = Join-Path (Split-Path $ModulePath) 'en-US/TempCardIssuance.PowerShell.dll-Help.xml'
        ([xml] (Get-Content -Raw $file)).helpItems.command.details.name | Sort-Object |
            Should -Be (Get-Command -Module TempCardIssuance -CommandType Cmdlet).Name
    }

    It 'is found by the name Repeat-CardProduction, and after the module was imported anew' {
        (Get-Help Repeat-CardProduction).Name | Should -Be 'Redo-CardProduction'
        Invoke-NewProcess "Import-Module '$ModulePath'; Import-Module '$ModulePath' -Force; (Get-Help Get-CardBatch).Synopsis" |
            Should -Match '^Searches batches'
    }
}

# Every example starts from a copy of the same place: a folder with a configuration that is connected to, a CSV file, a
# certificate of the helpdesk, and a store. B-000001 is Produced and T-00003 of it failed; B-000002 (T-00004, T-00005) is
# in order; B-000003 was interrupted; from T-00020 on cards are Requested;
# B-000004 (T-00026 to T-00028) is completed, and anna has T-00026.
Describe 'Examples' -Tag 'Help' {
    BeforeAll {
        $start = Get-Location
        $place = Join-Path $TestDrive 'place'
        $null = New-TestConfiguration 'place' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 3, apdu: 17 }]'
        Copy-Item "$place/pin-reader.cer.pem" "$place/helpdesk.pem"
        Copy-Item "$PSScriptRoot/../../examples/layouts/temp-card.svg" "$place/my-card.svg"
        Set-Content "$place/requests.csv" 'CardNumber,Site,RequestedBy,Priority,CostCenter', 'C-1,Basel,m.keller,5,4110', 'C-2,Bern,,,'
        $null = New-CardRequest 19 -Site Bern
        $null = Start-CardIssuance T-00001, T-00002, T-00003 -ErrorAction SilentlyContinue
        $null = Start-CardIssuance T-00004, T-00005
        $null = (Get-RequestedCard).CardNumber | Start-CardIssuance -Stream | Select-Object -First 1
        $null = New-CardRequest 4 -Site Basel -RequestedBy m.keller
        $null = New-CardRequest 2 -Site Zürich -Priority 5
        $null = New-CardRequest 3 -Site Genf
        $null = (Start-CardIssuance T-00026, T-00027, T-00028).Id | Complete-CardBatch -Confirm:$false
        $null = Grant-TemporaryCard T-00026 -Holder anna
        $null = New-Item -ItemType Directory "$place/desk"
        Set-Content "$place/counted.txt" 'T-00027'
        Set-Content "$place/returned.txt" 'T-00026'
        Set-Content "$place/desk/visitors.csv" 'CardNumber,Holder,Reason', 'T-00028,berta,New'
        (Get-CardBatch -State Interrupted).Id | Should -Be 'B-000003'
        (Get-CardBatch B-000001).Failed | Should -Be 1
    }

    AfterEach {
        Set-Location $start
    }

    It '<name>, <title>' -ForEach $examples {
        $copy = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item -Recurse $place $copy
        Set-Location $copy
        # A copy must not have the card in it that was torn out of the original.
        $yaml = (Get-Content -Raw tempcard.yaml) -replace ', faults: [^]]*\]' -replace '# reuse: true', 'reuse: true'
        [System.IO.File]::WriteAllText("$copy/tempcard.yaml", $yaml)
        Connect-CardIssuance ./tempcard.yaml

        $code | Should -Match "\b($name|Repeat-CardProduction)\b"
        if ($name -in 'Set-CardPin', 'Show-CardOperatorPage') {
            # There is no card of ours in a reader here; the page opens a browser, and PageProgramTests start it.
            { [scriptblock]::Create($code) } | Should -Not -Throw
            return
        }

        $ErrorActionPreference = 'Stop'
        $WarningPreference = 'Stop'
        $example = [scriptblock]::Create($code)
        { $script:output = & $example } | Should -Not -Throw
        $silent = '-WhatIf|Get-CardHandOver|Where-Object Shortage|\.IsDone|-Check|-Counted|-Overdue|-Join|Export-Csv|^Remove-CardRequest|Test-CardIssuanceConfiguration|Test-CardAuditTrail -Quiet|-RevocationPending|-Unsettled|^\$puk = '
        if ($code -notmatch $silent) {
            $script:output | Should -Not -BeNullOrEmpty
        }
    }
}
