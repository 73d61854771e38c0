namespace TempCardIssuance.Core.Cards;

/// <summary>
/// Names that free fields can't have: templates and faces would show the value of the card in their place, or a column
/// of an import would be taken for something else.
/// </summary>
public static class CardFields
{
    /// <summary>Names of values that every card has, which no field of a request can take.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
        ["cardNumber", "number", "site", "requestedBy", "priority", "batch", "validUntil"];

    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.OrdinalIgnoreCase);
}
