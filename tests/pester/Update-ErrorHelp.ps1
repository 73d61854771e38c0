<#
.SYNOPSIS
Writes about_TempCardIssuance_Errors from the summaries in ErrorIds.cs; a test compares the two.
#>
$root = Join-Path $PSScriptRoot '../..'
$source = Get-Content (Join-Path $root 'src/TempCardIssuance.Core/Errors/ErrorIds.cs')
$summary = ''
$texts = [System.Collections.Generic.SortedDictionary[string, string]]::new([System.StringComparer]::OrdinalIgnoreCase)
foreach ($line in $source) {
    switch -Regex ($line) {
        '^\s*/// (.*)$' { $summary = "$summary $($Matches[1])"; break }
        'const string \w+ = "(.+)"' { $texts[$Matches[1]] = ($summary -replace '</?summary>', '').Trim(); $summary = ''; break }
        default { $summary = '' }
    }
}

function Format-Paragraph([string] $Text, [int] $Width = 70) {
    $line = ''
    foreach ($word in $Text -split '\s+') {
        if ($line -and "$line $word".Length -gt $Width) {
            "        $line"
            $line = $word
        }
        else {
            $line = "$line $word".Trim()
        }
    }

    "        $line"
}

$help = @(
    'TOPIC'
    '    about_TempCardIssuance_Errors'
    ''
    'SHORT DESCRIPTION'
    '    The ids of all errors. They are stable: decide by them, never by text.'
    ''
    'LONG DESCRIPTION'
    '    $_.FullyQualifiedErrorId begins with the id, followed by a comma and the'
    '    cmdlet. $_.TargetObject is the card number, batch id, station or file it is'
    '    about; $_.ErrorDetails.RecommendedAction says what to do.'
    ''
    foreach ($id in $texts.Keys) {
        "    $id"
        Format-Paragraph $texts[$id]
        ''
    }
    'SEE ALSO'
    '    about_TempCardIssuance'
)
Set-Content (Join-Path $root 'module/en-US/about_TempCardIssuance_Errors.help.txt') $help
