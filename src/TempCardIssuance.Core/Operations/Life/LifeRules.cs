using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.HandOver;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Core.Operations.Life;

/// <summary>What holds for each operation beside the table of transitions.</summary>
internal static class LifeRules
{
    public static CardTransition Transition(LifeRequest request) => request switch
    {
        GrantRequest => CardTransition.Grant,
        ExtendRequest => CardTransition.Extend,
        LockRequest => CardTransition.Lock,
        RevokeRequest => CardTransition.Revoke,
        _ => CardTransition.Reset,
    };

    public static string Kind(LifeRequest request) => request switch
    {
        GrantRequest => AuditKinds.CardGranted,
        ExtendRequest => AuditKinds.LoanExtended,
        LockRequest => AuditKinds.CardLocked,
        RevokeRequest => AuditKinds.CardRevoked,
        _ => AuditKinds.CardReturned,
    };

    /// <summary>
    /// The reason of RFC 5280, 5.3.1 that fits: of a card that somebody else may have, the keys count as compromised.
    /// Null: the certificates stay.
    /// </summary>
    public static RevocationReason? Revocation(LifeRequest request) => request switch
    {
        LockRequest => RevocationReason.KeyCompromise,
        TakeBackRequest => RevocationReason.CessationOfOperation,
        RevokeRequest { KeepCertificates: false } revoke => revoke.Reason switch
        {
            RevokeReason.Lost or RevokeReason.Stolen => RevocationReason.KeyCompromise,
            RevokeReason.Left => RevocationReason.AffiliationChanged,
            RevokeReason.Superseded => RevocationReason.Superseded,
            _ => RevocationReason.CessationOfOperation,
        },
        _ => null,
    };

    public static HandOverEvent HandOver(LifeRequest request) => request switch
    {
        GrantRequest => HandOverEvent.Granted,
        ExtendRequest => HandOverEvent.Extended,
        LockRequest => HandOverEvent.Locked,
        RevokeRequest => HandOverEvent.Revoked,
        _ => HandOverEvent.Returned,
    };

    /// <summary>In one word; null: nobody said.</summary>
    public static string? Reason(LifeRequest request) => request switch
    {
        GrantRequest grant => Word(grant.Reason),
        RevokeRequest revoke => Word(revoke.Reason),
        _ => null,
    };

    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.SiteNotAllowed"/>.</exception>
    public static void CheckSite(TemporaryCard card, IssuanceSettings settings)
    {
        if (settings.DeskSites.Count > 0 && !settings.DeskSites.Contains(card.Site, StringComparer.OrdinalIgnoreCase))
            throw LifeErrors.SiteNotAllowed(card, settings.DeskSites);
    }

    /// <exception cref="Errors.TempCardException">It can't be done to this card.</exception>
    public static void Check(LifeRequest request, TemporaryCard card, IssuanceSettings settings, Actor actor)
    {
        CheckSite(card, settings);
        // Only a completed batch lets its cards end by themselves.
        if (card is { State: CardState.Unassigned, EndsAt: null })
            throw LifeErrors.BatchOpen(card);
        if (request is TakeBackRequest { IsSeen: false, NotSeen: null })
            throw LifeErrors.NotSeen(card.CardNumber);
        if (request is GrantRequest grant && OperatorName.MayBeSame(grant.Holder, actor.Name))
            throw LifeErrors.GrantToSelf(card.CardNumber);
        if (request is not ExtendRequest || card.State != CardState.Expired)
            return;
        if (card.HolderReference is null)
            throw LifeErrors.NeverGranted(card);
        if (card.EndsAt!.Value.AddHours(settings.GraceHours) < actor.Now)
            throw LifeErrors.GraceOver(card, settings.GraceHours);
    }

    /// <summary>The trail is never forgotten, so it must not know by a note who the holder is.</summary>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.NoteInvalid"/>.</exception>
    public static void CheckNote(string? note, string? holder)
    {
        if (note is null)
            return;
        if (ControlCharacters.Find(note) is var (name, place))
            throw LifeErrors.NoteInvalid($"there is the control character {name} at place {place}");
        if (holder is not null && HolderName.IsNamedIn(note, holder))
            throw LifeErrors.NoteInvalid("it names the holder");
    }

    public static string Word<T>(T reason)
        where T : struct, Enum => reason.ToString().ToLowerInvariant();
}
