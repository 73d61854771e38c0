param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $script = Join-Path $PSScriptRoot '../../examples/handover/active-directory/Set-AltSecurityIdentity.ps1'
    $own = 'X509:<I>CN=Other<SR>01'
    $mine = 'X509:<I>C=CH,O="Muster, Meier AG",CN=Cards<SR>1200000000AC11000000002B'

    # Stand-ins for the two cmdlets: one account, 'anna', in a file; what is set is written to another.
    $modules = Join-Path $TestDrive 'modules'
    $null = New-Item -ItemType Directory (Join-Path $modules 'ActiveDirectory')
    Set-Content (Join-Path $modules 'ActiveDirectory/ActiveDirectory.psm1') @'
class ADIdentityNotFoundException : System.Exception { }
function Get-ADUser([string] $Identity, [string[]] $Properties, [string] $Server) {
    if ($Identity -eq 'broken') { throw 'the server is not operational' }
    if ($Identity -ne 'anna') { throw [ADIdentityNotFoundException]::new() }
    [pscustomobject]@{
        DistinguishedName     = 'CN=anna,OU=People,DC=example,DC=org'
        altSecurityIdentities = @(Get-Content $env:TEMPCARD_TEST_ACCOUNT)
    }
}
function Set-ADUser([string] $Identity, [hashtable] $Add, [hashtable] $Remove, [string] $Server) {
    if ($Identity -ne 'CN=anna,OU=People,DC=example,DC=org') { throw 'nobody' }
    $values = [System.Collections.Generic.List[string]] @(Get-Content $env:TEMPCARD_TEST_ACCOUNT)
    foreach ($value in $Add.altSecurityIdentities) {
        if ($values -contains $value) { throw 'the value exists' }
        $values.Add($value)
    }
    foreach ($value in $Remove.altSecurityIdentities) {
        if (-not $values.Remove($value)) { throw 'there is no such value' }
    }
    Set-Content $env:TEMPCARD_TEST_ACCOUNT $values
}
'@

    function New-Event([string] $What, [string] $Holder = 'anna', $Until = '2096-12-13T22:59:59Z', $Schema = 1) {
        @{
            schema       = $Schema
            id           = '1'
            event        = $What
            at           = '2026-11-29T10:00:00Z'
            card         = @{ number = 'T-00001'; site = $null; validUntil = '2096-12-31T22:59:59Z' }
            body         = $null
            holder       = $Holder
            until        = $Until
            reason       = $null
            certificates = @(
                @{ slot = '9A'; state = 'Active'; x509IssuerSerialNumber = $mine }
                @{ slot = '9C'; state = 'Active'; x509IssuerSerialNumber = 'X509:<I>CN=Cards<SR>02' }
            )
        } | ConvertTo-Json -Depth 4
    }

    # The exit code of the script for an event on its standard input.
    function Send-Event([string] $Text) {
        $path = $env:PSModulePath
        $env:PSModulePath = "$modules$([System.IO.Path]::PathSeparator)$path"
        $program, [string[]] $first = Get-PowerShellCommand
        try {
            $Text | & $program @first -NoProfile -NonInteractive -File $script 2>$null | Should -BeNullOrEmpty
            $LASTEXITCODE
        }
        finally {
            $env:PSModulePath = $path
        }
    }
}

Describe 'Set-AltSecurityIdentity of examples/handover/active-directory' -Tag 'HandOver' {
    BeforeEach {
        $account = Join-Path $TestDrive 'account.txt'
        Set-Content $account $own
        $env:TEMPCARD_TEST_ACCOUNT = $account
    }

    AfterAll {
        $env:TEMPCARD_TEST_ACCOUNT = $null
    }

    It 'adds and removes its own value, however often it is told' {
        foreach ($what in 'granted', 'granted', 'extended', 'overdue') {
            Send-Event (New-Event $what) | Should -Be 0
        }
        Get-Content $account | Should -Be $own, $mine
        foreach ($what in 'ended', 'returned') {
            Send-Event (New-Event $what) | Should -Be 0
        }
        Get-Content $account | Should -Be $own
    }

    It 'takes away what was granted until a time that is over' {
        Send-Event (New-Event 'granted') | Should -Be 0
        Send-Event (New-Event 'granted' -Until '2001-01-01T00:00:00Z') | Should -Be 0
        Get-Content $account | Should -Be $own
    }

    It 'does not say that it is in force when it is not: <what>' -ForEach @(
        @{ what = 'no such account'; event = { New-Event 'granted' -Holder 'nobody' } }
        @{ what = 'the directory is away'; event = { New-Event 'returned' -Holder 'broken' } }
        @{ what = 'no name of an account'; event = { New-Event 'granted' -Holder 'CN=anna,DC=org' } }
        @{ what = 'another schema'; event = { New-Event 'granted' -Schema 2 } }
        @{ what = 'no event'; event = { 'nothing' } }
    ) {
        Send-Event (& $event) | Should -Be 1
        Get-Content $account | Should -Be $own
    }

    It 'has nothing to take from an account that is gone' {
        Send-Event (New-Event 'revoked' -Holder 'nobody') | Should -Be 0
    }
}
