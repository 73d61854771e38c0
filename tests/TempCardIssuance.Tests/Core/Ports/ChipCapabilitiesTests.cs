using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Core.Ports;

public sealed class ChipCapabilitiesTests
{
    private static readonly ChipCapabilities Chip = new()
    {
        Driver = "test",
        Pin = new(4, 8),
        Puk = new(8, 8),
        Slots = ["9A", "9D"],
        KeyManagementSlots = ["9D"],
        KeyTypes = [KeyType.EccP256, KeyType.Ed25519, KeyType.X25519],
    };

    [Theory]
    [InlineData(3, ErrorIds.PinLengthInvalid)]
    [InlineData(4, null)]
    [InlineData(8, null)]
    [InlineData(9, ErrorIds.PinLengthInvalid)]
    public void A_pin_is_as_long_as_the_driver_takes_it(int length, string? error) =>
        Assert.Equal(error, Refusal(() => Chip.CheckPin(length)));

    [Theory]
    [InlineData(7, ErrorIds.PukLengthInvalid)]
    [InlineData(8, null)]
    public void A_puk_is_as_long_as_the_driver_takes_it(int length, string? error) =>
        Assert.Equal(error, Refusal(() => Chip.CheckPuk(length)));

    [Theory]
    [InlineData("9a", KeyType.EccP256, null)]
    [InlineData("9C", KeyType.EccP256, ErrorIds.ProfileNotSupported)]
    [InlineData("9D", KeyType.Rsa2048, ErrorIds.ProfileNotSupported)]
    [InlineData("9A", KeyType.Ed25519, null)]
    [InlineData("9D", KeyType.Ed25519, ErrorIds.ProfileNotSupported)]
    [InlineData("9A", KeyType.X25519, ErrorIds.ProfileNotSupported)]
    [InlineData("9d", KeyType.X25519, null)]
    public void A_profile_asks_for_what_the_driver_has(string slot, KeyType keyType, string? error)
    {
        var profile = new CertificateProfile
        {
            Name = "logon",
            Slot = slot,
            KeyType = keyType,
            Authority = "local",
            Subject = "CN={cardNumber}",
        };

        Assert.Equal(error, Refusal(() => Chip.Check(profile)));
    }

    private static string? Refusal(Action check) => (Record.Exception(check) as TempCardException)?.ErrorId;
}
