param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $folder = Split-Path $ModulePath
    $manifest = Import-PowerShellDataFile $ModulePath
    $version = @($manifest.ModuleVersion, $manifest.PrivateData.PSData['Prerelease']).Where({ $_ }) -join '-'

    # Whether a file has code that was compiled ahead (ECMA-335 II.25.3.3, ManagedNativeHeader).
    function Test-ReadyToRun([string] $Path) {
        $reader = [System.Reflection.PortableExecutable.PEReader]::new([System.IO.File]::OpenRead($Path))
        try {
            $reader.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -gt 0
        }
        finally {
            $reader.Dispose()
        }
    }

    # Has three cards made in a new process by the module given; gives their states.
    function Invoke-Issuance([string] $Manifest, [string] $Name) {
        Invoke-NewProcess @"
Import-Module '$Manifest'
New-CardIssuanceConfiguration '$TestDrive/$Name' | Connect-CardIssuance
`$null = New-CardRequest 3
`$null = Get-RequestedCard | Start-CardIssuance
(Get-TemporaryCard -Order Number).ForEach({ "`$(`$_.CardNumber) `$(`$_.State)" })
"@
    }
}

Describe 'The package' -Tag 'Package' {
    BeforeEach {
        if (-not (Test-Path (Join-Path $folder 'TempCardIssuance.nuspec'))) {
            Set-ItResult -Skipped -Because 'this is a build folder with code for this machine alone; test an unpacked package'
        }
    }

    It 'has code for every platform, compiled ahead for <_>' -ForEach 'linux-x64', 'win-x64' {
        foreach ($assembly in 'TempCardIssuance.Loader', 'TempCardIssuance.PowerShell', 'TempCardIssuance.Core', 'Npgsql') {
            Test-ReadyToRun (Join-Path $folder "bin/$_/$assembly.dll") | Should -BeTrue -Because "$assembly for $_"
            Test-ReadyToRun (Join-Path $folder "bin/any/$assembly.dll") | Should -BeFalse -Because $assembly
        }
    }

    It 'has SQLite for <_>' -ForEach @(
        'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64', 'win-x64', 'win-arm64'
    ) {
        Get-ChildItem (Join-Path $folder "bin/any/runtimes/$_/native") -Filter '*e_sqlite3*' | Should -HaveCount 1
    }

    It 'works with the portable code as well' {
        $portable = Join-Path $TestDrive 'portable/TempCardIssuance'
        Copy-Item -Recurse $folder $portable
        Get-ChildItem "$portable/bin" -Exclude any | Remove-Item -Recurse
        Invoke-Issuance "$portable/TempCardIssuance.psd1" 'portable-cards' |
            Should -Be 'T-00001 Unassigned', 'T-00002 Unassigned', 'T-00003 Unassigned'
    }

    It 'ships nothing that only the build needs, and its licence' {
        Get-ChildItem $folder -Recurse -Include '*.pdb', '*.runtimeconfig.json', 'System.Drawing*', '*SystemEvents*', 'TempCardIssuance.*.xml' |
            Where-Object Name -NotLike '*-Help.xml' | Should -BeNullOrEmpty
        Join-Path $folder 'LICENSE' | Should -Exist
    }

    It 'is described as the manifest says' {
        $metadata = ([xml] (Get-Content -Raw (Join-Path $folder 'TempCardIssuance.nuspec'))).package.metadata
        $metadata.id | Should -Be 'TempCardIssuance'
        $metadata.version | Should -Be $version
        $metadata.authors | Should -Be $manifest.Author
        $metadata.description | Should -Be $manifest.Description
        $metadata.releaseNotes | Should -Be $manifest.PrivateData.PSData.ReleaseNotes
        $metadata.copyright | Should -Be $manifest.Copyright
        $tags = @($manifest.PrivateData.PSData.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' +
            $manifest.CmdletsToExport.ForEach({ "PSCmdlet_$_", "PSCommand_$_" })
        $metadata.tags -split ' ' | Sort-Object | Should -Be ($tags | Sort-Object)
    }

    It 'is found in a PowerShell repository, and works as it is saved from there' {
        if (-not (Get-Command Save-PSResource -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'this PowerShell came without Microsoft.PowerShell.PSResourceGet'
            return
        }

        $package = Join-Path $folder "../../TempCardIssuance.$version.nupkg"
        $package | Should -Exist
        $repository = (New-Item -ItemType Directory (Join-Path $TestDrive 'repository')).FullName
        Copy-Item $package $repository
        $place = (New-Item -ItemType Directory (Join-Path $TestDrive 'saved')).FullName
        # Repositories are registered for the user: another home keeps the real one as it is.
        $said = Invoke-NewProcess @"
`$env:HOME = `$env:XDG_DATA_HOME = `$env:LOCALAPPDATA = '$TestDrive'
Register-PSResourceRepository -Name Local -Uri '$repository' -Trusted
`$found = Find-PSResource TempCardIssuance -Repository Local -Prerelease
@("`$(`$found.Version)", `$found.Prerelease).Where({ `$_ }) -join '-'
Save-PSResource TempCardIssuance -Repository Local -Prerelease -Path '$place'
"@
        $said | Should -Be $version
        $saved = Join-Path $place "TempCardIssuance/$($manifest.ModuleVersion)/TempCardIssuance.psd1"
        Invoke-Issuance $saved 'saved-cards' |
            Should -Be 'T-00001 Unassigned', 'T-00002 Unassigned', 'T-00003 Unassigned'
    }
}

Describe 'Notices of the packages in <what>' -Tag 'Package' -ForEach @(
    @{ what = 'the module'; place = Split-Path $ModulePath }
    @{ what = 'tempcard'; place = "$PSScriptRoot/../../artifacts/tempcard" }
) {
    BeforeAll {
        # Which package each file is of, as the .deps.json files tell.
        $packages = @{}
        foreach ($file in Get-ChildItem $place -Recurse -Filter *.deps.json -ErrorAction Ignore) {
            $dependencies = Get-Content -Raw $file | ConvertFrom-Json -AsHashtable
            foreach ($library in $dependencies.targets.Values.ForEach({ $_.GetEnumerator() })) {
                foreach ($name in 'runtime', 'native', 'runtimeTargets') {
                    foreach ($asset in $library.Value[$name].Keys) {
                        $packages[(Split-Path -Leaf $asset)] = $library.Key
                    }
                }
            }
        }

        $isOwn = '^(TempCardIssuance\.|tempcard(\.|$))'
        $files = (Get-ChildItem $place -Recurse -File -Include *.dll, *.so, *.dylib -ErrorAction Ignore).Name -notmatch $isOwn
    }

    BeforeEach {
        if (-not (Test-Path $place)) {
            Set-ItResult -Skipped -Because "there is no $place"
        }
    }

    It 'name each with its version and its licence' {
        $text = Get-Content -Raw (Join-Path $place 'THIRD-PARTY-NOTICES.txt')
        $files | Should -Contain 'YamlDotNet.dll'
        foreach ($file in $files) {
            $packages[$file] | Should -Not -BeNullOrEmpty -Because "$file is of some package"
            $name, $number = $packages[$file] -split '/'
            $text | Should -Match "(?m)^$([regex]::Escape("$name $number"))\r?\n.*\S.*\n(Licence: \S|\r?\n)" -Because $file
        }
    }

    It 'have the text of each licence that they name' {
        $text = Get-Content -Raw (Join-Path $place 'THIRD-PARTY-NOTICES.txt')
        foreach ($match in [regex]::Matches($text, '(?m)^Licence: (.+)$')) {
            $ids = $match.Groups[1].Value.Trim() -split '\s+OR\s+'
            $ids.Where({ $text -match "(?m)^The licence $([regex]::Escape($_))$" }) | Should -Not -BeNullOrEmpty -Because "$ids"
        }
    }
}
