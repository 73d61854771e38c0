# The cmdlets and all packages live in a load context of their own (see TempCardIssuance.Loader). Only the loader
# comes into the default context, and without Add-Type, which alone would more than double the time of the import.
if (-not ('TempCardIssuance.Loader.ModuleLoadContext' -as [type])) {
    # What was compiled ahead for this platform starts faster; elsewhere the portable code does the same.
    $platform = [System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
    $bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin', $platform)
    if (-not [System.IO.Directory]::Exists($bin)) {
        $bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'any')
    }

    $null = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($bin, 'TempCardIssuance.Loader.dll'))
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
