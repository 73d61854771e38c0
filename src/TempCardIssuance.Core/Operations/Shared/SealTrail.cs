using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Which sealed messages a production must have, by what the audit trail says.</summary>
/// <param name="IsKnown">Whether the trail says anything; of productions of earlier versions it does not.</param>
/// <param name="Pins">The hash of <see cref="CardProduction.SealedPins"/>; null: it has none.</param>
/// <param name="Puk">The hash of <see cref="CardProduction.SealedPuk"/>; null: it has none.</param>
internal sealed record SealTrail(bool IsKnown, string? Pins, string? Puk)
{
    public static SealTrail Unknown { get; } = new(false, null, null);

    /// <summary>What the events of a card say of one of its productions.</summary>
    public static SealTrail Of(IEnumerable<AuditEvent> events, string productionId) => events
        .Where(entry => entry.ProductionId == productionId)
        .Aggregate(Unknown, (seal, entry) => seal.After(entry));

    /// <summary>What is so after an event of the production.</summary>
    public SealTrail After(AuditEvent entry) => entry.Kind switch
    {
        AuditKinds.ProductionSucceeded or AuditKinds.PinResealed when Hash(entry) is { IsKnown: true } told => told,
        // The PIN is the holder's from here on; the PUK is sealed anew where it was sealed with the PIN.
        AuditKinds.PinSetting => new SealTrail(true, null, Hash(entry).Puk ?? Puk),
        AuditKinds.ProductionSpoiled => new SealTrail(true, null, null),
        _ => this,
    };

    /// <summary>Whether the store has what it must have.</summary>
    public bool Fits(CardProduction production) =>
        !IsKnown || (Is(production.SealedPins, Pins) && Is(production.SealedPuk, Puk));

    private static bool Is(string? message, string? hash) =>
        (message is null ? null : SealedMessage.HashOf(message)) == hash;

    private static SealTrail Hash(AuditEvent entry)
    {
        string? pins = SealRecord.HashIn(entry.Detail, SealedKind.Pin);
        string? puk = SealRecord.HashIn(entry.Detail, SealedKind.Puk);
        return new SealTrail((pins ?? puk) is not null, pins, puk);
    }
}
