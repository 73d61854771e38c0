using TempCardIssuance.Composition;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Web.Pages.Stations;

/// <summary>A look at a station.</summary>
/// <param name="Name">The station.</param>
/// <param name="Status">Null: it can't be opened; see the error.</param>
/// <param name="Printer">Null: it has none.</param>
/// <param name="Error">Null: it could be looked at.</param>
public sealed record StationRow(string Name, StationStatus? Status, string? Printer, TempCardException? Error);

/// <summary>Stations, and all that a batch needs.</summary>
/// <param name="Stations">In the order of the configuration.</param>
/// <param name="Checks">In the order in which they are asked.</param>
/// <param name="Error">What ended the checks; null: nothing did.</param>
public sealed record StationListModel(
    IReadOnlyList<StationRow> Stations, IReadOnlyList<Readiness> Checks, TempCardException? Error);
