using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Cards that answer 9000 to a command and do nothing.</summary>
public sealed class DoneNothingTests : IDisposable
{
    private const CardExtensions Little =
        CardExtensions.SetManagementKey | CardExtensions.Serial | CardExtensions.SetRetries;

    private readonly TestAuthority _authority = new();
    private readonly PivOptions _options = new()
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
        Retries = new RetryCounters(5, 4),
    };

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    public static TheoryData<byte, byte, string, string> Commands => new()
    {
        { 0xFA, 0x04, "", "retry counters" },
        { 0xFF, 0xFF, "", "management key" },
        { 0xDB, 0xFF, "5C035FC102", "CHUID" },
        { 0x24, 0x80, "", "PIN" },
        { 0x24, 0x81, "", "PUK" },
        { 0xDB, 0xFF, "5C035FC105", "verify 9A" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public Task It_fails_by_what_the_card_tells_of_itself(byte ins, byte p2, string data, string step) =>
        FailsAsync(CardExtensions.All, new IgnoredCommand(ins, p2, data), step);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task It_fails_with_a_card_that_tells_nothing(byte ins, byte p2, string data, string step)
    {
        // What proves the PUK gives the PIN its value, so that the PIN is right all the same.
        if (step == "PIN")
            await MakeAsync(Card(Little, new IgnoredCommand(ins, p2, data)));
        else
            await FailsAsync(Little, new IgnoredCommand(ins, p2, data), step);
    }

    /// <summary>Where all goes well no try is spent for it.</summary>
    [Theory]
    [InlineData(CardExtensions.All)]
    [InlineData(Little)]
    public async Task What_is_done_costs_no_try(CardExtensions extensions)
    {
        VirtualPivCard card = Card(extensions);
        bool isSpent = false;
        ChipJob job = TestJobs.Job(("9A", KeyType.EccP256));
        await using (var body = PivCardBody.Open(
            new QuirkyConnection(card.Connect(), (command, inner) =>
            {
                byte[] response = inner(command);
                isSpent |= command.Length > 5 && response is [0x63, >= 0xC0 and < 0xD0];
                return response;
            }),
            _options,
            (_, _) => Task.CompletedTask))
        {
            await body.EncodeAsync(job, _authority.IssueAsync, new StepList(), CancellationToken.None);
        }

        Assert.False(isSpent);
        using var reference = new BodyPins(card);
        Assert.True(reference.Takes(job.Pin.Span));
        Assert.True(reference.TakesPuk(job.Puk.Span));
    }

    [Fact]
    public async Task A_CCC_that_was_not_written_is_told()
    {
        var steps = new StepList();
        await MakeAsync(Card(CardExtensions.All, new IgnoredCommand(0xDB, 0xFF, "5C035FC107")), steps);

        Assert.Contains("CCC left as it is", steps.Steps);
    }

    private static VirtualPivCard Card(CardExtensions extensions, params IgnoredCommand[] ignores) => new(
        new VirtualCardOptions { Serial = 7, Extensions = extensions, Ignores = ignores });

    private async Task FailsAsync(CardExtensions extensions, IgnoredCommand ignored, string step)
    {
        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => MakeAsync(Card(extensions, ignored)));

        Assert.Equal((ErrorIds.VerificationFailed, step), (error.ErrorId, error.Target));
    }

    private async Task MakeAsync(VirtualPivCard card, StepList? steps = null)
    {
        await using var body = PivCardBody.Open(card.Connect(), _options, (_, _) => Task.CompletedTask);
        await body.EncodeAsync(
            TestJobs.Job(("9A", KeyType.EccP256)),
            _authority.IssueAsync,
            steps ?? new StepList(),
            CancellationToken.None);
    }

    /// <summary>Tries PIN and PUK.</summary>
    private sealed class BodyPins : IDisposable
    {
        private readonly VirtualCardConnection _connection;

        public BodyPins(VirtualPivCard card)
        {
            _connection = card.Connect();
            _connection.Transmit(Convert.FromHexString("00A4040009A0000003080000100000"));
        }

        public bool Takes(ReadOnlySpan<byte> pin) =>
            _connection.Transmit([0x00, 0x20, 0x00, 0x80, 0x08, .. Padded(pin)]) is [0x90, 0x00];

        public bool TakesPuk(ReadOnlySpan<byte> puk) =>
            _connection.Transmit([0x00, 0x24, 0x00, 0x81, 0x10, .. Padded(puk), .. Padded(puk)]) is [0x90, 0x00];

        public void Dispose() => _connection.Dispose();

        private static byte[] Padded(ReadOnlySpan<byte> digits)
        {
            byte[] padded = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
            digits.CopyTo(padded);
            return padded;
        }
    }
}
