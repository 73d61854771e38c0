using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>PIV cards (SP 800-73-4).</summary>
/// <param name="options">What blanks arrive with and what is to become of them; the driver's from here on.</param>
public sealed class PivDriver(PivOptions options) : CardDriver
{
    /// <summary>What every PIV card can do; known before there are options, to check a configuration with.</summary>
    public static ChipCapabilities Chip { get; } = new()
    {
        Driver = "piv",
        Pin = new(PivPins.MinLength, PivPins.MaxLength),
        Puk = new(PivPins.MinLength, PivPins.MaxLength),
        Slots = [.. PivSlot.All.Select(slot => slot.Name)],
        KeyManagementSlots = [.. PivSlot.All.Where(slot => slot.IsForKeyManagement).Select(slot => slot.Name)],
        KeyTypes = [.. PivKeyType.All.Select(key => key.Type)],
    };

    public override ChipCapabilities Capabilities => Chip;

    public override ICardBody Open(
        ICardConnection connection, Func<CardTray, CancellationToken, Task> eject, Action<string>? trace = null) =>
        PivCardBody.Open(connection, options, eject, trace);

    public override CardLook Inspect(ICardConnection connection, Action<string>? trace = null)
    {
        var inspection = PivInspection.Run(connection, options, trace);
        return new CardLook(inspection.Kind.ToString(), inspection.Facts);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            options.Dispose();
        base.Dispose(disposing);
    }
}
