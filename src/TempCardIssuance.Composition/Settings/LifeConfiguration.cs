using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <param name="Sites">Sites whose cards this computer may hand out and take back; empty: all.</param>
public sealed record DeskConfiguration(IReadOnlyList<string> Sites)
{
    internal static DeskConfiguration Bind(Keys keys, DeskConfiguration? value) => new(keys.Texts(
        "sites", "Sites whose cards may be handed out, taken back, locked and revoked here; none: all.", value?.Sites));
}

/// <param name="Together">How many cards one operator may give up at once; null: any number.</param>
public sealed record RevokeConfiguration(int? Together)
{
    internal static RevokeConfiguration Bind(Keys keys, RevokeConfiguration? value) => new(keys.OptionalNumber(
        "together",
        "How many cards one operator may revoke at once; for more another has to order the same.",
        value?.Together,
        min: 1,
        max: 1_000_000));
}

/// <param name="HolderDays">For how many days after a card came back its holder is known; 0: for ever.</param>
public sealed record RetentionConfiguration(int HolderDays)
{
    internal static RetentionConfiguration Bind(Keys keys, RetentionConfiguration? value) => new(keys.Number(
        "holderDays",
        "How many days after a card came back, or was given up, upkeep forgets who had it; 0: never.",
        value?.HolderDays,
        min: 0,
        max: 36500,
        fallback: 0));
}
