using System.CommandLine;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>Shows what would be done.</summary>
internal sealed class WhatIfOption : Option<bool>
{
    public WhatIfOption()
        : base("--what-if") =>
        Description = "Show what would be done, and change nothing.";
}
