using System.Management.Automation;

namespace TempCardIssuance.HelpBuilder;

/// <summary>The parameters that the engine adds where a cmdlet asks for them.</summary>
internal static class EngineParameters
{
    public static IReadOnlyList<ParameterDescription> ShouldProcess { get; } =
    [
        Of<SwitchParameter>("WhatIf", "Shows what would happen, or the error that would come. Nothing is changed.", "wi"),
        Of<SwitchParameter>("Confirm", "Prompts for confirmation before each change; with -Confirm:$false it never does.", "cf"),
    ];

    public static IReadOnlyList<ParameterDescription> Paging { get; } =
    [
        Of<ulong>("First", "Returns no more than this many, however many objects come through the pipeline."),
        Of<ulong>("Skip", "Leaves out this many before the first that is returned."),
        Of<SwitchParameter>(
            "IncludeTotalCount",
            "Returns first how many there are in all. That is unknown, and says so, where all would have to be read for it: "
                + "events that are narrowed down, and what comes through the pipeline."),
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
