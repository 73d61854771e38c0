using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices;

/// <summary>What a driver tells of a card without changing it.</summary>
/// <param name="Kind">Blank, Ours, Foreign or Unknown.</param>
/// <param name="Details">By name: serial, version, algorithms, tries left.</param>
public sealed record CardLook(string Kind, IReadOnlyDictionary<string, string> Details);

/// <summary>Looks at a card and changes nothing on it.</summary>
public delegate CardLook CardInspector(ICardConnection connection);

/// <summary>Makes the driver for a body: its connection, and what lets go of it.</summary>
public delegate ICardBody CardBodyFactory(
    ICardConnection connection, Func<CardTray, CancellationToken, Task> eject);
