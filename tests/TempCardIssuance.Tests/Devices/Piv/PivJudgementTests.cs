using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>What a station tells of a card is what issuing goes by.</summary>
public sealed class PivJudgementTests : IDisposable
{
    private static readonly byte[] Certificate = CertificateObject.Encode([0x30, 0x03, 0x02, 0x01, 0x01]);

    private readonly TestAuthority _authority = new();
    private readonly PivOptions _options = new()
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
    };

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    public static TheoryData<string, CardExtensions> Slots =>
    [
        .. PivSlot.All.SelectMany(slot => new (string, CardExtensions)[]
        {
            (slot.Name, CardExtensions.All), (slot.Name, CardExtensions.SetManagementKey),
        }),
    ];

    [Theory]
    [MemberData(nameof(Slots))]
    public async Task A_certificate_of_somebody_else_in_any_slot_makes_a_card_foreign(
        string slot, CardExtensions extensions)
    {
        int tag = PivSlot.All.First(s => s.Name == slot).Certificate;
        var card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 7,
            Extensions = extensions,
            Objects = new Dictionary<int, byte[]> { [tag] = Certificate },
        });

        Assert.Equal((PivCardKind.Foreign, ErrorIds.BodyForeign), await JudgeAsync(card));
    }

    /// <summary>Nobody has a certificate for it (yet), and somebody may decrypt with it.</summary>
    [Theory]
    [InlineData("9A")]
    [InlineData("9C")]
    [InlineData("9D")]
    [InlineData("9E")]
    public async Task A_key_of_somebody_else_makes_a_card_foreign(string slot)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        Generate(card, PivSlot.Get(slot));

        Assert.Equal((PivCardKind.Foreign, ErrorIds.BodyForeign), await JudgeAsync(card));
    }

    [Fact]
    public async Task A_key_in_a_retired_slot_makes_a_card_foreign()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });

        Assert.Equal(
            (PivCardKind.Foreign, ErrorIds.BodyForeign),
            await JudgeAsync(card, (command, inner) =>
                command is [_, 0xF7, _, 0x95, ..] ? Convert.FromHexString("0101119000")
                : command is [_, 0xF7, _, >= 0x82 and < 0x95, ..] ? [0x6A, 0x88]
                : inner(command)));
    }

    [Fact]
    public async Task A_management_key_that_wants_a_touch_is_called_default_by_no_card_and_tells_nothing()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, ManagementKeyTouch = true });

        Assert.Equal((PivCardKind.Blank, null), await JudgeAsync(card));
    }

    [Fact]
    public async Task It_is_not_tried_for_one_of_ours_where_cards_are_used_again()
    {
        using var options = new PivOptions { Reuse = true, ManagementKey = _options.ManagementKey };
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, ManagementKeyTouch = true });
        var sent = new List<string>();
        await using var body = PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask, sent.Add);

        await body.CheckBlankAsync(CancellationToken.None);

        Assert.Equal(2, sent.Count(line => line.StartsWith("> 00 87", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_touch_that_nobody_gave_is_told_as_such()
    {
        TempCardException error = await CheckAsync(
            new VirtualPivCard(new VirtualCardOptions
            {
                Serial = 7,
                ManagementKeyTouch = true,
                Touch = CardTouch.Refused,
            }));

        Assert.Equal(ErrorIds.ManagementKeyWrong, error.ErrorId);
        Assert.Contains("touch", error.Remedy?.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A key that the card calls another than the one of blanks is not tried: it must fail.</summary>
    [Fact]
    public async Task A_management_key_that_the_card_tells_is_another_is_not_tried()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, ManagementKey = new byte[24] });
        var sent = new List<string>();
        await using var body = PivCardBody.Open(card.Connect(), _options, (_, _) => Task.CompletedTask, sent.Add);

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));

        Assert.Equal(ErrorIds.ManagementKeyWrong, error.ErrorId);
        Assert.DoesNotContain(sent, line => line.StartsWith("> 00 87", StringComparison.Ordinal));
    }

    private static void Generate(VirtualPivCard card, PivSlot slot)
    {
        using VirtualCardConnection connection = card.Connect();
        using var options = new PivOptions();
        var application = new PivApplication(new ConnectionChannel(connection));
        application.Select();
        new PivManagementKey(application).Authenticate(options.TransportManagementKey, told: null);
        application.Require("generate", PivCommands.GenerateKeyPair(slot, PivAlgorithm.EccP256));
    }

    private async Task<(PivCardKind Station, string? Check)> JudgeAsync(
        VirtualPivCard card, Func<byte[], Func<byte[], byte[]>, byte[]>? answer = null)
    {
        answer ??= static (command, inner) => inner(command);
        PivCardKind kind;
        using (var connection = new QuirkyConnection(card.Connect(), answer))
            kind = PivInspection.Run(connection, _options).Kind;
        await using var body = PivCardBody.Open(
            new QuirkyConnection(card.Connect(), answer), _options, (_, _) => Task.CompletedTask);
        Exception? error = await Record.ExceptionAsync(() => body.EncodeAsync(
            TestJobs.Job(("9A", KeyType.EccP256)), _authority.IssueAsync, new StepList(), CancellationToken.None));
        return (kind, (error as TempCardException)?.ErrorId);
    }

    private async Task<TempCardException> CheckAsync(VirtualPivCard card)
    {
        await using var body = PivCardBody.Open(card.Connect(), _options, (_, _) => Task.CompletedTask);
        return await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));
    }
}
