param([string] $ModulePath)

BeforeDiscovery {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $documents = (Get-ChildItem $root -Filter *.md) + (Get-ChildItem "$root/examples", "$root/docs" -Filter *.md -Recurse -ErrorAction Ignore)
    $documents = $documents.ForEach({ @{ name = [System.IO.Path]::GetRelativePath($root, $_.FullName); path = $_.FullName } })
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    Import-Module $ModulePath
    $readme = Get-Content "$PSScriptRoot/../../README.md"

    # What stands in backticks in the first column of the table with this head.
    function Get-FirstColumn([string] $Head) {
        $rows = $readme.Where({ $_ -eq $Head }, 'SkipUntil').Where({ $_ -notlike '|*' }, 'Until')
        $rows | Select-Object -Skip 2 | ForEach-Object { ($_ -split '(?<!\\)\|')[1].Trim() }
    }
}

Describe 'The README' -Tag 'Documents' {
    It 'has a row for every command, and for no other' {
        $documented = Get-FirstColumn '| cmdlet | does |' | Select-String '`(\w+-\w+)`' -AllMatches |
            ForEach-Object { $_.Matches.ForEach({ $_.Groups[1].Value }) }
        # The alias is the name that documents use.
        $commands = Get-Command -Module TempCardIssuance
        $aliases = $commands.Where({ $_.CommandType -eq 'Alias' })
        $commands.Name.Where({ $_ -notin $aliases.Definition }) | Sort-Object | Should -Be ($documented | Sort-Object)
    }

    It 'has a row for every state that something can be done with' {
        $type = (Get-Command Get-TemporaryCard).OutputType.Type.GetProperty('State').PropertyType
        # Taken back before it was made.
        $nothing = 'Aborted'
        $named = Get-FirstColumn '| state of a card | what can be done |'
        [enum]::GetNames($type).Where({ $_ -notin $nothing }) | Sort-Object | Should -Be ($named | Sort-Object)
    }
}

Describe 'Documents' -Tag 'Documents' {
    BeforeAll {
        $assembly = (Get-Command Get-TemporaryCard).OutputType.Type.Assembly
        $ids = $assembly.GetType('TempCardIssuance.Core.Errors.ErrorIds').GetFields().ForEach({ $_.GetRawConstantValue() })
    }

    It '<name> names only error ids that there are' -ForEach $documents {
        $named = [regex]::Matches((Get-Content -Raw $path), '\bTempCard\.[A-Z]\w+').Value
        foreach ($id in $named) {
            $id | Should -BeIn $ids
        }
    }

    It '<name> names only commands that there are' -ForEach ($documents | Where-Object name -NE 'CHANGELOG.md') {
        # Of CardOperator and such no verb begins the name.
        $verbs = (Get-Verb).Verb + 'Repeat' -join '|'
        $named = [regex]::Matches((Get-Content -Raw $path), "(?<![\w-])($verbs)-(Card|TemporaryCard|RequestedCard)\w*").Value
        foreach ($command in $named | Sort-Object -Unique) {
            Get-Command $command -Module TempCardIssuance | Should -Not -BeNullOrEmpty -Because $command
        }
    }
}

Describe 'The plan of the house' -Tag 'Documents' {
    BeforeAll {
        $root = Resolve-Path "$PSScriptRoot/../.."
        $plan = Get-Content -Raw "$root/docs/architecture.md"
        $code = (Get-ChildItem "$root/src", "$root/tests" -Filter *.cs -Recurse).FullName.Replace('\', '/').
            Where({ $_ -notmatch '/(bin|obj)/' })
    }

    It 'names every folder that has code' {
        $folders = $code.Where({ $_ -match '/src/[^/]+/.+/' }).ForEach({
                $_ -replace '^.*/src/[^/]+/' -split '/' | Select-Object -SkipLast 1
            })
        foreach ($folder in $folders | Sort-Object -Unique) {
            $plan -match "[``/]$folder[``/]" | Should -BeTrue -Because $folder
        }
    }

    It 'names only files that there are: <_>' -ForEach 'docs/architecture.md', 'docs/decisions.md', 'CONTRIBUTING.md' {
        $named = [regex]::Matches((Get-Content -Raw "$root/$_"), '(?<=`)[\w/]+\.cs(?=`)').Value | Sort-Object -Unique
        $named | Should -Not -BeNullOrEmpty
        foreach ($file in $named.Where({ $_ -notlike '*VerbNoun*' })) {
            $code.Where({ $_ -match "[/.]$file`$" }) | Should -Not -BeNullOrEmpty -Because $file
        }
    }
}
