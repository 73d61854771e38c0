# The cmdlets and all packages live in a load context of their own (see TempCardIssuance.Loader). Only the loader
# comes into the default context, and without Add-Type, which alone would more than double the time of the import.
$isReload = $null -ne ('TempCardIssuance.Loader.ModuleLoadContext' -as [type])
if (-not $isReload) {
    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($PSScriptRoot, 'bin', 'TempCardIssuance.Loader.dll'))
}

$assembly = [TempCardIssuance.Loader.ModuleLoadContext]::Load()
$inner = Import-Module -Assembly $assembly -PassThru

Set-Alias -Name Repeat-CardProduction -Value Redo-CardProduction
Export-ModuleMember -Cmdlet '*' -Alias 'Repeat-CardProduction'
