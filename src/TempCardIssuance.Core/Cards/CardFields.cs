namespace TempCardIssuance.Core.Cards;

/// <summary>
/// Names that free fields can't have: templates and faces would show the value of the card in their place, or a column
/// of an import would be taken for something else.
/// </summary>
public static class CardFields
{
    private static readonly string[] Changing = ["batch", "validUntil", "attempt", "cardGuid"];

    /// <summary>Names of values that every card has, which no field of a request can take.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
        ["cardNumber", "number", "site", "requestedBy", "priority", "batch", "validUntil"];

    /// <summary>Whether a value differs each time a card is made.</summary>
    public static bool IsChanging(string name) => Changing.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);
}
