param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $folder = Split-Path $ModulePath
}

Describe 'The module' -Tag 'Module' {
    It 'is a valid manifest with all that a gallery asks for' {
        $manifest = Test-ModuleManifest $ModulePath -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $manifest.Description | Should -Not -BeNullOrEmpty
        $manifest.Tags | Should -Not -BeNullOrEmpty
        $manifest.LicenseUri | Should -Not -BeNullOrEmpty
        $manifest.ReleaseNotes | Should -Not -BeNullOrEmpty
        $manifest.PowerShellVersion | Should -Be '7.6'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'has the version that the changelog tells of' {
        $latest = (Select-String -Path "$PSScriptRoot/../../CHANGELOG.md" -Pattern '^## \[(\d.*?)\]').Matches[0].Groups[1].Value
        $data = Import-PowerShellDataFile $ModulePath
        @($data.ModuleVersion, $data.PrivateData.PSData['Prerelease']).Where({ $_ }) -join '-' | Should -Be $latest
    }

    It 'imports without a warning or an error' {
        $written = Invoke-NewProcess "Import-Module '$ModulePath' -WarningVariable w -ErrorVariable e; `"`$(`$w.Count) `$(`$e.Count)`"" *>&1
        $written | Should -Be '0 0'
    }

    It 'exports every cmdlet that is compiled into it' {
        Import-Module $ModulePath
        $assembly = (Get-Command Get-CardBatch).ImplementingType.Assembly
        $compiled = $assembly.GetExportedTypes().
            ForEach({ $_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false) }).
            ForEach({ "$($_.VerbName)-$($_.NounName)" })
        $compiled | Sort-Object | Should -Be (Get-Command -Module TempCardIssuance -CommandType Cmdlet).Name
    }

    It 'works after <how>' -ForEach @(
        @{ how = 'a second import'; again = { Import-Module $ModulePath } }
        @{ how = 'Import-Module -Force'; again = { Import-Module $ModulePath -Force } }
        @{ how = 'Remove-Module and a new import'; again = { Remove-Module TempCardIssuance; Import-Module $ModulePath } }
    ) {
        Import-Module $ModulePath
        $before = (Get-Command -Module TempCardIssuance).Name
        $before | Should -Contain 'Get-CardBatch'
        & $again
        (Get-Command -Module TempCardIssuance).Name | Should -Be $before
        (Get-TerminatingError { Get-RequestedCard -Configuration "$TestDrive/none.yaml" }).FullyQualifiedErrorId |
            Should -BeLike 'TempCard.ConfigurationMissing,*'
    }

    It 'says so where no commands come out of it' {
        $copy = Join-Path $TestDrive 'empty/TempCardIssuance'
        Copy-Item -Recurse $folder $copy
        foreach ($bin in Get-ChildItem "$copy/bin" -Directory) {
            [System.Reflection.Emit.PersistedAssemblyBuilder]::new(
                [System.Reflection.AssemblyName] 'TempCardIssuance.PowerShell', [object].Assembly) | ForEach-Object {
                $null = $_.DefineDynamicModule('TempCardIssuance.PowerShell')
                $_.Save("$bin/TempCardIssuance.PowerShell.dll")
            }
        }

        Invoke-NewProcess "try { Import-Module '$copy/TempCardIssuance.psd1' } catch { `$_.FullyQualifiedErrorId }" |
            Should -BeLike 'TempCardIssuance.NoCommands,*'
    }

    It 'does not run what another version left behind, and says so' {
        $copy = Join-Path $TestDrive 'other/TempCardIssuance'
        Copy-Item -Recurse $folder $copy
        foreach ($bin in Get-ChildItem "$copy/bin" -Directory) {
            $name = [System.Reflection.AssemblyName] 'TempCardIssuance.Loader, Version=99.0.0.0'
            $assembly = [System.Reflection.Emit.PersistedAssemblyBuilder]::new($name, [object].Assembly)
            $constructor = [System.Reflection.AssemblyInformationalVersionAttribute].GetConstructor([string])
            $assembly.SetCustomAttribute([System.Reflection.Emit.CustomAttributeBuilder]::new($constructor, [object[]] '99.0.0'))
            $null = $assembly.DefineDynamicModule('TempCardIssuance.Loader')
            $assembly.Save("$bin/TempCardIssuance.Loader.dll")
        }

        $said = @(Invoke-NewProcess @"
            Import-Module '$ModulePath'
            Remove-Module TempCardIssuance
            try { Import-Module '$copy/TempCardIssuance.psd1' } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message }
            Import-Module '$ModulePath'
            (Get-Command -Module TempCardIssuance).Count -gt 10
"@)
        $said[0] | Should -BeLike 'TempCardIssuance.OtherVersionLoaded,*'
        $said[1] | Should -BeLike '*version 99.0.0*'
        $said[2] | Should -Be 'True'
    }

    It 'takes its commands away when it is removed' {
        Import-Module $ModulePath
        Remove-Module TempCardIssuance
        Get-Command -ListImported -Name *Card* -CommandType Cmdlet, Alias |
            Where-Object Source -Like 'TempCard*' | Should -BeNullOrEmpty
        Import-Module $ModulePath
    }

    It 'reads nothing and makes nothing while it is imported' {
        $script = @"
`$env:XDG_CONFIG_HOME = '$TestDrive/home'
`$env:TEMPCARD_CONFIG = '$TestDrive/none.yaml'
Import-Module '$ModulePath'
[AppDomain]::CurrentDomain.GetAssemblies().ForEach({ `$_.GetName().Name }) -match '^(TempCardIssuance.(Infrastructure|Devices)|YamlDotNet|Dapper|Microsoft.Data.Sqlite)'
"@
        Invoke-NewProcess $script | Should -BeNullOrEmpty
        "$TestDrive/home" | Should -Not -Exist
    }

    It 'ships no part of PowerShell' {
        Get-ChildItem $folder -Recurse -Include 'System.Management.Automation.dll', 'Microsoft.PowerShell.*.dll' |
            Should -BeNullOrEmpty
    }

    It 'keeps to its own load context, beside a module that came first with a different <package>' -ForEach @(
        @{ package = 'YamlDotNet' }
        @{ package = 'Npgsql' }
    ) {
        $other = Join-Path $TestDrive "Other$package"
        $null = New-Item -ItemType Directory $other
        $assembly = [System.Reflection.Emit.PersistedAssemblyBuilder]::new(
            [System.Reflection.AssemblyName] "$package, Version=1.2.3.4", [object].Assembly)
        $null = $assembly.DefineDynamicModule($package).DefineType("$package.Other", 'Public').CreateType()
        $assembly.Save((Join-Path $other "$package.dll"))
        Set-Content (Join-Path $other 'Other.psm1') "function Get-Other { [$package.Other].Assembly.GetName().Version }"
        New-ModuleManifest (Join-Path $other 'Other.psd1') -RootModule Other.psm1 -RequiredAssemblies "$package.dll"

        # The store that nobody answers for makes use of Npgsql: a conflict would be another error.
        $script = @"
Import-Module '$other/Other.psd1'
Import-Module '$ModulePath'
`$made = New-CardIssuanceConfiguration '$TestDrive/beside$package'
@(Test-CardIssuanceConfiguration `$made.ConfigurationFile).Count
New-CardRequest 1 -Configuration `$made.ConfigurationFile | ForEach-Object CardNumber
`$env:TEMPCARD_DB = 'Host=127.0.0.1;Port=1;Username=nobody;Password=none;Database=none'
(Get-Content -Raw `$made.ConfigurationFile) -replace '(?m)^store:.*', 'store: { provider: postgresql, connection: env:TEMPCARD_DB }' |
    Set-Content `$made.ConfigurationFile
try { Get-RequestedCard -Configuration `$made.ConfigurationFile } catch { (`$_.FullyQualifiedErrorId -split ',')[0] }
"`$(Get-Other)"
[AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -eq '$package' }).Count
[System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ `$_.GetName().Name }) -match '^(TempCard|Dapper|CsvHelper|SQLite)'
"@
        Invoke-NewProcess $script |
            Should -Be @('0', 'T-00001', 'TempCard.StoreNotReady', '1.2.3.4', '2', 'TempCardIssuance.Loader')
    }
}

Describe 'Every cmdlet' -Tag 'Module' {
    BeforeDiscovery {
        Import-Module $ModulePath
        $cmdlets = (Get-Command -Module TempCardIssuance -CommandType Cmdlet).ForEach({ @{ name = $_.Name; cmdlet = $_ } })
    }

    It '<name> declares what it gives' -ForEach $cmdlets {
        if ($name -ne 'Connect-CardIssuance') {
            $cmdlet.OutputType | Should -Not -BeNullOrEmpty
        }
    }

    It '<name> uses an approved verb' -ForEach $cmdlets {
        $cmdlet.Verb | Should -BeIn (Get-Verb).Verb
    }

    It '<name> has -WhatIf and -Confirm where it changes something' -ForEach $cmdlets {
        $changes = $cmdlet.Verb -in 'New', 'Import', 'Remove', 'Start', 'Complete', 'Redo', 'Stop', 'Resume', 'Backup', 'Set',
        'Restore', 'Copy', 'Resolve', 'Install', 'Grant', 'Update', 'Lock', 'Reset', 'Revoke', 'Invoke'
        $cmdlet.Parameters.ContainsKey('WhatIf') | Should -Be ($changes -or $name -eq 'Export-CardPinLetter')
    }
}
