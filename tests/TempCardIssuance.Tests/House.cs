using ArchUnitNET.Domain;
using ArchUnitNET.Loader;

namespace TempCardIssuance.Tests;

/// <summary>
/// Who knows whom, from the compiled code: signatures, members, method bodies, attributes and type arguments.
/// </summary>
internal static class House
{
    private const string Prefix = "TempCardIssuance.";

    private static readonly Lazy<Architecture> Code = new(Load);

    /// <summary>The assemblies of the product that are here.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, $"{Prefix}*.dll")
            .Append(Path.Combine(AppContext.BaseDirectory, "tempcard.dll"))
            .Append(Path.Combine(AppContext.BaseDirectory, "tempcard-web.dll"))
            .Where(file => !IsOfTests(Path.GetFileNameWithoutExtension(file)))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Arrows between folders of the product (a namespace is a folder), each once.</summary>
    public static IReadOnlyList<(string From, string To)> Arrows { get; } =
    [
        .. Code.Value.Types
            .SelectMany(type => type.Dependencies.Select(d => (From: Folder(type), To: Folder(d.Target))))
            .Where(arrow => arrow.From != arrow.To)
            .Where(arrow => arrow.From.StartsWith(Prefix, StringComparison.Ordinal))
            .Where(arrow => arrow.To.StartsWith(Prefix, StringComparison.Ordinal))
            .Distinct()
            .Order(),
    ];

    /// <summary>The project that a folder is in, such as <c>Core</c>.</summary>
    public static string Project(string folder) => folder.Split('.')[1];

    /// <summary>Groups of folders that know each other in a circle.</summary>
    public static IReadOnlyList<string> Circles(IEnumerable<(string From, string To)> arrows)
    {
        ILookup<string, string> known = arrows.ToLookup(a => a.From, a => a.To);
        var reach = known.Select(a => a.Key).ToDictionary(folder => folder, folder => Reach(folder, known));
        return
        [
            .. reach.Keys
                .Where(folder => reach[folder].Contains(folder))
                .Select(folder => string.Join(" <-> ", reach[folder]
                    .Where(other => reach.TryGetValue(other, out HashSet<string>? back) && back.Contains(folder))
                    .Order(StringComparer.Ordinal)))
                .Distinct(),
        ];
    }

    private static HashSet<string> Reach(string folder, ILookup<string, string> known)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>(known[folder]);
        while (next.TryPop(out string? here))
        {
            if (reached.Add(here))
            {
                foreach (string there in known[here])
                    next.Push(there);
            }
        }

        return reached;
    }

    private static string Folder(IType type) => type.Namespace?.FullName ?? "";

    private static bool IsOfTests(string name) =>
        name is $"{Prefix}Tests" or $"{Prefix}FaultHost" or $"{Prefix}VirtualReader" or $"{Prefix}Benchmarks";

    private static Architecture Load()
    {
        var loader = new ArchLoader();
        foreach (string file in Files)
            loader.LoadFilteredDirectory(AppContext.BaseDirectory, Path.GetFileName(file));
        return loader.Build();
    }
}
