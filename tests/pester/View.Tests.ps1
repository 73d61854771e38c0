param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $file = New-TestConfiguration 'view' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 17 }]'
    $null = New-CardRequest 4 -Site Basel -RequestedBy m.keller -Field @{ CostCenter = 4110 }
    $batch = Start-CardIssuance T-00001, T-00002 -ErrorAction SilentlyContinue
}

Describe 'Views' -Tag 'View' {
    BeforeEach {
        $rendering = $PSStyle.OutputRendering
    }

    AfterEach {
        $PSStyle.OutputRendering = $rendering
    }

    It 'every cmdlet gives types that have a view' {
        $types = (Get-Command -Module TempCardIssuance -CommandType Cmdlet).OutputType.Name | Sort-Object -Unique
        $types -like 'TempCard*' | Should -Contain 'TempCardIssuance.Core.Cards.TemporaryCard'
        foreach ($type in $types -like 'TempCard*') {
            Get-FormatData $type | Should -Not -BeNullOrEmpty -Because $type
        }
    }

    It 'colours states, and leaves colours out of plain text' {
        $PSStyle.OutputRendering = 'Ansi'
        $batch | Out-String | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Cyan)Produced"))
        $batch.Productions | Out-String | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Red)Failed"))
        $PSStyle.OutputRendering = 'PlainText'
        $batch, $batch.Productions, (Get-TemporaryCard), (Get-CardStation), (Test-CardStation), (Get-CardHistory) |
            Out-String | Should -Not -Match "`e"
    }

    It 'leaves colours out with NO_COLOR' {
        $env:NO_COLOR = '1'
        try {
            $text = Invoke-NewProcess "Import-Module '$ModulePath'; Get-TemporaryCard -Configuration '$file' | Out-String"
        }
        finally {
            $env:NO_COLOR = $null
        }

        "$text" | Should -Match 'Unassigned'
        "$text" | Should -Not -Match "`e"
    }

    It 'Format-List tells the whole story of a batch' {
        $PSStyle.OutputRendering = 'PlainText'
        $story = $batch | Format-List | Out-String -Width 200
        foreach ($word in 'Produced', 'training', 'PIN 6', 'authentication', 'T-00001 #1', 'T-00002 #1', 'Failed', '9A') {
            $story | Should -Match $word
        }
    }

    It 'what was given back is counted with the rest' {
        $PSStyle.OutputRendering = 'PlainText'
        $other = @{ Configuration = (New-CardIssuanceConfiguration (Join-Path $TestDrive 'back')).ConfigurationFile }
        $null = New-CardRequest 2 @other
        $null = Start-CardIssuance T-00001, T-00002 @other
        Stop-CardBatch B-000001 -CardNumber T-00002 -Force @other | Format-List | Out-String |
            Should -Match 'Cards +: 2: 1 unassigned, 0 failed, 0 left to make, 1 given back'
    }

    It 'certificates show their card and state on a narrow screen' {
        $PSStyle.OutputRendering = 'PlainText'
        Get-CardCertificate T-00001 | Out-String -Width 80 | Should -Match 'T-00001 +authentication +9A +Active '
    }

    It 'no heading is broken on a narrow screen: <what>' -ForEach @(
        @{ what = 'cards'; get = { Get-TemporaryCard } }
        @{ what = 'batches'; get = { Get-CardBatch } }
        @{ what = 'productions'; get = { $batch.Productions } }
        @{ what = 'certificates'; get = { Get-CardCertificate } }
        @{ what = 'events'; get = { Get-CardHistory } }
        @{ what = 'stations'; get = { Get-CardStation } }
        @{ what = 'readiness'; get = { Test-CardStation } }
    ) {
        $PSStyle.OutputRendering = 'PlainText'
        $lines = @((& $get | Format-Table | Out-String -Width 80) -split "`r?`n" | Where-Object { $_ })
        # A heading that does not fit goes on in a second line.
        $lines[1] | Should -Match '^[- ]+$'
    }

    It 'states and what is wrong with a configuration are whole on a narrow screen' {
        $PSStyle.OutputRendering = 'PlainText'
        Get-TemporaryCard | Format-Table | Out-String -Width 80 | Should -Match 'Unassigned'
        $bad = Join-Path $TestDrive 'bad.yaml'
        (Get-Content -Raw $file) -replace 'printer: files', 'printer: nowhere' | Set-Content $bad
        $problem = @(Test-CardIssuanceConfiguration $bad)[0]
        $shown = $problem | Format-Table | Out-String -Width 80
        foreach ($word in $problem.Message -split '\W+') {
            ($shown -replace '\s') | Should -Match ([regex]::Escape($word))
        }
    }

    It 'lists and tables show the same local time: <what>' -ForEach @(
        @{ what = 'cards'; get = { Get-TemporaryCard T-00001 }; time = 'RequestedAt' }
        @{ what = 'productions'; get = { $batch.Productions[0] }; time = 'StartedAt' }
        @{ what = 'certificates'; get = { @(Get-CardCertificate T-00001)[0] }; time = 'NotAfter' }
        @{ what = 'mappings'; get = { @(Get-CardIdentityMapping T-00001)[0] }; time = 'NotAfter' }
        @{ what = 'events'; get = { @(Get-CardHistory T-00001)[0] }; time = 'At' }
    ) {
        $PSStyle.OutputRendering = 'PlainText'
        $object = & $get
        $object | Format-List | Out-String -Width 200 |
            Should -Match ([regex]::Escape($object.$time.LocalDateTime.ToString('G')) + '\s')
    }

    It 'why a production was spoiled follows what was wrong with it' {
        $PSStyle.OutputRendering = 'PlainText'
        $production = $batch.Productions[1] | ConvertTo-Json | ConvertFrom-Json
        $production.PSTypeNames.Insert(0, $batch.Productions[1].GetType().FullName)
        $production.SpoiledReason = 'Smeared'
        $production | Format-Table | Out-String -Width 300 | Should -Match '[^.]; Smeared'
    }

    It 'a certificate tells how Active Directory maps it to an account' {
        $identities = ($batch.Productions | Where-Object State -EQ 'Succeeded').Certificates.AltSecurityIdentities
        $identities | Should -HaveCount 3
        $identities[0] | Should -Match '^X509:<I>.*CN=.*<SR>[0-9A-F]+$'
        $identities[1] | Should -Match '^X509:<SKI>[0-9A-F]{40}$'
        $identities[2] | Should -Match '^X509:<SHA1-PUKEY>[0-9A-F]{40}$'
        $mapping = Get-CardIdentityMapping T-00001
        $identities | Should -Be $mapping.X509IssuerSerialNumber, $mapping.X509Ski, $mapping.X509Sha1PublicKey
    }

    It 'lists on objects can be indexed' {
        $production = $batch.Productions[0]
        $production.GetType().Name | Should -Be 'CardProduction'
        $production.Certificates[0].GetType().Name | Should -Be 'CardCertificate'
        $production.Faces[0] | Should -Exist
        $batch.Options.Stations[0] | Should -Be 'training'
        $batch.Options.Certificates[0] | Should -Be 'authentication'
        (Get-CardIssuanceConfiguration).Stations[0].Name | Should -Be 'training'
    }

    It 'a mixture of objects shows the values of each, never the names of types' {
        $PSStyle.OutputRendering = 'PlainText'
        $production = $batch.Productions[0]
        $mixture = & {
            Get-Date
            Get-TemporaryCard T-00001
            $batch
            $production
            $production.Certificates[0]
            $batch.Options
            Get-CardStation
            (Test-CardStation)[0]
            (Get-CardHistory)[0]
            Test-CardAuditTrail
            Get-CardIssuanceConfiguration
        } | Out-String -Width 200
        $mixture | Should -Match 'Productions  : {T-00001 #1 Succeeded, T-00002 #1 Failed}'
        $mixture | Should -Match 'Options      : Encode: PIN of 6 and PUK of 8 digits, certificates: authentication'
        $mixture | Should -Match 'Certificates  : {9A [0-9A-F]+ Active}'
        $mixture | Should -Match 'Stations     : {training}'
        $mixture | Should -Not -Match '\{ \w+ = |`1\[|System\.'
    }

    It 'Format-Wide shows many cards with their states' {
        $PSStyle.OutputRendering = 'PlainText'
        Get-TemporaryCard | Format-Wide | Out-String -Width 80 | Should -Match 'T-00001 Unassigned +T-00002 Failed'
        $batch | Format-Wide | Out-String | Should -Match 'B-000001 Produced'
        $batch.Productions | Format-Wide | Out-String | Should -Match 'T-00001 #1 Succeeded'
    }

    It 'batches and cards can be given where ids and numbers are asked for' {
        (Get-CardBatch $batch).Id | Should -Be 'B-000001'
        (Get-CardHistory -BatchId $batch).Count | Should -BeGreaterThan 0
        (Get-TemporaryCard (Get-RequestedCard)).CardNumber | Should -Be 'T-00003', 'T-00004'
    }

    It 'objects go into JSON, certificates as PEM' {
        $json = $batch | ConvertTo-Json -Depth 6 -EnumsAsStrings
        $production = ($json | ConvertFrom-Json).Productions[0]
        $production.CardNumber | Should -Be 'T-00001'
        $production.State | Should -Be 'Succeeded'
        $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem(
            $production.Certificates[0].Pem)
        $certificate.SerialNumber | Should -Be $production.Certificates[0].SerialNumber
    }

    It 'objects go into CSV, a line each, with what a sheet can hold' {
        $cards = Get-TemporaryCard | ConvertTo-Csv | ConvertFrom-Csv
        $cards.CardNumber | Should -Contain 'T-00003'
        $cards.State | Sort-Object -Unique | Should -Be 'Failed', 'Requested', 'Unassigned'
        $row = $batch | ConvertTo-Csv | ConvertFrom-Csv
        $row.Options | Should -BeLike 'Encode: PIN of 6 and PUK of 8 digits*'
        $row.Failed | Should -Be 1
        ($batch.Productions | ConvertTo-Csv | ConvertFrom-Csv)[1].ErrorId | Should -Be 'TempCard.CardRemoved'
        ($batch.Productions.Certificates | ConvertTo-Csv | ConvertFrom-Csv).AltSecurityIdentities | Should -BeLike 'X509:<I>*'
    }

    It 'no cell of a CSV file is the name of a type: <what>' -ForEach @(
        @{ what = 'cards'; get = { Get-TemporaryCard } }
        @{ what = 'batches'; get = { Get-CardBatch } }
        @{ what = 'options'; get = { $batch.Options } }
        @{ what = 'productions'; get = { $batch.Productions } }
        @{ what = 'certificates'; get = { Get-CardCertificate } }
        @{ what = 'mappings'; get = { Get-CardIdentityMapping } }
        @{ what = 'events'; get = { Get-CardHistory } }
        @{ what = 'stations'; get = { Get-CardStation } }
        @{ what = 'readiness'; get = { Test-CardStation } }
        @{ what = 'the audit trail'; get = { Test-CardAuditTrail } }
    ) {
        $path = Join-Path $TestDrive 'cells.csv'
        & $get | Export-Csv $path
        $rows = @(Import-Csv $path)
        $rows | Should -Not -BeNullOrEmpty
        foreach ($cell in $rows.ForEach({ $_.PSObject.Properties.Value })) {
            $cell | Should -Not -Match '\b(System|TempCardIssuance)\.|\{.*\}|\[\]'
        }
    }

    It 'lists are text in CSV, and lists in JSON' {
        $card = Get-TemporaryCard T-00001
        ($card | Select-Object Fields | ConvertTo-Csv)[1] | Should -Be '"CostCenter=4110"'
        $card.Fields['CostCenter'], $card.Fields.CostCenter, $card.Fields['none'] | Should -Be '4110', '4110', $null
        ($card | ConvertTo-Json | ConvertFrom-Json).Fields.CostCenter | Should -Be '4110'
        $row = $batch | Select-Object Id, Productions | ConvertTo-Csv | ConvertFrom-Csv
        $row.Productions | Should -Be 'T-00001 #1 Succeeded; T-00002 #1 Failed'
        ($batch | ConvertTo-Json -Depth 6 | ConvertFrom-Json).Productions | Should -HaveCount 2
        $row = $batch.Productions[0] | ConvertTo-Csv | ConvertFrom-Csv
        $row.Faces -split '; ' | Should -Be $batch.Productions[0].Faces
        $row.Certificates | Should -BeLike '9A * Active'
        $row.SealedPins | Should -BeLike '-----BEGIN CMS-----*'
        (Get-CardStation | ConvertTo-Csv | ConvertFrom-Csv).Card | Should -BeLike 'application=PIV; serial=*'
        (Get-CardStation | ConvertTo-Json | ConvertFrom-Json).Card.application | Should -Be 'PIV'
    }

    It 'objects come out of a job whole, and look as before' {
        $PSStyle.OutputRendering = 'PlainText'
        $fromJob = Start-Job {
            Import-Module $using:ModulePath
            Get-CardBatch -Configuration $using:file
            Get-TemporaryCard T-00001 -Configuration $using:file
        } | Receive-Job -Wait -AutoRemoveJob
        $copy, $card = $fromJob
        ($copy | Get-TemporaryCard -Order Number).CardNumber | Should -Be 'T-00001', 'T-00002'
        $copy.State | Should -Be 'Produced'
        $copy.Productions.State | Should -Be 'Succeeded', 'Failed'
        $copy.Productions[0].Certificates[0].State | Should -Be 'Active'
        $copy.Productions[0].Certificates[0].AltSecurityIdentities | Should -HaveCount 3
        $card.Fields.CostCenter | Should -Be '4110'
        $card.State | Should -Be 'Unassigned'
        $real = Get-CardBatch B-000001
        $copy | Format-Table | Out-String -Width 150 | Should -Be ($real | Format-Table | Out-String -Width 150)
        $copy | Format-List | Out-String -Width 150 | Should -Be ($real | Format-List | Out-String -Width 150)
        $copy.Productions | Format-Table | Out-String -Width 150 |
            Should -Be ($real.Productions | Format-Table | Out-String -Width 150)
    }
}
