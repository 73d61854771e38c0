using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Web.Work;

/// <summary>Something that went wrong with a card or at a station while others went on.</summary>
/// <param name="About">A card number or a station.</param>
/// <param name="Error">What went wrong.</param>
public sealed record Trouble(string About, TempCardException Error);
