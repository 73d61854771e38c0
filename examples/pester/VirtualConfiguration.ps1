# Dot-source this in BeforeAll of your tests.

<#
.SYNOPSIS
Makes a configuration that is yours in everything that counts, and touches nothing that is yours.

.DESCRIPTION
From your file come: what holds for a batch (issuance), the certificate profiles, the names of stations, printers and
authorities, and the layouts of the faces. In place of readers there are virtual cards, in place of printers files, in
place of authorities and the store new ones in the folder; secrets are new, too. So none of your servers, keys or
environment variables are needed.

.PARAMETER Path
Your configuration file.

.PARAMETER Folder
Where everything goes, for example Join-Path $TestDrive 'virtual'.

.PARAMETER Fault
Faults of the first station, for example @{ card = 2; apdu = 17 }: the second card is torn out at its 17th command.

.OUTPUTS
The path of the new configuration file.
#>
function New-VirtualConfiguration {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Folder,
        [hashtable[]] $Fault = @()
    )
    $own = Get-CardIssuanceConfiguration $Path
    $file = (New-CardIssuanceConfiguration $Folder).ConfigurationFile

    $stations = @(foreach ($station in $own.Stations) {
            $virtual = @{ name = $station.Name; reader = 'virtual'; cards = 100 }
            if ($station.Printer) { $virtual.printer = $station.Printer }
            $virtual
        })
    if ($Fault) { $stations[0].faults = $Fault }

    $printers = @{}
    foreach ($printer in $own.Printers.Values) {
        $printers[$printer.Name] = @{ driver = 'file'; path = "faces/$($printer.Name)"; layout = $printer.Layout ?? 'default' }
        if ($printer.Back) { $printers[$printer.Name].back = $printer.Back }
    }

    $authorities = @{}
    foreach ($authority in $own.Authorities.Values) {
        $authorities[$authority.Name] = @{ type = 'local'; path = "ca/$($authority.Name)"; password = 'file:secrets/ca.password' }
    }

    # Sections of a file as Get-CardIssuanceConfiguration -AsYaml writes it; what is put in instead is JSON, which is YAML.
    function Get-Section([string] $Yaml, [string] $Name) {
        [regex]::Match($Yaml, "(?ms)^$($Name):.*?(?=^\w|\z)").Value
    }

    $ours = Get-CardIssuanceConfiguration $Path -AsYaml
    $new = Get-CardIssuanceConfiguration $file -AsYaml
    $sections = @(
        'version: 1'
        'store', 'seal', 'card' | ForEach-Object { Get-Section $new $_ }
        'issuance', 'certificates' | ForEach-Object { Get-Section $ours $_ }
        "stations: $(ConvertTo-Json $stations -Compress -Depth 4)"
        "printers: $(ConvertTo-Json $printers -Compress)"
        "authorities: $(ConvertTo-Json $authorities -Compress)"
    )
    Set-Content $file $sections
    $file
}
