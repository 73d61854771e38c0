using System.CommandLine;

namespace TempCardIssuance.Cli.Commands;

/// <summary>Names the stations that work on a batch; none: as configured, or as the batch was begun.</summary>
internal sealed class StationOption : Option<string[]>
{
    public StationOption()
        : base("--station")
    {
        Description = "Station to work at. May be given several times.";
        HelpName = "name";
    }
}
