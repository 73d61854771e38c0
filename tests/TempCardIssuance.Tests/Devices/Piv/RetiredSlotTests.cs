using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using Tlv = TempCardIssuance.Devices.Iso7816.Tlv;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Keys in 82 to 95, which a card need not have.</summary>
public sealed class RetiredSlotTests : IDisposable
{
    private readonly PivOptions _options = new();
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("82", KeyType.EccP256, 0x5FC10D, 1, VirtualCardProfile.Strict)]
    [InlineData("82", KeyType.Rsa2048, 0x5FC10D, 1, VirtualCardProfile.Widespread)]
    [InlineData("95", KeyType.EccP384, 0x5FC120, 20, VirtualCardProfile.Widespread)]
    public async Task Key_certificate_and_history_are_put_on(
        string slot, KeyType type, int tag, byte count, VirtualCardProfile profile)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, Profile = profile });

        await IssueAsync(card, (slot, type));

        PivApplication application = Select(card);
        ReadOnlyMemory<byte> content = application.ReadObject("look", tag)!.Value;
        Assert.Equal(Assert.Single(_authority.Issued).RawData, Tlv.Find(content, 0x70)!.Value.ToArray());
        ReadOnlyMemory<byte> history = application.ReadObject("look", PivObject.KeyHistory)!.Value;
        Assert.Equal([0xC1, 0x01, count, 0xC2, 0x01, 0x00, 0xFE, 0x00], history.ToArray());
    }

    [Fact]
    public async Task Without_one_there_is_no_history()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });

        await IssueAsync(card, ("9D", KeyType.EccP256));

        Assert.Null(Select(card).ReadObject("look", PivObject.KeyHistory));
    }

    [Fact]
    public async Task A_card_that_has_none_is_not_touched()
    {
        var card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 7,
            Extensions = CardExtensions.All & ~CardExtensions.RetiredKeys,
        });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card, ("82", KeyType.EccP256)));

        Assert.Equal((ErrorIds.ProfileNotSupported, "profile-82"), (error.ErrorId, error.Target));
        using VirtualCardConnection connection = card.Connect();
        Assert.Equal(PivCardKind.Blank, PivInspection.Run(connection, _options).Kind);
    }

    private static PivApplication Select(VirtualPivCard card)
    {
        var application = new PivApplication(PivChannel.Stack(
            card.Connect(), new ConnectionChannel(card.Connect()), trace: null));
        application.Select();
        return application;
    }

    private async Task IssueAsync(VirtualPivCard card, params (string, KeyType)[] keys)
    {
        await using ICardBody body = PivCardBody.Open(
            card.Connect(), _options, static (_, _) => Task.CompletedTask);
        await body.EncodeAsync(
            TestJobs.Job(keys), _authority.IssueAsync, new StepList(), CancellationToken.None);
    }
}
