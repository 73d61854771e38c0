using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Cli.Output;

/// <summary>Shows what happens while cards are made.</summary>
internal interface IProductionView
{
    /// <summary>Shows the events of a piece of work as long as it goes on.</summary>
    Task<T> ShowAsync<T>(Func<IProgress<IssuanceEvent>, Task<T>> work, CancellationToken stop);
}
