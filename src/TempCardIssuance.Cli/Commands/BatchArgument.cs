using System.CommandLine;

namespace TempCardIssuance.Cli.Commands;

/// <summary>The one batch that a verb is about.</summary>
internal sealed class BatchArgument : Argument<string>
{
    public BatchArgument()
        : base("batch") =>
        Description = "The batch, for example B-000042.";
}
