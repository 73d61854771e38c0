# The cmdlets and all packages live in a load context of their own (see TempCardIssuance.Loader). Only the loader
# comes into the default context, and without Add-Type, which alone would more than double the time of the import.
if (-not ('TempCardIssuance.Loader.ModuleLoadContext' -as [type])) {
    $loader = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'TempCardIssuance.Loader.dll')
    $null = [System.Reflection.Assembly]::LoadFrom($loader)
}

$assembly = [TempCardIssuance.Loader.ModuleLoadContext]::Load()
$cmdlets = (Import-Module -Assembly $assembly -PassThru).ExportedCmdlets

# Importing an assembly a second time into a runspace (Import-Module -Force, or after Remove-Module) takes the module
# from the engine's cache and forgets to hand its cmdlets to this one, which would then export nothing. So on a reload
# they are handed over by the method the engine uses on the first load: github.com/PowerShell/PowerShell/issues/20710.
$module = $ExecutionContext.SessionState.Module
if ($module.ExportedCmdlets.Count -eq 0) {
    $addExportedCmdlet = $module.GetType().GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $cmdlets.Values) {
        $addExportedCmdlet.Invoke($module, @(, $cmdlet))
    }
}

Set-Alias -Name Repeat-CardProduction -Value Redo-CardProduction
Export-ModuleMember -Cmdlet * -Alias Repeat-CardProduction
