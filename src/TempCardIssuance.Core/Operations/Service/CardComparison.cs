using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Service;

/// <summary>Compares what a store has of a card with its audit trail, and its parts with each other.</summary>
internal static class CardComparison
{
    public static IEnumerable<AuditDisagreement> Find(CardRecord record)
    {
        var trail = new CardTrail(record.Events);
        return Card(record, trail)
            .Concat(record.Productions.SelectMany(p => Production(p, trail)))
            .Concat(Missing(record, trail))
            .Concat(record.Productions.SelectMany(
                p => p.Certificates.SelectMany(c => Certificate(record.Card, p, c, trail))));
    }

    private static IEnumerable<AuditDisagreement> Card(CardRecord record, CardTrail trail)
    {
        if (record.Card is not { } card)
        {
            yield return Of(
                AuditSubject.Card,
                record.CardNumber,
                $"By the trail there is a card {record.CardNumber}; the store has none.");
            yield break;
        }

        if (trail.State is null)
        {
            yield return Of(
                AuditSubject.Card,
                card.CardNumber,
                $"Card {card.CardNumber} is {card.State}; the trail does not know it.");
        }
        else if (trail.State != card.State || !IsSame(trail.BatchId, card.BatchId))
        {
            yield return Of(
                AuditSubject.Card,
                card.CardNumber,
                $"Card {card.CardNumber} is {In(card.State, card.BatchId)}; "
                + $"by the trail it is {In(trail.State.Value, trail.BatchId)}.");
        }

        if (Expected(card, record.Productions) is { } wrong)
            yield return Of(AuditSubject.Card, card.CardNumber, wrong);
    }

    /// <summary>What the last try at the card, and all others, may be where the card is; null: as they are.</summary>
    private static string? Expected(TemporaryCard card, IReadOnlyList<CardProduction> productions)
    {
        CardProduction? live = productions.FirstOrDefault(
            p => p.State is ProductionState.Started or ProductionState.Succeeded);
        CardProduction? last = productions.Where(p => IsSame(p.BatchId, card.BatchId)).MaxBy(p => p.Attempt);
        string? text = card.State switch
        {
            CardState.Requested or CardState.Aborted or CardState.Returned => live is null ? null : Text(live),
            CardState.Unassigned or CardState.Assigned => last is { State: ProductionState.Succeeded } ? null : Text(last),
            CardState.Failed => last is { State: ProductionState.Failed } ? null : Text(last),
            CardState.InProduction =>
                last is { State: ProductionState.Succeeded or ProductionState.Failed } ? Text(last) : null,
            _ => null,
        };
        return text is null ? null : $"Card {card.CardNumber} is {card.State}, but {text}.";

        static string Text(CardProduction? production) =>
            production is null
                ? "there is no production of it"
                : $"its production {production.Id} is {production.State}";
    }

    private static IEnumerable<AuditDisagreement> Production(CardProduction production, CardTrail trail)
    {
        if (!trail.Productions.TryGetValue(production.Id, out ProductionState state))
        {
            yield return Of(
                AuditSubject.Production,
                production.Id,
                $"Production {production.Id} is {production.State}; the trail does not know it.");
        }
        else if (state != production.State)
        {
            yield return Of(
                AuditSubject.Production,
                production.Id,
                $"Production {production.Id} is {production.State}; by the trail it is {state}.");
        }
        else if (!trail.SealOf(production.Id).Fits(production))
        {
            yield return Of(
                AuditSubject.Production,
                production.Id,
                $"What is sealed for production {production.Id} is not what the trail says.");
        }
    }

    /// <summary>What the trail knows and the store does not.</summary>
    private static IEnumerable<AuditDisagreement> Missing(CardRecord record, CardTrail trail)
    {
        var productions = record.Productions.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        foreach (string id in trail.Productions.Keys.Where(id => !productions.Contains(id)))
        {
            yield return Of(
                AuditSubject.Production, id, $"By the trail there is a production {id}; the store has none.");
        }

        var certificates = record.Productions
            .SelectMany(p => p.Certificates)
            .Select(c => c.SerialNumber)
            .ToHashSet(StringComparer.Ordinal);
        foreach ((string serial, string production) in trail.Issued.Where(c => !certificates.Contains(c.Key)))
        {
            yield return Of(
                AuditSubject.Certificate,
                serial,
                $"By the trail certificate {serial} was issued for {production}; the store has none.");
        }
    }

    private static IEnumerable<AuditDisagreement> Certificate(
        TemporaryCard? card, CardProduction production, CardCertificate certificate, CardTrail trail)
    {
        string text = $"Certificate {certificate.SerialNumber} of {production.Id} is {certificate.State}";
        bool isRevoked = certificate.State == CertificateState.Revoked;
        if (!trail.Issued.ContainsKey(certificate.SerialNumber) && !trail.IsSettled(production.Id))
            yield return Of($"{text}; the trail does not know it.");
        else if (isRevoked != trail.IsRevoked(certificate.Authority, certificate.SerialNumber))
            yield return Of($"{text}; by the trail it was {(isRevoked ? "never " : "")}revoked.");
        if (!trail.IsProven(certificate))
            yield return Of($"{text}; what the card proved of its key is not what the trail says.");
        // While it is Started its certificates may be Active already.
        bool isGood = production.State is ProductionState.Started or ProductionState.Succeeded;
        bool isGivenUp = card?.State is CardState.Locked or CardState.Revoked or CardState.Expired;
        if (isGood != (certificate.State == CertificateState.Active) && !(isGood && isGivenUp))
            yield return Of($"{text}, but the production is {production.State}.");

        AuditDisagreement Of(string message) =>
            CardComparison.Of(AuditSubject.Certificate, certificate.SerialNumber, message);
    }

    private static AuditDisagreement Of(AuditSubject subject, string id, string message) => new(subject, id, message);

    private static bool IsSame(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string In(CardState state, string? batchId) =>
        batchId is null ? $"{state}" : $"{state} in {batchId}";
}
