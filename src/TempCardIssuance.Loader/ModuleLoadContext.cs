using System.Reflection;
using System.Runtime.Loader;

namespace TempCardIssuance.Loader;

/// <summary>
/// Keeps the module's assemblies and all of its packages out of PowerShell's own load context, so that another module
/// with a different YamlDotNet or SQLite neither breaks this one nor is broken by it. This assembly is the only one
/// of the module that lives in the default context.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string ModuleAssembly = "TempCardIssuance.PowerShell.dll";
    private const string OwnAssemblies = "TempCardIssuance.";

    private static readonly Lazy<Assembly> Module = new(LoadModule);

    private readonly AssemblyDependencyResolver _resolver;

    private ModuleLoadContext(string path)
        : base("TempCardIssuance") => _resolver = new AssemblyDependencyResolver(path);

    /// <summary>Whether it was loaded before, in whatever runspace of the process.</summary>
    public static bool IsLoaded => Module.IsValueCreated;

    /// <summary>The assembly with the cmdlets; loaded once in a process, whatever the number of runspaces.</summary>
    public static Assembly Load() => Module.Value;

    /// <summary>What the .deps.json does not list (the engine, the framework) comes from the default context.</summary>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private static Assembly LoadModule()
    {
        string folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;
        string path = Path.Combine(folder, ModuleAssembly);
        var context = new ModuleLoadContext(path);
        Default.Resolving += context.ResolveOwn;
        return context.LoadFromAssemblyPath(path);
    }

    /// <summary>
    /// PowerShell writes the types of parameters into proxies as text (JEA, Mock of Pester) and looks them up in the
    /// default context. Own assemblies are found from there; packages stay apart.
    /// </summary>
    private Assembly? ResolveOwn(AssemblyLoadContext context, AssemblyName name) =>
        name.Name?.StartsWith(OwnAssemblies, StringComparison.Ordinal) == true ? LoadFromAssemblyName(name) : null;
}
