#requires -Version 5.1
<#
.SYNOPSIS
Tells Active Directory which cards stand for which accounts.
.DESCRIPTION
Reads one hand-over event of TempCardIssuance as JSON (docs/hand-over.md) from standard input, adds the certificate of
the card to altSecurityIdentities of its holder, or removes it, and ends with 0 when the directory says so too. It may
run twice for the same event, and beside itself: it adds and removes single values.

NOT TRIED ON WINDOWS: its logic is tested with stand-ins for the cmdlets of the module ActiveDirectory.
.PARAMETER Slot
The slot whose certificate logs on.
.PARAMETER Server
A domain controller; without it one of the domain. The card works where that one has replicated to.
.PARAMETER EventText
The event, instead of standard input.
#>
param(
    [string] $Slot = '9A',
    [string] $Server,
    [string] $EventText = [Console]::In.ReadToEnd()
)

$ErrorActionPreference = 'Stop'
$attribute = 'altSecurityIdentities'

function Get-Holder([string] $Name, [hashtable] $There) {
    # Names with a sign that is none in account names (sAMAccountName) are no holders.
    if ($Name -notmatch '^[^"/\\\[\]:;|=,+*?<>@\s][^"/\\\[\]:;|=,+*?<>@]{0,19}$') {
        throw "'$Name' is no account that gets a card"
    }
    try {
        Get-ADUser -Identity $Name -Properties $attribute @There
    }
    catch {
        if ($_.Exception.GetType().Name -ne 'ADIdentityNotFoundException') {
            throw
        }
    }
}

try {
    $there = @{}
    if ($Server) {
        $there.Server = $Server
    }

    $what = $EventText | ConvertFrom-Json
    if ($what.schema -ne 1) {
        throw "this program knows events of schema 1, not '$($what.schema)'"
    }
    if ($null -eq $what.holder -or $what.event -in 'endingSoon', 'overdue') {
        exit 0
    }

    $values = @(@($what.certificates).Where({ $_.slot -eq $Slot }).x509IssuerSerialNumber)
    # Some versions of PowerShell have made a time of it already.
    $isOver = $null -ne $what.until -and ([datetimeoffset] $what.until) -le [datetimeoffset]::Now
    $gives = $what.event -in 'granted', 'extended' -and -not $isOver
    $holder = Get-Holder $what.holder $there
    if ($null -eq $holder) {
        if ($gives) {
            throw "there is no account '$($what.holder)'"
        }
        exit 0
    }
    if ($gives -and -not $values) {
        throw "card $($what.card.number) has no certificate in slot $Slot"
    }

    foreach ($value in $values) {
        $has = @($holder.$attribute) -contains $value
        if ($gives -and -not $has) {
            Set-ADUser -Identity $holder.DistinguishedName -Add @{ $attribute = $value } @there
        }
        elseif (-not $gives -and $has) {
            Set-ADUser -Identity $holder.DistinguishedName -Remove @{ $attribute = $value } @there
        }
    }
    exit 0
}
catch {
    [Console]::Error.WriteLine("Set-AltSecurityIdentity: $($_.Exception.Message)")
    exit 1
}
