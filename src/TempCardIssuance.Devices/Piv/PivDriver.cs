using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What this driver can put on a PIV card.</summary>
public static class PivDriver
{
    public static ChipCapabilities Capabilities { get; } = new()
    {
        Driver = "piv",
        MinPinLength = PivPins.MinLength,
        MaxPinLength = PivPins.MaxLength,
        MinPukLength = PivPins.MinLength,
        MaxPukLength = PivPins.MaxLength,
        Slots = [.. PivSlot.All.Select(slot => slot.Name)],
        KeyTypes = [KeyType.Rsa2048, KeyType.EccP256, KeyType.EccP384],
    };
}
