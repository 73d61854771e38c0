using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>What would become of a card; nothing has been changed.</summary>
/// <param name="Request">What was asked for, with the holder as it is kept.</param>
/// <param name="Card">The card as it is.</param>
/// <param name="To">Where it would be.</param>
public sealed record LifePlan(LifeRequest Request, TemporaryCard Card, CardState To)
{
    /// <summary>The end of the loan; null: there is none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What was made of the card last; null: nothing that is good.</summary>
    public CardProduction? Production { get; init; }

    /// <summary>For what reason its certificates would be revoked (RFC 5280, 5.3.1); null: they stay.</summary>
    public RevocationReason? Revocation { get; init; }

    /// <summary>Those of its certificates that are good now.</summary>
    public IReadOnlyList<CardCertificate> Certificates =>
        [.. (Production?.Certificates ?? []).Where(c => c.State == CertificateState.Active)];

    /// <summary>Whether the organisation's own systems are told.</summary>
    public bool IsHandedOver { get; init; }

    /// <summary>Whether a second operator has to order the same; of cards that are given up with all before it.</summary>
    public bool NeedsSecondOperator { get; init; }

    /// <summary>Who has ordered the same, where two operators are needed; null: one is enough, or nobody has yet.</summary>
    public string? SecondOperator { get; init; }

    /// <summary>The holder whose card it is then; null: nobody's.</summary>
    private string? Holder => To == CardState.Assigned ? (Request as GrantRequest)?.Holder ?? Card.Holder : null;

    internal bool IsLentTo(string holder) =>
        Holder is { } own && string.Equals(HolderName.Key(own), HolderName.Key(holder), StringComparison.Ordinal);

    /// <summary>A card as it is when all that was planned is done.</summary>
    internal static TemporaryCard After(IEnumerable<LifePlan> plans, TemporaryCard card) =>
        plans.LastOrDefault(plan => CardNumber.Comparer.Equals(plan.Card.CardNumber, card.CardNumber)) is { } last
            ? card with { State = last.To, EndsAt = last.Until ?? card.EndsAt, Holder = last.Holder ?? card.Holder }
            : card;
}
