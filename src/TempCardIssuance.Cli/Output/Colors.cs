using Spectre.Console;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.Cli.Output;

/// <summary>Colors of the words that an eye should find in a table.</summary>
internal static class Colors
{
    private static readonly Style Good = new(Color.Green);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Waiting = new(Color.Yellow);

    public static Style Of(string? word) => word switch
    {
        nameof(CardState.Unassigned) or nameof(ProductionState.Succeeded) or nameof(BatchState.Completed) => Good,
        nameof(CardState.Failed) or nameof(ProductionState.Spoiled) => Bad,
        nameof(CardState.InProduction) or nameof(BatchState.Interrupted) or nameof(BatchState.Queued) => Waiting,
        _ => Style.Plain,
    };
}
