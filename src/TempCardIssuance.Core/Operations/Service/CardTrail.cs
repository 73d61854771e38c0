using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>How a card, its productions and certificates must be, by what the audit trail says of it.</summary>
internal sealed class CardTrail
{
    private readonly Dictionary<string, ProductionState> _productions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _issued = new(StringComparer.Ordinal);
    private readonly HashSet<string> _revoked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SealTrail> _seals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _proofs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    public CardTrail(IEnumerable<AuditEvent> events)
    {
        foreach (AuditEvent entry in events)
            Take(entry);
    }

    /// <summary>Null: the trail does not know the card.</summary>
    public CardState? State { get; private set; }

    /// <summary>The batch that it is in; null: in none.</summary>
    public string? BatchId { get; private set; }

    /// <summary>By id.</summary>
    public IReadOnlyDictionary<string, ProductionState> Productions => _productions;

    /// <summary>The productions of certificates whose issue is on the trail, by serial number.</summary>
    public IReadOnlyDictionary<string, string> Issued => _issued;

    /// <summary>Whether the revocation of a certificate is on the trail.</summary>
    public bool IsRevoked(string authority, string serialNumber) => _revoked.Contains($"{authority} {serialNumber}");

    /// <summary>
    /// Whether the trail says that this was proven of the key of a certificate. What was proven before its hash was on
    /// the trail is in no store.
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    public bool IsProven(CardCertificate certificate) =>
        _proofs.GetValueOrDefault(Proof(certificate.ProductionId, certificate.Profile))
            == (certificate.Attestation is { } pem ? KeyAttestation.HashOf(pem) ?? "" : null);

    /// <summary>
    /// Whether certificates of a production were found on the record of an authority later; the trail does not name them.
    /// </summary>
    public bool IsSettled(string productionId) => _settled.Contains(productionId);

    /// <summary>The hashes of what is sealed for a production; empty: nothing is known of it.</summary>
    public SealTrail SealOf(string productionId) => _seals.GetValueOrDefault(productionId) ?? SealTrail.Unknown;

    private void Take(AuditEvent entry)
    {
        if (entry.ProductionId is { } sealedFor)
            _seals[sealedFor] = SealOf(sealedFor).After(entry);
        switch (entry.Kind)
        {
            case AuditKinds.CardRequested or AuditKinds.CardReleased:
                Move(CardState.Requested, null);
                break;
            case AuditKinds.RequestRemoved:
                Move(CardState.Aborted, null);
                break;
            case AuditKinds.CardClaimed or AuditKinds.RepeatRequested:
                Move(CardState.InProduction, entry.BatchId);
                break;
            case AuditKinds.CardGranted or AuditKinds.LoanExtended:
                State = CardState.Assigned;
                break;
            case AuditKinds.CardLocked:
                State = CardState.Locked;
                break;
            case AuditKinds.CardRequestedAgain:
                Move(CardState.Requested, null);
                break;
            case AuditKinds.CardExpired:
                State = CardState.Expired;
                break;
            case AuditKinds.CardRevoked:
                State = CardState.Revoked;
                break;
            case AuditKinds.CardReturned:
                State = CardState.Returned;
                break;
            case AuditKinds.ProductionStarted:
                End(entry, ProductionState.Started, CardState.InProduction);
                break;
            case AuditKinds.ProductionSucceeded:
                End(entry, ProductionState.Succeeded, CardState.Unassigned);
                break;
            // A body that was refused ends the try only where it is said which.
            case AuditKinds.ProductionFailed:
            case AuditKinds.BodyRefused when entry.ProductionId is not null:
                End(entry, ProductionState.Failed, CardState.Failed);
                break;
            case AuditKinds.ProductionSpoiled:
                _productions[entry.ProductionId ?? ""] = ProductionState.Spoiled;
                break;
            default:
                TakeCertificate(entry);
                break;
        }
    }

    private void TakeCertificate(AuditEvent entry)
    {
        switch (entry.Kind)
        {
            case AuditKinds.CertificateIssued:
                _issued[Before(entry.Detail, "; ").Split(' ')[^1]] = entry.ProductionId ?? "";
                break;
            case AuditKinds.KeyAttested:
                if (entry.Detail?.Split(' ') is [var profile, _, "sha256", var hash])
                    _proofs[Proof(entry.ProductionId, profile)] = hash;
                break;
            case AuditKinds.RevocationQueued:
                _settled.Add(entry.ProductionId ?? "");
                break;
            case AuditKinds.CertificateRevoked:
                _revoked.Add(Before(entry.Detail, ": "));
                break;
        }
    }

    private static string Proof(string? productionId, string profile) => $"{productionId} {profile}";

    /// <summary>Without what is told beside it: how the certificate differs, or who has revoked it by hand.</summary>
    private static string Before(string? detail, string mark) => (detail ?? "").Split(mark, 2)[0];

    private void Move(CardState state, string? batchId)
    {
        State = state;
        BatchId = batchId;
    }

    private void End(AuditEvent entry, ProductionState production, CardState card)
    {
        _productions[entry.ProductionId ?? ""] = production;
        Move(card, entry.BatchId);
    }
}
