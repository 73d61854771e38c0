using System.Security.Cryptography;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Management key, PIN and PUK: those that a blank comes with, and those that it gets.</summary>
public sealed class PivSecretTests : PivCardTests
{
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
}
