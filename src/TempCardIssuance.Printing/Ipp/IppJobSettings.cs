namespace TempCardIssuance.Printing.Ipp;

/// <summary>What a configuration asks of each job.</summary>
internal sealed record IppJobSettings
{
    /// <summary>Attributes of the printer's own, or options of its driver, by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = IppPrinterSettings.NoOptions;

    public IppSides Sides { get; init; }

    /// <summary>The medium (PWG 5101.1); null: that of the printer, where it is a card.</summary>
    public string? Media { get; init; }

    /// <summary><c>print-scaling</c> (PWG 5100.13); null: <c>none</c> where the layout has bleed.</summary>
    public string? Scaling { get; init; }
}
