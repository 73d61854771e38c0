param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
}

Describe 'New-CardRequest' -Tag 'Requests' {
    BeforeAll {
        $null = New-TestConfiguration 'requests'
        $null = New-CardRequest -Number 'Y-1'
    }

    It 'makes an amount with running numbers' {
        $cards = New-CardRequest 3 -Site Basel -RequestedBy m.keller -Priority 5 -Field @{ CostCenter = 4110 }
        $cards.CardNumber | Should -Be 'T-00001', 'T-00002', 'T-00003'
        $stored = Get-RequestedCard -Number T-00002
        $stored.State | Should -Be 'Requested'
        $stored.Site | Should -Be 'Basel'
        $stored.RequestedBy | Should -Be 'm.keller'
        $stored.Priority | Should -Be 5
        $stored.Fields['costcenter'] | Should -Be '4110'
    }

    It 'follows a pattern of its own' {
        (New-CardRequest 2 -Pattern 'BS{0:000}').CardNumber | Should -Be 'BS001', 'BS002'
    }

    It 'takes numbers' {
        (New-CardRequest -Number 'X-1', 'X-2').CardNumber | Should -Be 'X-1', 'X-2'
    }

    It 'refuses <what>' -ForEach @(
        @{ what = 'a number that exists'; id = 'CardNumberExists'; command = { New-CardRequest -Number 'y-1' } }
        @{ what = 'a number that is none'; id = 'CardNumberInvalid'; command = { New-CardRequest -Number 'a b' } }
        @{ what = 'a pattern without a place'; id = 'NumberPatternInvalid'; command = { New-CardRequest 1 -Pattern 'T' } }
    ) {
        $before = @(Get-TemporaryCard).Count
        Get-ErrorId $command | Should -Be "TempCard.$id"
        @(Get-TemporaryCard).Count | Should -Be $before
    }

    It 'adds nothing with -WhatIf' {
        New-CardRequest -Number 'WHATIF-1' -WhatIf | Should -BeNullOrEmpty
        Get-RequestedCard WHATIF* | Should -BeNullOrEmpty
    }
}

Describe 'Get-RequestedCard and Get-TemporaryCard' -Tag 'Requests' {
    BeforeAll {
        $null = New-TestConfiguration 'search'
        $null = New-CardRequest 5 -Site Basel -RequestedBy m.keller
        $null = New-CardRequest 5 -Site 'Lugano, Centro' -RequestedBy g.bernasconi -Priority 7
        Remove-CardRequest T-00010 -Force
    }

    It 'finds by <how>' -ForEach @(
        @{ how = 'number'; search = { Get-RequestedCard T-00003 }; count = 1 }
        @{ how = 'number in another case'; search = { Get-RequestedCard t-00003 }; count = 1 }
        @{ how = 'wildcard'; search = { Get-RequestedCard T-0000? }; count = 9 }
        @{ how = 'a set in a wildcard'; search = { Get-RequestedCard T-0000[2-4] }; count = 3 }
        @{ how = 'a page of a set in a wildcard'; search = { Get-RequestedCard T-0000[2-4] -Skip 1 -First 1 }; count = 1 }
        @{ how = 'several patterns'; search = { Get-RequestedCard T-*1, T-*2 }; count = 2 }
        @{ how = 'site'; search = { Get-RequestedCard -Site basel }; count = 5 }
        @{ how = 'site with a wildcard'; search = { Get-RequestedCard -Site Lug* }; count = 4 }
        @{ how = 'requester'; search = { Get-RequestedCard -RequestedBy g.* }; count = 4 }
        @{ how = 'priority'; search = { Get-RequestedCard -MinPriority 7 }; count = 4 }
        @{ how = 'time'; search = { Get-RequestedCard -From (Get-Date).AddHours(-1) -Before (Get-Date).AddHours(1) }; count = 9 }
        @{ how = 'a time before all'; search = { Get-RequestedCard -Before (Get-Date).AddHours(-1) }; count = 0 }
        @{ how = 'the pipeline'; search = { 'T-00001', 'T-00002' | Get-RequestedCard }; count = 2 }
        @{ how = 'a property in the pipeline'; search = { [pscustomobject]@{ CardNumber = 'T-00001' } | Get-RequestedCard }; count = 1 }
        @{ how = 'any state'; search = { Get-TemporaryCard }; count = 10 }
        @{ how = 'a state'; search = { Get-TemporaryCard -State Aborted }; count = 1 }
    ) {
        @(& $search).Count | Should -Be $count
    }

    It 'orders by <order>' -ForEach @(
        @{ order = 'Priority'; first = 'T-00006' }
        @{ order = 'Number'; first = 'T-00001' }
        @{ order = 'Oldest'; first = 'T-00001' }
    ) {
        (Get-RequestedCard -Order $order)[0].CardNumber | Should -Be $first
    }

    It 'gives a page and the total count' {
        $count, $cards = Get-RequestedCard -Order Number -Skip 2 -First 3 -IncludeTotalCount
        $count | Should -Be 9
        $cards.CardNumber | Should -Be 'T-00003', 'T-00004', 'T-00005'
    }

    It 'ends when the pipeline has all it wants' {
        @(Get-RequestedCard | Select-Object -First 2).Count | Should -Be 2
    }

    It 'tells of a number that is not there' {
        Get-ErrorId { Get-RequestedCard T-99999 } | Should -Be 'TempCard.CardNotFound'
        Get-ErrorId { Get-TemporaryCard T-99999 } | Should -Be 'TempCard.CardNotFound'
    }

    It 'tells of a card in another state, with the card as target and what to do' {
        $null = Get-RequestedCard T-00010 -ErrorVariable written -ErrorAction SilentlyContinue
        $written[0].FullyQualifiedErrorId | Should -BeLike 'TempCard.CardNotRequested,*'
        $written[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $written[0].TargetObject | Should -Be 'T-00010'
        $written[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'says nothing where a wildcard finds nothing' {
        Get-ErrorId { Get-RequestedCard Z* } | Should -BeNullOrEmpty
    }
}

Describe 'Remove-CardRequest' -Tag 'Requests' {
    BeforeAll {
        $null = New-TestConfiguration 'remove'
        $null = New-CardRequest 5
        $null = Remove-CardRequest T-00005 -Force
    }

    It 'takes cards from the pipeline and gives nothing without -PassThru' {
        Get-RequestedCard T-00001 | Remove-CardRequest -Force | Should -BeNullOrEmpty
        ('T-00002' | Remove-CardRequest -PassThru -Force).State | Should -Be 'Aborted'
        (Get-TemporaryCard T-00001, T-00002 -State Aborted).Count | Should -Be 2
    }

    It 'goes on after a card that is not Requested' {
        Get-ErrorId { Remove-CardRequest T-00005, T-99999, T-00003 -Force } |
            Should -Be 'TempCard.CardNotRequested', 'TempCard.CardNotFound'
        (Get-TemporaryCard T-00003).State | Should -Be 'Aborted'
    }

    It 'removes nothing with -WhatIf' {
        Remove-CardRequest T-00004 -WhatIf
        (Get-TemporaryCard T-00004).State | Should -Be 'Requested'
    }

    It 'leaves its trace' {
        (Get-CardHistory T-00005).Kind | Should -Be 'CardRequested', 'RequestRemoved'
    }
}

Describe 'Import-CardRequest' -Tag 'Requests' {
    BeforeAll {
        $null = New-TestConfiguration 'import'
        $good = Join-Path $TestDrive 'good [1].csv'
        Set-Content -LiteralPath $good @(
            'CardNumber,Site,RequestedBy,Priority,CostCenter'
            'C-001,Basel,m.keller,5,4110'
            'C-002,"Lugano, Centro",g.bernasconi,,'
        )
        $there = Join-Path $TestDrive 'there.csv'
        Set-Content $there 'CardNumber', 'B-001', 'B-002'
        $null = Import-CardRequest $there
        $bad = Join-Path $TestDrive 'bad.csv'
        Set-Content $bad @(
            'CardNumber,Site,Priority'
            'D-001,Basel,1'
            'D 002,Basel,1'
            'D-003,Basel,urgent'
            'D-004,Basel,2'
        )
    }

    It 'reads a CSV file' {
        (Import-CardRequest -LiteralPath $good).CardNumber | Should -Be 'C-001', 'C-002'
        $card = Get-RequestedCard C-001
        $card.Priority | Should -Be 5
        $card.Fields['CostCenter'] | Should -Be '4110'
        (Get-RequestedCard C-002).Site | Should -Be 'Lugano, Centro'
    }

    It 'refuses control characters, and shows none' {
        $escape = Join-Path $TestDrive 'escape.csv'
        Set-Content $escape 'CardNumber,Site', "X-004,Ba$([char]27)[31msel$([char]7)"
        $problems = @()
        try { Import-CardRequest $escape -ErrorAction SilentlyContinue -ErrorVariable problems } catch { $null = $_ }
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'TempCard.ImportRowInvalid*'
        "$($problems[0])" | Should -Not -Match "[$([char]27)$([char]7)]"
        Get-ErrorId { New-CardRequest -Number X-005 -Site "Ba$([char]27)sel" } | Should -Be 'TempCard.RequestInvalid'
        Get-ErrorId { [pscustomobject]@{ CardNumber = 'X-006'; upn = 'hans' } | Import-CardRequest } |
            Should -Contain 'TempCard.ImportRowInvalid'
    }

    It 'tells of wildcards that find nothing, as of a path that is not there' {
        $path = Join-Path $TestDrive 'nosuch*.csv'
        Get-ErrorId { Import-CardRequest $path } | Should -Contain 'TempCard.ImportInvalid'
        Get-ErrorId { $path | Import-CardRequest } | Should -Contain 'TempCard.ImportInvalid'
    }

    It 'reads what Excel and Export-Csv -IncludeTypeInformation write' {
        $excel = Join-Path $TestDrive 'excel.csv'
        $text = "Card Number|Site`r`nE-001|Z$([char]0xfc)rich`r`n"
        [IO.File]::WriteAllBytes($excel, [Text.Encoding]::Latin1.GetBytes($text))
        Get-ErrorId { Import-CardRequest $excel } | Select-Object -Last 1 | Should -Be 'TempCard.ImportInvalid'
        (Import-CardRequest $excel -Encoding windows-1252 -Delimiter '|').Site | Should -Be "Z$([char]0xfc)rich"
        $typed = Join-Path $TestDrive 'typed.csv'
        [pscustomobject]@{ CardNumber = 'E-002'; Site = 'Basel' } | Export-Csv $typed -IncludeTypeInformation
        (Import-CardRequest $typed).CardNumber | Should -Be 'E-002'
    }

    It 'refuses what is there already, and imports nothing' {
        Get-ErrorId { Import-CardRequest $there } | Select-Object -Last 1 | Should -Be 'TempCard.ImportInvalid'
        @(Get-TemporaryCard B-*).Count | Should -Be 2
    }

    It 'reports each bad row with its line, and imports nothing' {
        Get-ErrorId { Import-CardRequest $bad } |
            Should -Be 'TempCard.ImportRowInvalid', 'TempCard.ImportRowInvalid', 'TempCard.ImportInvalid'
        Get-RequestedCard D-* | Should -BeNullOrEmpty
        try {
            Import-CardRequest $bad -ErrorVariable written -ErrorAction SilentlyContinue
        }
        catch {
            $_.FullyQualifiedErrorId | Should -BeLike 'TempCard.ImportInvalid,*'
        }

        $rows = $written | Where-Object FullyQualifiedErrorId -Like 'TempCard.ImportRowInvalid,*'
        $rows[0].TargetObject.Line | Should -Be 3
        $rows[1].TargetObject.Line | Should -Be 4
        $rows[1].TargetObject.Column | Should -Be 'Priority'
    }

    It 'skips bad rows when told to' {
        $cards = Import-CardRequest $bad -SkipInvalid -ErrorAction SilentlyContinue
        $cards.CardNumber | Should -Be 'D-001', 'D-004'
    }

    It 'takes wildcards, relative paths and files from the pipeline' {
        $null = New-Item -ItemType Directory (Join-Path $TestDrive 'many')
        Set-Content (Join-Path $TestDrive 'many/1.csv') 'CardNumber', 'E-1'
        Set-Content (Join-Path $TestDrive 'many/2.csv') 'CardNumber', 'E-2'
        Set-Content (Join-Path $TestDrive 'many/3.txt') 'CardNumber', 'F-1'
        Push-Location (Join-Path $TestDrive 'many')
        try {
            (Import-CardRequest *.csv).CardNumber | Should -Be 'E-1', 'E-2'
            (Get-ChildItem *.txt | Import-CardRequest).CardNumber | Should -Be 'F-1'
        }
        finally {
            Pop-Location
        }
    }

    It 'tells of a file that is not there' {
        Get-ErrorId { Import-CardRequest (Join-Path $TestDrive 'none.csv') } | Should -Be 'PathNotFound'
    }

    It 'takes objects from the pipeline' {
        $rows = Import-Csv -LiteralPath $good | Select-Object @{ n = 'Number'; e = { "P-$($_.CardNumber)" } }, Site, Priority, CostCenter
        ($rows | Import-CardRequest).CardNumber | Should -Be 'P-C-001', 'P-C-002'
        (Get-RequestedCard P-C-001).Fields['CostCenter'] | Should -Be '4110'
        (@{ CardNumber = 'H-1'; Site = 'Bern' } | Import-CardRequest).Site | Should -Be 'Bern'
    }

    It 'reports each bad object' {
        Get-ErrorId {
            [pscustomobject]@{ CardNumber = 'Q-1' }, [pscustomobject]@{ CardNumber = 'Q 2' },
            [pscustomobject]@{ CardNumber = 'Q-3'; Priority = 10 }, [pscustomobject]@{ CardNumber = 'q-1' } | Import-CardRequest
        } | Should -Be (@('TempCard.ImportRowInvalid') * 3 + 'TempCard.ImportInvalid')
        Get-RequestedCard Q-* | Should -BeNullOrEmpty
    }

    It 'imports nothing with -WhatIf' {
        @{ CardNumber = 'W-1' } | Import-CardRequest -WhatIf | Should -BeNullOrEmpty
        Get-RequestedCard W-* | Should -BeNullOrEmpty
    }
}

Describe 'Dates of searches' -Tag 'Requests' {
    BeforeAll {
        $null = New-TestConfiguration 'dates'
        $null = New-CardRequest 2
        $culture = [cultureinfo]::CurrentCulture
        $today = [datetime]::Today
    }

    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
    }

    It 'in ISO 8601 mean the same in <_>' -ForEach 'en-US', 'en-GB', 'de-CH', 'fa-IR', 'ar-SA', 'th-TH', '' {
        [cultureinfo]::CurrentCulture = $_
        $day = $today.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)
        $tomorrow = $today.AddDays(1).ToString('yyyy-MM-ddTHH:mm', [cultureinfo]::InvariantCulture)
        @(Get-RequestedCard -From $day -Before $tomorrow).Count | Should -Be 2
        @(Get-RequestedCard -From $tomorrow).Count | Should -Be 0
        @(Get-CardHistory -From $day).Count | Should -BeGreaterThan 0
        @(Get-CardBatch -Before $tomorrow).Count | Should -Be 0
    }

    It 'as the culture <_> writes them are understood' -ForEach 'de-CH', 'fa-IR', 'th-TH' {
        [cultureinfo]::CurrentCulture = $_
        # No month has this number, so that each of them can be meant in one way only.
        $before, $after = (-1, 1).ForEach({ $today.AddMonths($_) }).ForEach({ $_.AddDays(25 - $_.Day) })
        @(Get-RequestedCard -From $before.ToString('d')).Count | Should -Be 2
        @(Get-RequestedCard -From $after.ToString('d')).Count | Should -Be 0
    }

    It 'that could be two are refused: <date> in <culture>' -ForEach @(
        @{ culture = 'en-GB'; date = '01/02/2026' }
        @{ culture = 'fa-IR'; date = '2026/11/28' }
        @{ culture = 'en-US'; date = 'soon' }
        @{ culture = 'en-US'; date = '2026-13-01' }
    ) {
        [cultureinfo]::CurrentCulture = $culture
        { Get-RequestedCard -From $date } | Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
    }

    It 'as objects are taken as they are' {
        [cultureinfo]::CurrentCulture = 'fa-IR'
        @(Get-RequestedCard -From $today).Count | Should -Be 2
        @(Get-RequestedCard -From ([DateOnly]::FromDateTime($today))).Count | Should -Be 2
        @(Get-RequestedCard -From ([DateTimeOffset]::Now.AddMinutes(5))).Count | Should -Be 0
    }
}
