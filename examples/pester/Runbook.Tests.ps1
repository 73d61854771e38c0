# Tests of a runbook: with Mock, where no card is made at all, and once at virtual stations.
param([string] $RunbookPath = "$PSScriptRoot/../runbooks/Invoke-StockUp.ps1")

BeforeAll {
    Import-Module TempCardIssuance
    . "$PSScriptRoot/VirtualConfiguration.ps1"
    $plan = Join-Path $TestDrive 'stock.csv'
    Set-Content $plan 'Site,Cards', 'Basel,4', 'Bern,2'
    $valid = [DateTimeOffset]::Now.AddDays(10)

    # Runs it in this process, so that mocks apply; gives its log.
    function Invoke-StockUp([hashtable] $Parameters = @{}) {
        & $RunbookPath -PlanPath $plan @Parameters 6>&1 | ConvertFrom-Json
    }
}

Describe 'The stock-up runbook, without a card' {
    BeforeEach {
        Mock Connect-CardIssuance
        Mock Get-TemporaryCard
        Mock Get-RequestedCard
        Mock New-CardRequest { 1..$Amount | ForEach-Object { [pscustomobject]@{ CardNumber = "$Site-$_" } } }
        Mock Start-CardIssuance { [pscustomobject]@{ Id = 'B-000001'; State = 'Produced'; Unassigned = $Number.Count; Failed = 0; InProduction = 0 } }
    }

    It 'asks for what each site lacks' {
        Mock Get-TemporaryCard { [pscustomobject]@{ ValidUntil = $valid } } -ParameterFilter { $Site -eq 'Basel' -and $State -contains 'Unassigned' }
        $log = Invoke-StockUp
        $LASTEXITCODE | Should -Be 0
        $log[-1].event | Should -Be 'stockFull'
        Should -Invoke New-CardRequest -Times 1 -Exactly -ParameterFilter { $Site -eq 'Basel' -and $Amount -eq 3 }
        Should -Invoke New-CardRequest -Times 1 -Exactly -ParameterFilter { $Site -eq 'Bern' -and $Amount -eq 2 }
        Should -Invoke Start-CardIssuance -Times 1 -Exactly -ParameterFilter { $Number.Count -eq 5 }
    }

    It 'makes nothing where the stock is full' {
        Mock Get-TemporaryCard { @([pscustomobject]@{ ValidUntil = $valid }) * 4 } -ParameterFilter { $State -contains 'Unassigned' }
        $null = Invoke-StockUp
        $LASTEXITCODE | Should -Be 0
        Should -Not -Invoke New-CardRequest
        Should -Not -Invoke Start-CardIssuance
    }

    It 'ends with 1 where cards failed' {
        Mock Start-CardIssuance { [pscustomobject]@{ Id = 'B-000001'; State = 'Produced'; Unassigned = 5; Failed = 1; InProduction = 0 } }
        $log = Invoke-StockUp
        $LASTEXITCODE | Should -Be 1
        $log[-1].event | Should -Be 'stockShort'
    }

    It 'ends with 3 where the printer has no cards' {
        Mock Start-CardIssuance {
            throw [System.Management.Automation.ErrorRecord]::new(
                [Exception]::new('Out of cards.'), 'TempCard.PrinterNotReady', 'ResourceUnavailable', 'front-desk')
        }
        $log = Invoke-StockUp
        $LASTEXITCODE | Should -Be 3
        $log[-2].errorId | Should -Be 'TempCard.PrinterNotReady'
    }
}

Describe 'The stock-up runbook, at virtual stations' {
    It 'fills the stock' {
        $file = New-VirtualConfiguration "$PSScriptRoot/production.yaml" (Join-Path $TestDrive 'virtual')
        $null = Invoke-StockUp @{ Configuration = $file }
        $LASTEXITCODE | Should -Be 0
        $sites = Get-TemporaryCard -State Unassigned -Configuration $file | Group-Object Site | Sort-Object Name
        $sites.Name | Should -Be 'Basel', 'Bern'
        $sites.ForEach({ $_.Count }) | Should -Be 4, 2
    }
}
