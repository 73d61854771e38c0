using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>What a card asks for before it uses a key that was made here.</summary>
public sealed class KeyPolicyTests : IDisposable
{
    private readonly PivOptions _options = new();
    private readonly TestAuthority _authority = new();
    private readonly StepList _progress = new();

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("9A", PinUse.Always, TouchPolicy.Default, PinUse.Always, TouchPolicy.Never)]
    [InlineData("9A", PinUse.Never, TouchPolicy.Always, PinUse.Never, TouchPolicy.Always)]
    [InlineData("9C", PinUse.Once, TouchPolicy.Cached, PinUse.Once, TouchPolicy.Cached)]
    [InlineData("9E", PinUse.Once, TouchPolicy.Never, PinUse.Once, TouchPolicy.Never)]
    [InlineData("9D", PinUse.Default, TouchPolicy.Default, PinUse.Once, TouchPolicy.Never)]
    public async Task A_key_has_what_was_asked_for(
        string slot, PinUse pin, TouchPolicy touch, PinUse pinOnCard, TouchPolicy touchOnCard)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });

        await IssueAsync(card.Connect(), slot, pin, touch);

        var application = new PivApplication(new ConnectionChannel(card.Connect()));
        application.Select();
        PivMetadata told = application.ReadMetadata(PivSlot.Get(slot).Key)!;
        Assert.Equal((pinOnCard, touchOnCard), (told.Pin, told.Touch));
    }

    [Theory]
    [InlineData(CardExtensions.All & ~CardExtensions.KeyPolicies)]
    [InlineData(CardExtensions.All & ~CardExtensions.Metadata)]
    [InlineData(CardExtensions.None)]
    public async Task A_card_that_does_not_tell_that_it_has_policies_is_not_touched(CardExtensions extensions)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, Extensions = extensions });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card.Connect(), "9A", PinUse.Always, TouchPolicy.Default));

        Assert.Equal((ErrorIds.ProfileNotSupported, "profile-9A"), (error.ErrorId, error.Target));
        using VirtualCardConnection connection = card.Connect();
        Assert.Equal(PivCardKind.Blank, PivInspection.Run(connection, _options).Kind);
    }

    [Fact]
    public async Task A_card_that_makes_a_key_with_other_policies_is_refused()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        ICardConnection deaf = new QuirkyConnection(card.Connect(), (command, inner) =>
        {
            byte[] answer = inner(command);
            // The touch policy comes after the algorithm.
            if (command is [_, 0xF7, _, 0x9A, ..] && answer.Length > 7)
                answer[6] = (byte)TouchPolicy.Never;
            return answer;
        });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(deaf, "9A", PinUse.Once, TouchPolicy.Always));

        Assert.Equal((ErrorIds.VerificationFailed, "key 9A"), (error.ErrorId, error.Target));
        Assert.Empty(_authority.Issued);
    }

    [Fact]
    public async Task A_touch_that_comes_late_is_waited_for()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        int missed = 0;
        ICardConnection connection = new QuirkyConnection(card.Connect(), (command, inner) =>
            command is [_, 0x87, _, 0x9A, ..] && missed++ < 4 ? [0x69, 0x82] : inner(command));

        await IssueAsync(connection, "9A", PinUse.Default, TouchPolicy.Always);

        Assert.Equal(3 + 1, _progress.Steps.Count(step => step == "touch 9A"));
        Assert.Single(_authority.Issued);
    }

    [Fact]
    public async Task A_touch_that_never_comes_fails_the_card()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, Touch = CardTouch.Refused });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card.Connect(), "9A", PinUse.Default, TouchPolicy.Always));

        Assert.Equal((ErrorIds.CardError, "request 9A"), (error.ErrorId, error.Target));
        Assert.Contains("touch 9A", _progress.Steps);
    }

    private async Task IssueAsync(ICardConnection connection, string slot, PinUse pin, TouchPolicy touch)
    {
        ChipJob job = TestJobs.Job((slot, KeyType.EccP256));
        ChipCertificate certificate = job.Certificates[0];
        job = job with
        {
            Certificates =
            [
                certificate with { Profile = certificate.Profile with { PinPolicy = pin, TouchPolicy = touch } },
            ],
        };
        await using var body = PivCardBody.Open(connection, _options, static (_, _) => Task.CompletedTask);
        await body.EncodeAsync(job, _authority.IssueAsync, _progress, CancellationToken.None);
    }
}
