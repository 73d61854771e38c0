using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

public sealed class PivDriverTests : IDisposable
{
    private readonly PivDriver _driver = new(new PivOptions());

    public void Dispose() => _driver.Dispose();

    [Fact]
    public void Every_slot_and_every_key_type_of_its_can_be_used()
    {
        foreach (KeyType type in PivDriver.Chip.KeyTypes)
        {
            Assert.Equal(type, PivKeyType.Of(type).Type);
            Assert.Equal(KeySpec.Of(type).Curve is null, PivKeyType.Of(type).Curve is null);
        }

        Assert.Equal(PivSlot.All, PivDriver.Chip.Slots.Select(PivSlot.Get));
        Assert.Subset(PivDriver.Chip.Slots.ToHashSet(), PivDriver.Chip.KeyManagementSlots.ToHashSet());
    }

    [Fact]
    public async Task It_opens_and_inspects_the_same_card_and_tells_what_goes_over_the_connection()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 0x12AB34 });
        var trace = new List<string>();
        CardLook look;
        using (VirtualCardConnection connection = card.Connect())
            look = _driver.Inspect(connection, trace.Add);
        int looked = trace.Count;
        await using ICardBody body = _driver.Open(card.Connect(), static (_, _) => Task.CompletedTask, trace.Add);

        Assert.Equal(("Blank", "0012AB34"), (look.Kind, look.Details["serial"]));
        Assert.Equal("serial:0012AB34", body.Id?.ToString());
        Assert.True(looked > 0 && trace.Count > looked);
    }

    [Theory]
    [InlineData("9B", KeyType.EccP256)]
    [InlineData("F9", KeyType.Rsa2048)]
    public async Task A_job_for_a_slot_that_it_has_not_costs_no_blank(string slot, KeyType keyType)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1 });
        await using ICardBody body = _driver.Open(card.Connect(), static (_, _) => Task.CompletedTask);
        int before = card.ApduCount;
        using var authority = new TestAuthority();
        ChipJob job = TestJobs.Job((slot, keyType));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => body.EncodeAsync(job, authority.IssueAsync, new StepList(), CancellationToken.None));

        Assert.Equal((ErrorIds.ProfileNotSupported, before), (error.ErrorId, card.ApduCount));
    }

    [Fact]
    public void Its_secrets_go_with_it()
    {
        using var key = new SecretBytes(new byte[24]);
        new PivDriver(new PivOptions { TransportManagementKey = key }).Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Span.ToArray());
    }
}
