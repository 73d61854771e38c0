param([string] $ModulePath)

# JEA endpoints exist on Windows only. The restricted runspace behind one is made here from the same files by the same
# method of the engine that the endpoint calls.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $jea = Join-Path $PSScriptRoot '../../examples/jea/CardIssuance.pssc'
    $environment = $env:TEMPCARD_CONFIG

    # What a user of a role gets who connects to the endpoint.
    function New-JeaRunspace([string[]] $Role, [string] $User, [string] $Configuration) {
        $session = Join-Path $TestDrive 'session.pssc'
        (Get-Content -Raw $jea) -replace "'C:\\ProgramData\\TempCardIssuance\\Transcripts'", "'$TestDrive/transcripts'" `
            -replace "'C:\\ProgramData\\TempCardIssuance\\tempcard.yaml'", "'$Configuration'" | Set-Content $session
        $groups = $Role.ForEach({ "CONTOSO\$_" })
        Invoke-WithModulePath {
            $state = [System.Management.Automation.Runspaces.InitialSessionState]::CreateFromSessionConfigurationFile(
                $session, [Func[string, bool]] { param($group) $group -in $groups })
            $identity = [System.Management.Automation.Remoting.PSIdentity]::new('Kerberos', $true, $User, $null)
            $sender = [System.Management.Automation.Remoting.PSSenderInfo]::new(
                [System.Management.Automation.Remoting.PSPrincipal]::new($identity, $null), 'http://station:5985/wsman')
            $state.Variables.Add([System.Management.Automation.Runspaces.SessionStateVariableEntry]::new(
                    'PSSenderInfo', $sender, '', 'ReadOnly'))
            # A client's session is known by its host.
            $runspace = [runspacefactory]::CreateRunspace((New-TestHost 'ServerRemoteHost'), $state)
            $runspace.Open()
            $runspace
        }
    }

    # Runs a line as a remote client sends it: as commands with arguments, or where -AsScript is given as text. Gives
    # output, then errors.
    function Invoke-Jea($Runspace, [string] $Line, [switch] $AsScript) {
        $shell = $AsScript ? [powershell]::Create().AddScript($Line) : [scriptblock]::Create($Line).GetPowerShell()
        try {
            $shell.Runspace = $Runspace
            $shell.Invoke()
            $shell.Streams.Error
        }
        catch {
            $_.Exception.InnerException.ErrorRecord
        }
        finally {
            $shell.Dispose()
        }
    }

    function Get-JeaErrorId($Runspace, [string] $Line, [switch] $AsScript) {
        $records = Invoke-Jea $Runspace $Line -AsScript:$AsScript | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
        @($records).ForEach({ ($_.FullyQualifiedErrorId -split ',')[0] })
    }

    $file = New-TestConfiguration 'jea'
    $null = New-CardRequest 12
    $alice = New-JeaRunspace 'Card Operators' 'CONTOSO\alice' $file
    $bob = New-JeaRunspace 'Card Operators' 'CONTOSO\bob' $file
    $desk = New-JeaRunspace 'Card Desk' 'CONTOSO\dora' $file
    $auditor = New-JeaRunspace 'Card Auditors' 'CONTOSO\carol' $file
    $letters = New-JeaRunspace 'Card Letters' 'CONTOSO\lena' $file
    $system = 'Clear-Host', 'Exit-PSSession', 'Get-Command', 'Get-FormatData', 'Get-Help', 'Measure-Object', 'Out-Default', 'Select-Object'
    $readers = 'Get-CardBatch', 'Get-CardHistory', 'Get-RequestedCard', 'Get-TemporaryCard'
    $auditing = 'Get-CardCertificate', 'Get-CardHandOver', 'Get-CardIdentityMapping', 'Get-CardStock', 'Test-CardAuditTrail', 'Test-CardStore'
}

AfterAll {
    $alice, $bob, $desk, $auditor, $letters | ForEach-Object Dispose
    $env:TEMPCARD_CONFIG = $environment
}

Describe 'The role CardDesk' -Tag 'Jea' {
    It 'exposes the life after production, and nothing else' {
        $own = 'Get-CardHandOver', 'Get-CardHistory', 'Get-CardIdentityMapping', 'Get-CardStation', 'Get-CardStock', 'Get-TemporaryCard', 'Grant-TemporaryCard', 'Lock-TemporaryCard',
            'Reset-TemporaryCard', 'Revoke-TemporaryCard', 'Set-CardPin', 'Update-TemporaryCard'
        (Invoke-Jea $desk 'Get-Command').Name | Sort-Object | Should -Be ($system + $own | Sort-Object)
    }
}

Describe 'The role PinLetterPrinter' -Tag 'Jea' {
    It 'prints letters, and nothing else' {
        (Invoke-Jea $letters 'Get-Command').Name | Sort-Object |
            Should -Be ($system + 'Export-CardPinLetter' | Sort-Object)
    }
}

Describe 'The role CardAuditor' -Tag 'Jea' {
    It 'exposes reading, and nothing else' {
        (Invoke-Jea $auditor 'Get-Command').Name | Sort-Object | Should -Be ($system + $readers + $auditing | Sort-Object)
    }

    It 'reads' {
        (Invoke-Jea $auditor 'Get-RequestedCard T-0000? -Order Number -First 2').CardNumber | Should -Be 'T-00001', 'T-00002'
        (Invoke-Jea $auditor 'Get-TemporaryCard -State Requested | Measure-Object').Count | Should -Be 12
        (Invoke-Jea $auditor 'Get-CardHistory T-00001').Kind | Should -Be 'CardRequested'
        Invoke-Jea $auditor 'Test-CardAuditTrail -Quiet' | Should -BeTrue
        Invoke-Jea $auditor 'Get-CardCertificate -RevocationPending' | Should -BeNullOrEmpty
    }

    It 'can not run "<_>"' -ForEach @(
        'Start-CardIssuance T-00001'
        'TempCardIssuance\Start-CardIssuance T-00001'
        'New-CardRequest 1'
        'Remove-CardRequest T-00001'
        'Connect-CardIssuance'
        'Get-CardIssuanceConfiguration'
        'Get-ChildItem'
    ) {
        Get-JeaErrorId $auditor $_ | Should -Be 'CommandNotFoundException'
    }

    It 'has no language' {
        Get-JeaErrorId $auditor '$x = 1' -AsScript | Should -Be 'ScriptsNotAllowed'
        Get-JeaErrorId $auditor '& { Get-Command }' -AsScript | Should -Be 'ScriptsNotAllowed'
    }
}

Describe 'The role CardOperator' -Tag 'Jea' {
    BeforeAll {
        # B-000001 is a batch of alice.
        $null = Invoke-Jea $alice 'Start-CardIssuance T-00006, T-00007'
    }

    It 'exposes reading and production, and nothing else' {
        $production = 'Complete-CardBatch', 'Get-CardStation', 'Redo-CardProduction', 'Repeat-CardProduction', 'Resume-CardBatch',
        'Start-CardIssuance', 'Stop-CardBatch', 'Test-CardStation'
        (Invoke-Jea $alice 'Get-Command').Name | Sort-Object | Should -Be ($system + $readers + $production | Sort-Object)
    }

    It 'lets nobody name a configuration' {
        foreach ($command in Invoke-Jea $alice 'Get-Command *-Card*, *-RequestedCard, *-TemporaryCard') {
            $command.Parameters.Keys | Should -Not -Contain 'Configuration' -Because $command.Name
        }

        Get-JeaErrorId $alice "Get-CardBatch -Configuration '$file'" | Should -Be 'NamedParameterNotFound'
    }

    It 'issues, and the batch has the name of who connected' {
        $batch = Invoke-Jea $alice 'Get-RequestedCard T-0000[1-3] | Start-CardIssuance'
        $batch.Unassigned | Should -Be 3
        $batch.Operator | Should -Be 'CONTOSO\alice'
        (Get-CardHistory -BatchId $batch.Id).Operator | Sort-Object -Unique | Should -Be 'CONTOSO\alice'
    }

    It 'shows a plan with -WhatIf, and makes nothing' {
        Invoke-Jea $alice 'Start-CardIssuance T-00004 -WhatIf' | Should -BeNullOrEmpty
        (Get-TemporaryCard T-00004).State | Should -Be 'Requested'
        Invoke-Jea $alice 'Stop-CardBatch B-000001 -WhatIf -Force' | Should -BeNullOrEmpty
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
    }

    It 'keeps others away: <_>' -ForEach @(
        'Repeat-CardProduction B-000001 T-00006'
        'Redo-CardProduction B-000001 T-00006'
        'Get-CardBatch B-000001 | Complete-CardBatch -Force'
        'Complete-CardBatch B-000001 -Confirm:$false'
        'Stop-CardBatch B-000001 -Force'
        'Stop-CardBatch -Id b-000001 -CardNumber T-00006 -Force'
        'Resume-CardBatch B-000001'
    ) {
        Get-JeaErrorId $bob $_ | Should -Be 'CardOperator.NotOwnBatch'
        $batch = Get-CardBatch B-000001
        $batch.State | Should -Be 'Produced'
        $batch.Productions.State | Sort-Object -Unique | Should -Be 'Succeeded'
    }

    It 'keeps the cmdlets and the check behind the functions out of reach: <_>' -ForEach @(
        'TempCardIssuance\Stop-CardBatch B-000001 -Force'
        'TempCardIssuance\Redo-CardProduction B-000001 T-00006'
        'Test-OwnBatch B-000001'
        'Invoke-OnOwnBatch Stop-CardBatch B-000001'
    ) {
        Get-JeaErrorId $bob $_ | Should -Be 'CommandNotFoundException'
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
    }

    It 'tells of a batch that is not there' {
        Get-JeaErrorId $bob 'Complete-CardBatch B-999999 -Force' | Should -Be 'TempCard.BatchNotFound'
    }

    It 'repeats, cancels cards of, and completes an own batch' {
        $own = (Invoke-Jea $alice 'Start-CardIssuance T-00008, T-00009').Id
        $again = Invoke-Jea $alice "Repeat-CardProduction $own T-00008 -Reason smeared -Force"
        ($again.Productions | Where-Object CardNumber -EQ 'T-00008').State | Should -Be 'Spoiled', 'Succeeded'
        (Invoke-Jea $alice "Stop-CardBatch $own T-00009 -Force").State | Should -Be 'Produced'
        $completed = Invoke-Jea $alice "Get-CardBatch $own | Complete-CardBatch -Force"
        $completed.State | Should -Be 'Completed'
        $completed.ClosedBy | Should -Be 'CONTOSO\alice'
    }

    It 'cancels an own batch' {
        $own = (Invoke-Jea $bob 'Start-CardIssuance T-00010, T-00011').Id
        (Invoke-Jea $bob "Stop-CardBatch $own -Reason lost -Force").State | Should -Be 'Cancelled'
    }

    It 'comes together with CardAuditor to no more than the two' {
        $both = New-JeaRunspace 'Card Operators', 'Card Auditors' 'CONTOSO\dora' $file
        try {
            (Invoke-Jea $both 'Get-Command').Name | Sort-Object | Should -Be ((Invoke-Jea $alice 'Get-Command').Name + $auditing | Sort-Object)
        }
        finally {
            $both.Dispose()
        }
    }
}

Describe 'What the roles have of a command' -Tag 'Jea' {
    It 'is all its parameters but those with a reason: <role>' -ForEach @(
        @{ role = 'CardOperator'; group = 'Card Operators' }
        @{ role = 'CardAuditor'; group = 'Card Auditors' }
    ) {
        # -Configuration could name programs, which the account of the endpoint would run. Jobs would outlive the
        # session, and batches of others are not the operator's. Files are those of the endpoint.
        $keptBack = @{ '*' = 'Configuration'; 'Start-CardIssuance' = 'Join', 'BatchId', 'AsJob'; 'Get-CardStock' = 'Counted' }
        $runspace = New-JeaRunspace $group 'CONTOSO\erin' $file
        try {
            $commands = Invoke-Jea $runspace 'Get-Command' |
                Where-Object { $_.Name -like '*-*Card*' -and $_.CommandType -ne 'Alias' }
            $commands | Should -Not -BeNullOrEmpty
            foreach ($command in $commands) {
                $all = (Get-Command $command.Name -Module TempCardIssuance).Parameters.Keys
                $all.Where({ $_ -notin $keptBack['*'] -and $_ -notin $keptBack[$command.Name] }) | Sort-Object |
                    Should -Be ($command.Parameters.Keys | Sort-Object) -Because $command.Name
            }
        }
        finally {
            $runspace.Dispose()
        }
    }
}

Describe 'Dual control at the endpoint' -Tag 'Jea' {
    It 'has a batch completed by the operator who did not start it' {
        $dual = New-TestConfiguration 'dual' -Replace '# dualControl: true' -With 'dualControl: true'
        $null = New-CardRequest 1
        $first = New-JeaRunspace 'Card Operators' 'CONTOSO\alice' $dual
        $second = New-JeaRunspace 'Card Operators' 'CONTOSO\bob' $dual
        try {
            $null = Invoke-Jea $first 'Start-CardIssuance T-00001'
            Get-JeaErrorId $first 'Complete-CardBatch B-000001 -Force' | Should -Be 'TempCard.DualControl'
            $batch = Invoke-Jea $second 'Complete-CardBatch B-000001 -Force'
            $batch.State | Should -Be 'Completed'
            $batch.Operator | Should -Be 'CONTOSO\alice'
            $batch.ClosedBy | Should -Be 'CONTOSO\bob'
        }
        finally {
            $first, $second | ForEach-Object Dispose
        }
    }

    It 'holds outside of an endpoint too' {
        $dual = New-TestConfiguration 'local' -Replace '# dualControl: true' -With 'dualControl: true'
        $null = New-CardRequest 1
        $null = Start-CardIssuance T-00001
        $null = Complete-CardBatch B-000001 -Force -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused.FullyQualifiedErrorId | Should -BeLike 'TempCard.DualControl,*'
        $refused.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $refused.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        (Get-CardBatch B-000001).State | Should -Be 'Produced'
    }
}

Describe 'Who works' -Tag 'Jea' {
    BeforeAll {
        function New-Sender([string] $User) {
            $identity = [System.Management.Automation.Remoting.PSIdentity]::new('Kerberos', $true, $User, $null)
            [System.Management.Automation.Remoting.PSSenderInfo]::new(
                [System.Management.Automation.Remoting.PSPrincipal]::new($identity, $null), 'http://station:5985/wsman')
        }

        # A session with all of the language, in a host of this name, where the variable of remote sessions is set.
        function Invoke-As([string] $HostName, [string] $User, [string] $Script) {
            $runspace = [runspacefactory]::CreateRunspace((New-TestHost $HostName))
            $runspace.Open()
            $runspace.SessionStateProxy.SetVariable('PSSenderInfo', (New-Sender $User))
            $shell = [powershell]::Create().AddScript("Import-Module '$ModulePath'; Connect-CardIssuance '$who'; $Script")
            $shell.Runspace = $runspace
            try {
                $shell.Invoke()
            }
            finally {
                $shell.Dispose()
                $runspace.Dispose()
            }
        }

        $who = New-TestConfiguration 'who'
        $null = New-CardRequest 3
        $me = (Get-CardHistory T-00001).Operator
    }

    It 'is the user of the process where a variable was made by hand in a local session' {
        $me | Should -Not -BeNullOrEmpty
        (Invoke-As 'ConsoleHost' 'CONTOSO\mallory' 'Start-CardIssuance T-00001').Operator | Should -Be $me
    }

    It 'is who connected, with the domain' {
        (Invoke-As 'ServerRemoteHost' 'FABRIKAM\alice' 'Start-CardIssuance T-00002').Operator | Should -Be 'FABRIKAM\alice'
    }

    It 'stays the same in a job' {
        $batch = Invoke-As 'ServerRemoteHost' 'FABRIKAM\alice' 'Start-CardIssuance T-00003 -AsJob | Receive-Job -Wait -AutoRemoveJob'
        $batch.Operator | Should -Be 'FABRIKAM\alice'
    }
}

# Last, because the endpoint of another configuration sets the environment of this process.
Describe 'A desk' -Tag 'Jea' {
    It 'hands out and takes back in the name of who is connected' {
        $other = New-TestConfiguration 'jea-desk'
        $null = (New-CardRequest -Number T-90001 | Start-CardIssuance).Id | Complete-CardBatch -Confirm:$false
        $desk = New-JeaRunspace 'Card Desk' 'CONTOSO\dora' $other
        (Invoke-Jea $desk 'Grant-TemporaryCard T-90001 -Holder dagmar -Reason Lost').State | Should -Be 'Assigned'
        (Invoke-Jea $desk "Reset-TemporaryCard T-90001 -NotSeen 'seen by eye' -Force").State | Should -Be 'Returned'
        (Invoke-Jea $desk 'Get-CardHistory T-90001 -Kind CardGranted').Operator | Should -Be 'CONTOSO\dora'
        Get-JeaErrorId $desk 'Grant-TemporaryCard T-90001 -Holder dora' | Should -Be 'TempCard.CardStateInvalid'
        Get-JeaErrorId $desk 'Start-CardIssuance T-00001' | Should -Be 'CommandNotFoundException'
        $desk.Dispose()
    }
}
