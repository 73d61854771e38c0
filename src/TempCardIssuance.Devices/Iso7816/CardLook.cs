namespace TempCardIssuance.Devices.Iso7816;

/// <summary>What a driver tells of a card without changing it.</summary>
/// <param name="Kind">Blank, Ours, Foreign or Unknown.</param>
/// <param name="Details">By name: serial, version, algorithms, tries left.</param>
public sealed record CardLook(string Kind, IReadOnlyDictionary<string, string> Details);

/// <summary>Looks at a card and changes nothing on it.</summary>
public delegate CardLook CardInspector(ICardConnection connection);
