using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Bodies that were made into cards here and come back.</summary>
public sealed class PivReuseTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly PivOptions _reusing = Options(reuse: true, master: 1);

    public void Dispose()
    {
        _reusing.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_card_of_ours_is_reset_and_made_again()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        await MakeAsync(card, _reusing, "9A", "9C");

        StepList steps = await MakeAsync(card, _reusing, "9A");

        Assert.Equal("reset", steps.Steps[0]);
        IReadOnlyDictionary<string, string> facts = Look(card);
        Assert.Equal(("3", "3", "9A"), (facts["pinTries"], facts["pukTries"], facts["certificates"]));
    }

    [Fact]
    public async Task A_card_that_was_torn_out_at_any_command_is_made_again()
    {
        for (int command = 1; ; command++)
        {
            var card = new VirtualPivCard(new VirtualCardOptions
            {
                Serial = 7,
                Extensions = CardExtensions.All & ~CardExtensions.RetiredKeys,
                Faults = [new RemovalFault(command)],
            });
            try
            {
                await MakeAsync(card, _reusing, "9A");
                Assert.InRange(command, 20, 60);
                return;
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.CardRemoved)
            {
                card.Insert();
            }

            await MakeAsync(card, _reusing, "9A");
        }
    }

    /// <summary>It keeps the GUID that it is known by, and so its management key.</summary>
    [Fact]
    public async Task A_card_without_serial_number_is_reset_and_made_again()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 0 });
        await MakeAsync(card, _reusing, "9A");

        StepList steps = await MakeAsync(card, _reusing, "9A");

        Assert.Equal("reset", steps.Steps[0]);
        await CheckAsync(card, _reusing);
    }

    /// <summary>As PivApplet does without attestation: what counts is what is on the card afterwards.</summary>
    [Fact]
    public async Task A_card_that_complains_after_its_reset_is_made_again()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        await MakeAsync(card, _reusing, "9A");

        StepList steps = await MakeAsync(
            new QuirkyConnection(
                card.Connect(),
                (command, inner) => inner(command) is var answer && command is [_, 0xFB, ..] ? [0x6F, 0x00] : answer),
            _reusing,
            "9A");

        Assert.Equal("verify 9A", steps.Steps[^1]);
    }

    /// <summary>Until a card has its own PUK nothing has to be reset, and no counter to be run down.</summary>
    [Fact]
    public async Task A_card_that_failed_before_it_got_its_PUK_is_made_again_with_the_PUK_of_blanks()
    {
        for (int command = 1; ; command++)
        {
            var card = new VirtualPivCard(new VirtualCardOptions
            {
                Serial = 7,
                ExtendedLength = false,
                Extensions = CardExtensions.Metadata | CardExtensions.Serial | CardExtensions.SetManagementKey,
                Faults = [new RemovalFault(command)],
            });
            StepList before = await TearAsync(card);
            if (before.Steps.Contains("PUK"))
                break;

            StepList steps = await MakeAsync(card, _reusing, "9A");

            Assert.Equal(before.Steps.Contains("CHUID") ? "reset" : steps.Steps[0], steps.Steps[0]);
            Assert.Equal("verify 9A", steps.Steps[^1]);
            Assert.Equal(("3", "3"), (Look(card)["pinTries"], Look(card)["pukTries"]));
        }
    }

    [Fact]
    public async Task Whether_a_card_can_be_made_again_is_found_out_without_changing_it()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        await MakeAsync(card, _reusing, "9A");
        IReadOnlyDictionary<string, string> before = Look(card);

        await CheckAsync(card, _reusing);

        Assert.Equal(before, Look(card));
    }

    [Theory]
    [InlineData(false, 1, CardExtensions.All, "set card.reuse to true")]
    [InlineData(true, 2, CardExtensions.All, "its management key is not derived")]
    [InlineData(true, 1, CardExtensions.All & ~CardExtensions.Version, "set card.reset to true")]
    [InlineData(true, 1, CardExtensions.All & ~CardExtensions.Metadata, "set card.reset to true")]
    public async Task A_card_that_may_not_or_can_not_be_reset_is_refused_untouched(
        bool reuse, byte master, CardExtensions extensions, string remedy)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, Extensions = extensions });
        await MakeAsync(card, _reusing, "9A");
        IReadOnlyDictionary<string, string> before = Look(card);
        using PivOptions options = Options(reuse, master);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(card, options, "9A"));

        Assert.Equal(ErrorIds.BodyForeign, error.ErrorId);
        Assert.Contains(remedy, error.Remedy?.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Look(card));
    }

    [Fact]
    public async Task A_card_without_RESET_fails_and_says_so()
    {
        var card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 7,
            Extensions = CardExtensions.All & ~CardExtensions.Reset,
        });
        await MakeAsync(card, _reusing, "9A");

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(card, _reusing, "9A"));

        Assert.Equal((ErrorIds.CardError, "reset"), (error.ErrorId, error.Target));
        Assert.Equal(("3", "3"), (Look(card)["pinTries"], Look(card)["pukTries"]));
    }

    /// <summary>Only the configuration can know of such a card.</summary>
    [Theory]
    [InlineData(CardExtensions.All & ~CardExtensions.Metadata)]
    [InlineData(CardExtensions.All & ~CardExtensions.Version)]
    [InlineData(CardExtensions.Serial | CardExtensions.SetManagementKey | CardExtensions.Reset)]
    public async Task A_card_that_does_not_tell_of_its_RESET_is_made_again_where_the_configuration_does(
        CardExtensions extensions)
    {
        using PivOptions options = Options(reuse: true, master: 1, hasReset: true);
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, Extensions = extensions });
        await MakeAsync(card, options, "9A", "9C");

        StepList steps = await MakeAsync(card, options, "9A");

        Assert.Equal(("reset", "verify 9A"), (steps.Steps[0], steps.Steps[^1]));
        Assert.Equal("9A", Look(card)["certificates"]);
    }

    [Fact]
    public async Task A_RESET_that_did_nothing_is_noticed()
    {
        var card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 7,
            Ignores = [new IgnoredCommand(0xFB, 0x00)],
        });
        await MakeAsync(card, _reusing, "9A");

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(card, _reusing, "9A"));

        Assert.Equal((ErrorIds.VerificationFailed, "reset"), (error.ErrorId, error.Target));
        Assert.Equal(("3", "3"), (Look(card)["pinTries"], Look(card)["pukTries"]));
    }

    private static PivOptions Options(bool reuse, byte master, bool hasReset = false) => new()
    {
        Reuse = reuse,
        HasReset = hasReset,
        ManagementKey = new DerivedManagementKey(new SecretBytes(Enumerable.Repeat(master, 32).ToArray())),
    };

    private Task<StepList> MakeAsync(VirtualPivCard card, PivOptions options, params string[] slots) =>
        MakeAsync(card.Connect(), options, slots);

    private async Task<StepList> MakeAsync(ICardConnection connection, PivOptions options, params string[] slots)
    {
        ChipJob job = TestJobs.Job([.. slots.Select(slot => (slot, KeyType.EccP256))]);
        using SecretBytes pin = job.Pin;
        using SecretBytes puk = job.Puk;
        var steps = new StepList();
        await using var body = PivCardBody.Open(connection, options, static (_, _) => Task.CompletedTask);
        await body.EncodeAsync(job, _authority.IssueAsync, steps, CancellationToken.None);
        return steps;
    }

    private async Task<StepList> TearAsync(VirtualPivCard card)
    {
        var steps = new StepList();
        try
        {
            await using PivCardBody body = Open(card, _reusing);
            await body.EncodeAsync(TestJobs.Job(), _authority.IssueAsync, steps, CancellationToken.None);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.CardRemoved)
        {
            card.Insert();
        }

        return steps;
    }

    private static async Task CheckAsync(VirtualPivCard card, PivOptions options)
    {
        await using PivCardBody body = Open(card, options);
        await body.CheckBlankAsync(CancellationToken.None);
    }

    private static PivCardBody Open(VirtualPivCard card, PivOptions options) =>
        PivCardBody.Open(card.Connect(), options, static (_, _) => Task.CompletedTask);

    private static IReadOnlyDictionary<string, string> Look(VirtualPivCard card)
    {
        using VirtualCardConnection connection = card.Connect();
        using var options = new PivOptions();
        return PivInspection.Run(connection, options).Facts;
    }
}
