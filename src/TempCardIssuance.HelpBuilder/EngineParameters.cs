using System.Management.Automation;

namespace TempCardIssuance.HelpBuilder;

/// <summary>The parameters that the engine adds where a cmdlet asks for them.</summary>
internal static class EngineParameters
{
    public static IReadOnlyList<ParameterDescription> ShouldProcess { get; } =
    [
        Of<SwitchParameter>("WhatIf", "Shows what would happen. Nothing is changed.", "wi"),
        Of<SwitchParameter>("Confirm", "Asks before each change; -Confirm:$false never asks.", "cf"),
    ];

    public static IReadOnlyList<ParameterDescription> Paging { get; } =
    [
        Of<ulong>("First", "Gives no more than this many."),
        Of<ulong>("Skip", "Leaves out this many before the first that is given."),
        Of<SwitchParameter>("IncludeTotalCount", "Says first how many there are in all."),
    ];

    private static ParameterDescription Of<T>(string name, string text, params string[] aliases) => new()
    {
        Name = name,
        Type = typeof(T),
        Paragraphs = [text],
        Aliases = aliases,
        Uses = [ParameterUse.Optional],
    };
}
