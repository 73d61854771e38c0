namespace TempCardIssuance.Web.Work;

/// <summary>What an operation did and told, for the page that is shown next.</summary>
/// <param name="Done">What was done; null: the page shows it.</param>
/// <param name="Notes">What the operator should know beside it.</param>
public sealed record Said(string? Done, IReadOnlyList<string> Notes);
