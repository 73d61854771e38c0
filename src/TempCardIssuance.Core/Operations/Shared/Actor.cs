using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Who works, and by which clock; makes the audit events of what is done.</summary>
/// <param name="Name">
/// The operator, as the system or the server that let them in tells it; stands in every audit event.
/// </param>
/// <param name="Clock">The time.</param>
public sealed record Actor(string Name, TimeProvider Clock)
{
    internal DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>An audit event of this operator, now.</summary>
    internal AuditEvent Event(
        string kind,
        string? cardNumber = null,
        string? batchId = null,
        string? productionId = null,
        string? station = null,
        string? errorId = null,
        string? detail = null) => new()
        {
            At = Now,
            Operator = Name,
            Kind = kind,
            CardNumber = cardNumber,
            BatchId = batchId,
            ProductionId = productionId,
            Station = station,
            ErrorId = errorId,
            Detail = detail,
        };
}
