using TempCardIssuance.Devices;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What of a configuration decides how faces look.</summary>
/// <param name="Stations">In their order.</param>
/// <param name="Printers">By name.</param>
/// <param name="ValidityDays">Of cards that are not made yet.</param>
internal sealed record FaceSettings(
    IReadOnlyList<StationSettings> Stations, IReadOnlyDictionary<string, PrinterSettings> Printers, int ValidityDays);
