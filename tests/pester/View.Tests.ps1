param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $file = New-TestConfiguration 'view' -Replace 'cards: 1000' -With 'cards: 1000, faults: [{ card: 2, apdu: 17 }]'
    $null = New-CardRequest 4 -Site Basel -RequestedBy m.keller
    $batch = Start-CardIssuance T-00001, T-00002 -ErrorAction SilentlyContinue
}

Describe 'Views' -Tag 'View' {
    BeforeEach {
        $rendering = $PSStyle.OutputRendering
    }

    AfterEach {
        $PSStyle.OutputRendering = $rendering
    }

    It 'there is a view of <type>' -ForEach @(
        @{ type = 'Core.Cards.TemporaryCard' }
        @{ type = 'Core.Batches.CardBatch' }
        @{ type = 'Core.Batches.CardProduction' }
        @{ type = 'Core.Batches.CardCertificate' }
        @{ type = 'Core.Ports.StationStatus' }
        @{ type = 'Core.Audit.AuditEvent' }
        @{ type = 'Core.Audit.AuditReport' }
        @{ type = 'Composition.Readiness' }
        @{ type = 'Infrastructure.Configuration.ConfigurationProblem' }
        @{ type = 'Infrastructure.Configuration.Template.NewConfiguration' }
        @{ type = 'Infrastructure.Configuration.TempCardConfiguration' }
    ) {
        Get-FormatData "TempCardIssuance.$type" | Should -Not -BeNullOrEmpty
    }

    It 'every cmdlet gives types that have a view' {
        $types = (Get-Command -Module TempCardIssuance -CommandType Cmdlet).OutputType.Name | Sort-Object -Unique
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

    It 'a certificate tells how Active Directory maps it to an account' {
        $identities = ($batch.Productions | Where-Object State -EQ 'Succeeded').Certificates.AltSecurityIdentities
        $identities | Should -HaveCount 3
        $identities[0] | Should -Match '^X509:<I>.*CN=.*<SR>[0-9A-F]+$'
        $identities[1] | Should -Match '^X509:<SKI>[0-9A-F]{40}$'
        $identities[2] | Should -Match '^X509:<SHA1-PUKEY>[0-9A-F]{40}$'
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

    It 'objects go into JSON and CSV' {
        ($batch | ConvertTo-Json -Depth 8 -EnumsAsStrings | ConvertFrom-Json).Productions[0].CardNumber | Should -Match '^T-0000'
        (Get-TemporaryCard | ConvertTo-Csv | ConvertFrom-Csv)[0].State | Should -BeIn 'Requested', 'Unassigned', 'Failed'
    }
}
