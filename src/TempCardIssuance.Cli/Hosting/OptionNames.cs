using System.Text.Json;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>What parameters of operations are called on the command line.</summary>
internal static class OptionNames
{
    /// <summary>The same words as everywhere, but for the few that are shorter here.</summary>
    public static string Of(Parameter parameter) =>
        parameter == Parameter.BatchId ? "--batch"
        : parameter == Parameter.CardNumber ? "--number"
        : parameter == Parameter.Configuration ? "--config"
        : $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(parameter.Name)}";
}
