using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>
/// A certificate that may exist: its authority was asked for it, nobody knows with what result, and the authority finds
/// nothing by itself.
/// </summary>
public sealed record UnsettledCertificate
{
    /// <summary>The production it was ordered for, such as <c>B-000001/T-00001/1</c>.</summary>
    public required string ProductionId { get; init; }

    public required string CardNumber { get; init; }

    public required string BatchId { get; init; }

    public required string Authority { get; init; }

    /// <summary>The profile it was ordered with; null: any of the batch.</summary>
    public string? Profile { get; init; }

    /// <summary>By what the authority knows the order; null: it did not answer at all.</summary>
    public string? RequestId { get; init; }

    /// <summary>When the production ended.</summary>
    public DateTimeOffset? Since { get; init; }

    internal static IEnumerable<UnsettledCertificate> Of(UnsettledProduction unsettled)
    {
        foreach (string authority in unsettled.Authorities)
        {
            var any = new UnsettledCertificate
            {
                ProductionId = unsettled.Production.Id,
                CardNumber = unsettled.Production.CardNumber,
                BatchId = unsettled.Production.BatchId,
                Authority = authority,
                Since = unsettled.Production.EndedAt,
            };
            PendingOrder[] pending = [.. unsettled.Pending.Where(p => p.Authority == authority)];
            if (pending.Length == 0)
                yield return any;
            foreach (PendingOrder order in pending)
                yield return any with { Profile = order.Profile, RequestId = order.RequestId };
        }
    }
}
