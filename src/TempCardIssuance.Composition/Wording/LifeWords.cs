using System.Globalization;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Life;

namespace TempCardIssuance.Composition.Wording;

/// <summary>What would become of a card after its production, in words.</summary>
internal static class LifeWords
{
    /// <summary>What would become of a card that is requested once more.</summary>
    public static string Describe(AgainPlan plan)
    {
        if (plan.BodyId is { } body)
            return $"Request card {plan.Card.CardNumber} again, on its body {body}";
        string revoked = plan.Last is { State: ProductionState.Succeeded, Certificates.Count: > 0 }
            ? "; what is still good of its certificates is revoked"
            : "";
        return $"Request card {plan.Card.CardNumber} again, on another body ({plan.Reason}){revoked}";
    }

    /// <param name="plan">The plan.</param>
    /// <param name="tells">Whether a program is told, which maps cards to accounts.</param>
    public static string Describe(LifePlan plan, bool tells)
    {
        string card = $"card {plan.Card.CardNumber}";
        string text = plan.Request switch
        {
            GrantRequest grant => $"Hand out {card} to {grant.Holder} until {Time(plan.Until!.Value)}",
            ExtendRequest => $"Let {Holder(plan.Card)} have {card} until {Time(plan.Until!.Value)}, "
                + $"instead of {Time(plan.Card.EndsAt!.Value)}",
            LockRequest => $"Lock {card}{Of(plan.Card)}: it is not trusted any more",
            RevokeRequest revoke => $"Give up {card}{Of(plan.Card)} for good ({Word(revoke.Reason)})",
            _ => $"Take back {card}{Of(plan.Card)}; its PIN is void",
        };
        return text + Certificates(plan) + (tells ? Mapping(plan.Request) : "")
            + (plan.NeedsSecondOperator ? Second(plan.Request) : "");
    }

    /// <summary>What becomes of the certificates of the card.</summary>
    private static string Certificates(LifePlan plan)
    {
        int count = plan.Certificates.Count;
        if (count == 0)
            return plan.Revocation is null ? "" : "; no certificate of it is good";
        string certificates = count == 1 ? "its certificate" : $"its {count} certificates";
        return plan switch
        {
            { Revocation: { } reason } => $"; {certificates} {Are(count)} revoked ({Word(reason)})",
            { Request: RevokeRequest } => $"; {certificates} {(count == 1 ? "stays" : "stay")} good",
            _ => "",
        };
    }

    private static string Mapping(LifeRequest request) => request switch
    {
        GrantRequest => "; the directory gets its mapping",
        ExtendRequest => "; its mapping stays",
        _ => "; its mapping is taken away",
    };

    private static string Second(LifeRequest request) => request is RevokeRequest
        ? "; so many at once a second operator has to order as well"
        : "; a second operator has to order it as well";

    private static string Are(int count) => count == 1 ? "is" : "are";

    private static string Of(TemporaryCard card) => card.HolderReference is null ? "" : $" of {Holder(card)}";

    private static string Holder(TemporaryCard card) => card.Holder ?? card.HolderReference!;

    private static string Time(DateTimeOffset time) =>
        time.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return typeof(T) == typeof(RevocationReason)
            ? char.ToLowerInvariant(name[0]) + name[1..]
            : name.ToLowerInvariant();
    }
}
