using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>What a check leaves of a blank: all.</summary>
public sealed class PivUntouchedBlankTests : IDisposable
{
    private readonly PivOptions _options = new();

    public void Dispose() => _options.Dispose();

    [Theory]
    [InlineData(CardExtensions.All)]
    [InlineData(CardExtensions.None)]
    public async Task The_check_leaves_a_blank_as_it_was(CardExtensions extensions)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1, Extensions = extensions });
        PivInspection before = Inspect(card);
        await using var body = PivCardBody.Open(card.Connect(), _options, (_, _) => Task.CompletedTask);

        await body.CheckBlankAsync(CancellationToken.None);

        PivInspection after = Inspect(card);
        Assert.Equal(PivCardKind.Blank, before.Kind);
        Assert.Equal(before.Kind, after.Kind);
        Assert.Equal(before.Facts, after.Facts);
    }

    [Fact]
    public async Task A_wrong_management_key_counts_nothing_down()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1 });
        using var options = new PivOptions { TransportManagementKey = new SecretBytes(new byte[24]) };
        PivInspection before = Inspect(card);
        await using var body = PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.ManagementKeyWrong, error.ErrorId);
        Assert.Equal(before.Facts, Inspect(card).Facts);
    }

    public static TheoryData<string, string> OtherTransportValues => new()
    {
        { "654321", "12345678" }, { "123456", "87654321" },
    };

    /// <summary>The card tells that it has the well-known ones, so trying others could only count down.</summary>
    [Theory]
    [MemberData(nameof(OtherTransportValues))]
    public async Task Other_transport_values_than_the_card_tells_of_are_not_tried(string pin, string puk)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1 });
        using PivOptions options = With(pin, puk);
        IReadOnlyDictionary<string, string> before = Inspect(card).Facts;
        await using var body = PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.TransportPinWrong, error.ErrorId);
        using VirtualCardConnection connection = card.Connect();
        var after = PivInspection.Run(connection, options);
        Assert.Equal(before, after.Facts.Where(fact => fact.Key != "noBlank"));
        Assert.Equal(PivCardKind.Foreign, after.Kind);
    }

    private static PivOptions With(string pin, string puk) => new()
    {
        TransportPin = new SecretBytes(Encoding.ASCII.GetBytes(pin)),
        TransportPuk = new SecretBytes(Encoding.ASCII.GetBytes(puk)),
    };

    private PivInspection Inspect(VirtualPivCard card)
    {
        using VirtualCardConnection connection = card.Connect();
        return PivInspection.Run(connection, _options);
    }
}
