using System.Security.Cryptography;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>The driver against a card that was written by somebody else from the same standard.</summary>
public sealed class PivCardBodyTests : IDisposable
{
    private static readonly byte[] Master = RandomNumberGenerator.GetBytes(32);

    private readonly TestAuthority _authority = new();
    private readonly StepList _progress = new();
    private readonly PivOptions _options = new();

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    public static TheoryData<string, KeyType> Keys => new()
    {
        { "9A", KeyType.EccP256 }, { "9A", KeyType.EccP384 }, { "9A", KeyType.Rsa2048 },
        { "9C", KeyType.EccP256 }, { "9C", KeyType.Rsa2048 }, { "9D", KeyType.Rsa2048 }, { "9E", KeyType.EccP256 },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_certificate_is_put_into_every_slot_with_every_key_type(string slot, KeyType keyType)
    {
        var card = new VirtualPivCard(Blank());

        await EncodeAsync(card, _options, TestJobs.Job((slot, keyType)));

        PivInspection inspection = Inspect(card, _options);
        Assert.Equal(PivCardKind.Ours, inspection.Kind);
        Assert.Equal(slot, inspection.Facts["certificates"]);
        Assert.Equal(TestJobs.CardGuid.ToString(), inspection.Facts["guid"]);
        Assert.Equal("2031-05-09", inspection.Facts["expires"]);
        Assert.Equal("CN=Temporary card T-00001, O=Example", Assert.Single(_authority.Issued).Subject);
    }

    [Theory]
    [InlineData(VirtualCardProfile.Strict, "5.7.1")]
    [InlineData(VirtualCardProfile.Widespread, "5.7.1")]
    [InlineData(VirtualCardProfile.Strict, "4.2.0")]
    [InlineData(VirtualCardProfile.Widespread, "4.2.0")]
    public async Task It_is_made_alike_from_cards_of_both_profiles(VirtualCardProfile profile, string version)
    {
        var card = new VirtualPivCard(Blank() with { Profile = profile, Version = Version.Parse(version) });

        await EncodeAsync(card, _options, TestJobs.Job(
            ("9A", KeyType.EccP384), ("9C", KeyType.EccP256), ("9D", KeyType.EccP384), ("9E", KeyType.Rsa2048)));

        PivInspection inspection = Inspect(card, _options);
        Assert.Equal(PivCardKind.Ours, inspection.Kind);
        Assert.Equal("9A 9C 9D 9E", inspection.Facts["certificates"]);
    }

    [Fact]
    public async Task Steps_are_reported_in_the_order_of_the_work()
    {
        await EncodeAsync(
            new VirtualPivCard(Blank()), _options, TestJobs.Job(("9A", KeyType.EccP256), ("9C", KeyType.EccP256)));

        Assert.Equal(
            [
                "CHUID", "PIN", "PUK", "CCC", "key 9A", "request 9A", "key 9C", "request 9C",
                "certificate 9A", "verify 9A", "certificate 9C", "verify 9C",
            ],
            _progress.Steps);
    }

    [Fact]
    public async Task One_p256_certificate_takes_at_most_60_commands_with_a_new_management_key()
    {
        var card = new VirtualPivCard(Blank() with { Extensions = WithoutRetiredKeys });
        using PivOptions options = Diversified();

        ChipResult result = await EncodeAsync(card, options, TestJobs.Job(("9A", KeyType.EccP256)));

        // 35 of them only look: 28 at the slots that nobody must have used, 7 at what the card says it has done.
        Assert.InRange(result.Commands, 50, 60);
        Assert.Equal(card.ApduCount, result.Commands);
    }

    [Fact]
    public async Task A_card_that_tells_of_its_retired_keys_takes_a_command_more_for_each()
    {
        var card = new VirtualPivCard(Blank());
        using PivOptions options = Diversified();

        ChipResult result = await EncodeAsync(card, options, TestJobs.Job(("9A", KeyType.EccP256)));

        Assert.InRange(result.Commands, 69, 79);
    }

    [Fact]
    public async Task Extended_length_saves_commands_where_the_card_announces_it()
    {
        var card = new VirtualPivCard(Blank() with
        {
            ExtendedLength = true,
            Extensions = WithoutRetiredKeys,
            Atr = Convert.FromHexString("3B8580018073C021C0"),
        });

        ChipResult result = await EncodeAsync(card, _options, TestJobs.Job(("9A", KeyType.EccP256)));

        Assert.Equal(52, result.Commands);
    }

    [Theory]
    [InlineData(ManagementAlgorithm.TripleDes, 24, CardExtensions.All)]
    [InlineData(ManagementAlgorithm.Aes128, 16, CardExtensions.All)]
    [InlineData(ManagementAlgorithm.Aes192, 24, CardExtensions.All)]
    [InlineData(ManagementAlgorithm.Aes256, 32, CardExtensions.All)]
    [InlineData(ManagementAlgorithm.TripleDes, 24, CardExtensions.None)]
    [InlineData(ManagementAlgorithm.Aes128, 16, CardExtensions.None)]
    [InlineData(ManagementAlgorithm.Aes192, 24, CardExtensions.None)]
    [InlineData(ManagementAlgorithm.Aes256, 32, CardExtensions.None)]
    public async Task Every_management_key_is_found_with_and_without_extensions(
        ManagementAlgorithm algorithm, int length, CardExtensions extensions)
    {
        byte[] key = RandomNumberGenerator.GetBytes(length);
        var card = new VirtualPivCard(Blank() with
        {
            ManagementAlgorithm = algorithm,
            ManagementKey = key,
            Extensions = extensions,
        });
        using var options = new PivOptions { TransportManagementKey = new SecretBytes(key) };

        await EncodeAsync(card, options, TestJobs.Job(("9A", KeyType.EccP256)));

        Assert.Equal(PivCardKind.Ours, Inspect(card, options).Kind);
    }

    [Fact]
    public async Task The_management_key_of_the_card_is_replaced_by_one_of_its_own()
    {
        var card = new VirtualPivCard(Blank());
        using PivOptions options = Diversified();
        await EncodeAsync(card, options, TestJobs.Job());
        using SecretBytes own =
            options.ManagementKey.GetKey(BodyIdentity.Parse("serial:0012AB34"), PivAlgorithm.Aes192)!;

        PivApplication application = Select(card);

        Assert.Equal(PivAlgorithm.Aes192, new PivManagementKey(application).Authenticate(own, told: null));
        AssertError(
            ErrorIds.ManagementKeyWrong,
            () => new PivManagementKey(application).Authenticate(options.TransportManagementKey, told: null));
    }

    [Fact]
    public async Task A_new_management_key_that_the_card_cannot_take_is_an_error_before_anything_is_written()
    {
        var card = new VirtualPivCard(Blank() with
        {
            Extensions = CardExtensions.All & ~CardExtensions.SetManagementKey,
        });
        using PivOptions options = Diversified();

        await AssertErrorAsync(ErrorIds.CardError, () => EncodeAsync(card, options, TestJobs.Job()));

        Assert.Equal(PivCardKind.Blank, Inspect(card, options).Kind);
    }

    [Fact]
    public async Task Pin_and_puk_are_those_of_the_job_afterwards()
    {
        var card = new VirtualPivCard(Blank());
        ChipJob job = TestJobs.Job();

        await EncodeAsync(card, _options, job);

        PivApplication application = Select(card);
        var pins = new PivPins(application);
        pins.Verify("PIN", job.Pin);
        pins.Change(PivPin.Puk, job.Puk, job.Puk);
        AssertError(ErrorIds.CardError, () => pins.Verify("PIN", _options.TransportPin));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retry_counters_are_set_first_because_that_resets_pin_and_puk(bool fromMaker)
    {
        using var options = new PivOptions
        {
            TransportPin = new SecretBytes("654321"u8),
            TransportPuk = new SecretBytes("87654321"u8),
            Retries = new RetryCounters(5, 4),
        };
        VirtualPivCard card = fromMaker
            ? new VirtualPivCard(Blank() with { Pin = "654321"u8.ToArray(), Puk = "87654321"u8.ToArray() })
            : new VirtualPivCard(Blank());
        if (!fromMaker)
            Deliver(card, options);
        ChipJob job = TestJobs.Job();

        await EncodeAsync(card, options, job);

        new PivPins(Select(card)).Verify("PIN", job.Pin);
        IReadOnlyDictionary<string, string> facts = Inspect(card, options).Facts;
        Assert.Equal(("5", "4"), (facts["pinTries"], facts["pukTries"]));
    }

    [Fact]
    public async Task A_blank_that_its_supplier_gave_other_values_is_made_into_a_card()
    {
        using var options = new PivOptions
        {
            TransportManagementKey = new SecretBytes(RandomNumberGenerator.GetBytes(24)),
            TransportPin = new SecretBytes("654321"u8),
            TransportPuk = new SecretBytes("87654321"u8),
        };
        var card = new VirtualPivCard(Blank());
        Deliver(card, options);

        await EncodeAsync(card, options, TestJobs.Job(("9A", KeyType.EccP256)));

        Assert.Equal(PivCardKind.Ours, Inspect(card, options).Kind);
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_refused()
    {
        ChipJob job = TestJobs.Job(("9A", KeyType.EccP256), ("9C", KeyType.EccP256));
        await using PivCardBody body = Open(new VirtualPivCard(Blank()), _options);
        Task<byte[]>? first = null;

        await AssertErrorAsync(
            ErrorIds.VerificationFailed,
            () => body.EncodeAsync(
                job,
                (profile, request, token) => first ??= _authority.IssueAsync(profile, request, token),
                _progress,
                CancellationToken.None));

        Assert.Equal("certificate 9C", _progress.Steps[^1]);
    }

    [Fact]
    public async Task What_is_no_certificate_is_refused()
    {
        await using PivCardBody body = Open(new VirtualPivCard(Blank()), _options);

        await AssertErrorAsync(
            ErrorIds.CertificateRefused,
            () => body.EncodeAsync(
                TestJobs.Job(("9A", KeyType.EccP256)),
                (_, _, _) => Task.FromResult<byte[]>([1, 2, 3]),
                _progress,
                CancellationToken.None));
    }

    /// <summary>Would wait for ever if the driver waited for the first certificate; hence the limit.</summary>
    [Fact(Timeout = 60_000)]
    public async Task The_next_key_is_made_while_the_authority_works()
    {
        await using PivCardBody body = Open(new VirtualPivCard(Blank()), _options);
        var secondKey = new TaskCompletionSource();
        int orders = 0;

        await body.EncodeAsync(
            TestJobs.Job(("9A", KeyType.EccP256), ("9C", KeyType.EccP256)),
            async (profile, request, token) =>
            {
                if (++orders == 2)
                    secondKey.SetResult();
                await secondKey.Task.WaitAsync(token);
                return await _authority.IssueAsync(profile, request, token);
            },
            _progress,
            TestContext.Current.CancellationToken);

        Assert.Equal("verify 9C", _progress.Steps[^1]);
    }

    [Fact]
    public async Task Work_that_is_cancelled_before_it_begins_sends_nothing()
    {
        var card = new VirtualPivCard(Blank());
        await using PivCardBody body = Open(card, _options);
        int before = card.ApduCount;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => body.EncodeAsync(
            TestJobs.Job(), _authority.IssueAsync, _progress, new CancellationToken(canceled: true)));

        Assert.Equal(before, card.ApduCount);
    }

    private const CardExtensions WithoutRetiredKeys = CardExtensions.All & ~CardExtensions.RetiredKeys;

    private static VirtualCardOptions Blank() => new() { Serial = 0x12AB34, ExtendedLength = false };

    private static PivOptions Diversified() => new()
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(Master)),
    };

    /// <summary>Gives a card the transport values, as a supplier does.</summary>
    private void Deliver(VirtualPivCard card, PivOptions options)
    {
        PivApplication application = Select(card);
        var managementKey = new PivManagementKey(application);
        PivAlgorithm algorithm = managementKey.Authenticate(_options.TransportManagementKey, told: null);
        managementKey.Change("management key", algorithm, options.TransportManagementKey);
        new PivPins(application).Change(PivPin.Pin, _options.TransportPin, options.TransportPin);
        new PivPins(application).Change(PivPin.Puk, _options.TransportPuk, options.TransportPuk);
    }

    private async Task<ChipResult> EncodeAsync(
        VirtualPivCard card, PivOptions options, ChipJob job, TestAuthority? authority = null)
    {
        await using PivCardBody body = Open(card, options);
        await body.CheckBlankAsync(CancellationToken.None);
        return await body.EncodeAsync(
            job, (authority ?? _authority).IssueAsync, _progress, CancellationToken.None);
    }

    private static PivCardBody Open(VirtualPivCard card, PivOptions options) =>
        PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask);

    private static PivInspection Inspect(VirtualPivCard card, PivOptions options)
    {
        using VirtualCardConnection connection = card.Connect();
        return PivInspection.Run(connection, options);
    }

    private static PivApplication Select(VirtualPivCard card)
    {
        var application = new PivApplication(
            new ConnectionChannel(card.Connect()));
        application.Select();
        return application;
    }

    private static void AssertError(string errorId, Action action) =>
        Assert.Equal(errorId, Assert.Throws<TempCardException>(action).ErrorId);

    private static async Task AssertErrorAsync(string errorId, Func<Task> action) =>
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TempCardException>(action)).ErrorId);
}
