namespace TempCardIssuance.Printing.Ipp;

/// <summary>What a job asks of one printer.</summary>
/// <param name="Attributes">Of the job.</param>
internal sealed record IppTicket(IReadOnlyList<IppAttribute> Attributes)
{
    /// <summary>Why the first face has to be looked at; null: it need not be.</summary>
    public string? Doubt { get; init; }

    public bool IsSame(IppTicket other) =>
        Attributes.Count == other.Attributes.Count && Attributes.Zip(other.Attributes).All(p => p.First.IsSame(p.Second));
}
