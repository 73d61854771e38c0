param([string] $ModulePath)

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $folder = Split-Path $ModulePath
    $manifest = Import-PowerShellDataFile $ModulePath
    $version = "$($manifest.ModuleVersion)-$($manifest.PrivateData.PSData.Prerelease)"

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
"`$(`$found.Version)-`$(`$found.Prerelease)"
Save-PSResource TempCardIssuance -Repository Local -Prerelease -Path '$place'
"@
        $said | Should -Be $version
        $saved = Join-Path $place "TempCardIssuance/$($manifest.ModuleVersion)/TempCardIssuance.psd1"
        Invoke-Issuance $saved 'saved-cards' |
            Should -Be 'T-00001 Unassigned', 'T-00002 Unassigned', 'T-00003 Unassigned'
    }
}
