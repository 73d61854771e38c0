namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>A statement with its values.</summary>
internal sealed record SqlText(string Sql, (string Name, object? Value)[] Parameters, bool GivesRows = false);

/// <summary>What a statement gave, or how many rows it changed.</summary>
internal sealed record SqlAnswer(IReadOnlyList<object[]> Rows, int Changed)
{
    public static SqlAnswer None { get; } = new([], 0);
}
