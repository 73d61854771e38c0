#Requires -Version 7.4
<#
.SYNOPSIS
    Active Directory Certificate Services for TempCardIssuance (type: command), over certreq and certutil.
    NOT TRIED ON WINDOWS: it was written from Microsoft's documents. See README.md.
.DESCRIPTION
    issue PROFILE CARD PRODUCTION   PKCS#10 (PEM) on standard input, certificate (PEM) on standard output
    askAgain ID                     the same for a request that waited for an approval
    find PRODUCTION                 what was issued for a production
    revoke SERIAL REASON            certificate on standard input
    check                           whether the authority answers, and what ends when
    certificates                    the authority's own certificate

    Exit codes: 0 done, 69 could not be asked, 75 later, 77 refused, all others failed.
#>
[CmdletBinding()]
param(
    # HOST\NAME of the authority, as certutil -dump shows it.
    [Parameter(Mandatory)][string] $Config,

    # A folder of the account: which request belongs to which production.
    [Parameter(Mandatory)][string] $State,

    # Thumbprint of the registration agent's certificate in the account's store; its key never leaves it.
    [string] $Agent,

    # Templates by profile: @{ authentication = 'TempCardAuthentication' }, as JSON in a file.
    [string] $Templates,

    [Parameter(Mandatory, Position = 0)]
    [ValidateSet('issue', 'askAgain', 'find', 'revoke', 'check', 'certificates')]
    [string] $Verb,

    [Parameter(Position = 1, ValueFromRemainingArguments)][string[]] $Rest = @()
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

# Disposition of a row in the authority's database (MS-CSRA).
$pending = 9
$issued = 20, 21 # 21: and revoked since
$refused = 30, 31

$codes = @{ Failed = 1; Away = 69; Later = 75; Refused = 77 }
$reasons = @{
    unspecified = 0; keyCompromise = 1; cACompromise = 2; affiliationChanged = 3; superseded = 4
    cessationOfOperation = 5; privilegeWithdrawn = 9; aACompromise = 10
}

function Stop-Work([string] $Why, [string] $Message) {
    [Console]::Error.WriteLine($Message)
    exit $codes[$Why]
}

function Get-Plain([string] $Name) {
    if ($Name -notmatch '^[A-Za-z0-9%][A-Za-z0-9._%-]*$') { Stop-Work Refused "'$Name' can't be a name" }
    $Name
}

# The file of a production: its id has slashes (B-000001/T-00001/1), and two stores have the same ids.
function Get-ProductionFile([string] $Production) {
    Join-Path $State (Get-Plain "$(Get-Item Env:TEMPCARD_STORE -ErrorAction Ignore | ForEach-Object Value)%$Production".Replace('/', '%'))
}

# Runs a program of Windows; what it says goes where errors go.
function Invoke-Native([string] $Program, [string[]] $Arguments) {
    $output = (& $Program @Arguments 2>&1 | Out-String).Trim()
    [pscustomobject]@{ Code = $LASTEXITCODE; Text = $output }
}

# A value of one row of the authority's database; certutil -view writes CSV with a heading.
function Get-Row([string] $Restriction, [string[]] $Columns) {
    $view = Invoke-Native certutil @('-config', $Config, '-view', '-restrict', $Restriction, '-out', ($Columns -join ','), 'csv')
    if ($view.Code -ne 0) { Stop-Work Away $view.Text }
    $view.Text -split "`r?`n" | Where-Object { $_ -match '^"' } | ConvertFrom-Csv -Header $Columns | Select-Object -Skip 1
}

function Write-Certificate([string] $RequestId, [string] $Folder) {
    $file = Join-Path $Folder "$RequestId.cer"
    $got = Invoke-Native certreq @('-f', '-q', '-config', $Config, '-retrieve', $RequestId, $file)
    if (-not (Test-Path $file)) { Stop-Work Failed "request $RequestId is issued, and can't be fetched: $($got.Text)" }
    [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificateFromFile($file).ExportCertificatePem()
}

# Certificate, later, or refused: by the authority's own record, as what certreq says is in the language of the system.
function Write-Answer([string] $RequestId, [string] $Folder) {
    $row = Get-Row "RequestId=$RequestId" 'Request.Disposition', 'Request.DispositionMessage'
    $disposition = if ("$($row.'Request.Disposition')" -match '^\d+') { [int] $Matches[0] } else { 0 }
    if ($disposition -in $issued) { Write-Certificate $RequestId $Folder; return }
    if ($disposition -eq $pending) { $RequestId; exit $codes.Later }
    if ($disposition -in $refused) { Stop-Work Refused "request $RequestId`: $($row.'Request.DispositionMessage')" }
    Stop-Work Failed "request $RequestId has the disposition '$($row.'Request.Disposition')'"
}

function Send-Request([string] $ProfileName, [string] $Production, [string] $Folder) {
    $template = (Get-Content -Raw $Templates | ConvertFrom-Json -AsHashtable)[$ProfileName]
    if (-not $template) { Stop-Work Refused "there is no template for the profile '$ProfileName' in '$Templates'" }
    $pem = [Console]::In.ReadToEnd()
    $request = Join-Path $Folder 'request.req'
    Set-Content $request $pem

    # Which key belongs to the production is on record before anything is sent: find looks for it.
    $key = [Security.Cryptography.X509Certificates.CertificateRequest]::LoadSigningRequestPem(
        $pem, 'SHA256', 0, [Security.Cryptography.RSASignaturePadding]::Pkcs1).PublicKey
    $id = [Security.Cryptography.X509Certificates.X509SubjectKeyIdentifierExtension]::new($key, $false).SubjectKeyIdentifier
    Add-Content $Production "$id $ProfileName"

    # The request as it is, within one that the registration agent signs (CMC).
    $signed = Join-Path $Folder 'signed.req'
    $policy = Join-Path $Folder 'policy.inf'
    Set-Content $policy "[Version]`r`nSignature=`"`$Windows NT`$`""
    $wrap = Invoke-Native certreq @('-f', '-q', '-policy', '-cert', $Agent, $request, $policy, $signed)
    if ($wrap.Code -ne 0) { Stop-Work Away "the registration agent's certificate $Agent can't sign: $($wrap.Text)" }

    $answer = Join-Path $Folder 'answer.cer'
    $sent = Invoke-Native certreq @(
        '-f', '-q', '-config', $Config, '-attrib', "CertificateTemplate:$template", '-submit', $signed, $answer)
    if ($sent.Text -notmatch '(?m):\s*"?(\d+)"?\s*$') { Stop-Work Failed "certreq gives no request id: $($sent.Text)" }
    $Matches[1]
}

New-Item -ItemType Directory -Force $State | Out-Null
$folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid()))).FullName
try {
    switch ($Verb) {
        issue { Write-Answer (Send-Request (Get-Plain $Rest[0]) (Get-ProductionFile $Rest[2]) $folder) $folder }
        askAgain {
            if ($Rest[0] -notmatch '^\d+$') { Stop-Work Refused "'$($Rest[0])' is no request id" }
            Write-Answer $Rest[0] $folder
        }
        find {
            $file = Get-ProductionFile $Rest[0]
            $lines = if (Test-Path $file) { Get-Content $file } else { @() }
            foreach ($line in $lines) {
                $id, $name = $line -split ' ', 2
                $bytes = ($id -split '(..)' -ne '').ToLowerInvariant() -join ' '
                foreach ($row in Get-Row "SubjectKeyIdentifier=$bytes" 'RequestId', 'Request.Disposition') {
                    if ("$($row.'Request.Disposition')" -match '^\d+' -and [int] $Matches[0] -in $issued) {
                        "Profile: $name"
                        Write-Certificate ([int] ($row.RequestId -replace '\D.*$')) $folder
                    }
                }
            }
        }
        revoke {
            $serial = Get-Plain $Rest[0]
            if (-not $reasons.ContainsKey($Rest[1])) { Stop-Work Refused "the authority knows no reason '$($Rest[1])'" }
            $row = Get-Row "SerialNumber=$($serial.ToLowerInvariant())" 'Request.Disposition'
            if ("$($row.'Request.Disposition')" -match '^21') { break } # revoked before
            $done = Invoke-Native certutil @('-config', $Config, '-revoke', $serial, $reasons[$Rest[1]])
            if ($done.Code -ne 0) { Stop-Work Failed $done.Text }
        }
        check {
            $ping = Invoke-Native certutil @('-config', $Config, '-ping')
            if ($ping.Code -ne 0) { Stop-Work Away $ping.Text }
            $file = Join-Path $folder 'ca.cer'
            $null = Invoke-Native certutil @('-f', '-config', $Config, '-ca.cert', $file)
            $own = [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificateFromFile($file)
            '{0:yyyy-MM-ddTHH:mm:ssZ} its certificate' -f $own.NotAfter.ToUniversalTime()
            $ra = Get-Item "Cert:\CurrentUser\My\$Agent", "Cert:\LocalMachine\My\$Agent" -ErrorAction Ignore | Select-Object -First 1
            if (-not $ra) { Stop-Work Away "there is no certificate $Agent of the registration agent" }
            "{0:yyyy-MM-ddTHH:mm:ssZ} the registration agent's certificate" -f $ra.NotAfter.ToUniversalTime()
        }
        certificates {
            $file = Join-Path $folder 'ca.cer'
            $got = Invoke-Native certutil @('-f', '-config', $Config, '-ca.cert', $file)
            if (-not (Test-Path $file)) { Stop-Work Away $got.Text }
            [Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadCertificateFromFile($file).ExportCertificatePem()
        }
    }
}
finally {
    Remove-Item -Recurse -Force $folder
}
