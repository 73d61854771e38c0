# The cmdlets and all packages live in a load context of their own (see TempCardIssuance.Loader). Only the loader
# comes into the default context, and without Add-Type, which alone would more than double the time of the import.
# Every line here is paid for at each import: no command of another module, no loop, nothing that is not needed.
# What was compiled ahead for this platform starts faster; elsewhere the portable code does the same.
$bin = [System.IO.Path]::Combine(
    $PSScriptRoot, 'bin', [System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)
if (-not [System.IO.Directory]::Exists($bin)) {
    $bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'any')
}

# LoadFrom gives the loader that is there, if it was loaded before; .NET unloads no code. What another version left behind
# must not run under this one's number.
$own = [System.IO.Path]::Combine($bin, 'TempCardIssuance.Loader.dll')
$loader = try { [System.Reflection.Assembly]::LoadFrom($own) } catch [System.IO.FileLoadException] { [TempCardIssuance.Loader.ModuleLoadContext].Assembly }
if ($loader.Location -ne $own) {
    $there, $here = foreach ($file in $loader.Location, $own) {
        [System.Diagnostics.FileVersionInfo]::GetVersionInfo($file).ProductVersion
    }

    if ($there -ne $here) {
        throw [System.Management.Automation.ErrorRecord]::new(
            [System.InvalidOperationException]::new(
                "This PowerShell has loaded version $there of TempCardIssuance, and can't load version $here beside it. Start a new PowerShell and import it there."),
            'TempCardIssuance.OtherVersionLoaded', 'ResourceExists', $loader.Location)
    }
}

$isReload = [TempCardIssuance.Loader.ModuleLoadContext]::IsLoaded
$binary = Import-Module -Assembly ([TempCardIssuance.Loader.ModuleLoadContext]::Load()) -PassThru

# A module without commands would look like one that was never imported.
if (-not $binary.ExportedCmdlets.Count) {
    throw [System.Management.Automation.ErrorRecord]::new(
        [System.InvalidOperationException]::new("No commands came out of $bin. Build or install the module anew."),
        'TempCardIssuance.NoCommands', 'InvalidResult', $bin)
}

# Importing an assembly a second time into a runspace (Import-Module -Force, or after Remove-Module) takes the module
# from the engine's cache and forgets to hand its cmdlets to this one, which would then export nothing. So on a reload
# they are handed over by the method the engine uses on the first load: github.com/PowerShell/PowerShell/issues/20710.
if ($isReload) {
    $module = $ExecutionContext.SessionState.Module
    $addExportedCmdlet = $module.GetType().GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
        $addExportedCmdlet.Invoke($module, @(, $cmdlet))
    }

    Set-Alias -Name Repeat-CardProduction -Value Redo-CardProduction
}

Export-ModuleMember -Cmdlet * -Alias Repeat-CardProduction
