using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What the issuance services work with.</summary>
/// <param name="Operator">The operating-system user; goes into every audit event.</param>
public sealed record IssuanceContext(
    ICardStore Store,
    IStationCatalog Stations,
    IAuthorityCatalog Authorities,
    ISecretSealer Sealer,
    IssuanceSettings Settings,
    string Operator,
    TimeProvider Clock)
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
            Operator = Operator,
            Kind = kind,
            CardNumber = cardNumber,
            BatchId = batchId,
            ProductionId = productionId,
            Station = station,
            ErrorId = errorId,
            Detail = detail,
        };
}
