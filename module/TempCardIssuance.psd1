@{
    RootModule           = 'TempCardIssuance.psm1'
    ModuleVersion        = '0.2.0'
    GUID                 = '6d0c1b7e-3a4f-4d52-9a1e-5f1f0a5f8c27'
    Author               = 'The TempCardIssuance authors'
    CompanyName          = 'The TempCardIssuance authors'
    Copyright            = '(c) The TempCardIssuance authors. MIT licence.'
    Description          = 'Issues batches of temporary PIV smart cards: requested cards become unassigned cards, encoded and printed.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('TempCardIssuance.Format.ps1xml')
    TypesToProcess       = @('TempCardIssuance.Types.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    # The build lists the cmdlets that are compiled.
    CmdletsToExport      = @()
    AliasesToExport      = @('Repeat-CardProduction')
    PrivateData          = @{
        PSData = @{
            Tags                       = @(
                'PIV', 'SmartCard', 'PKI', 'Certificate', 'CardIssuance', 'CardPrinting', 'PCSC'
                'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            )
            LicenseUri                 = 'https://spdx.org/licenses/MIT.html'
            ReleaseNotes               = 'Request, issue, repeat, complete and cancel batches of temporary cards; see CHANGELOG.'
            RequireLicenseAcceptance   = $false
            ExternalModuleDependencies = @()
        }
    }
}
