using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Cards that answer otherwise than others do: each is issued all the same, or refused untouched.</summary>
public sealed class UnusualCardTests : IDisposable
{
    private readonly PivOptions _options = new()
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
    };

    private readonly TestAuthority _authority = new();
    private readonly StepList _progress = new();
    private readonly List<string> _sent = [];

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("A000000308000010000100")]
    [InlineData("A000000308")]
    public async Task It_may_want_to_be_selected_by_its_full_AID_or_by_its_RID(string aid)
    {
        await IssueAsync((command, card) =>
            command is [_, 0xA4, ..] && !Convert.ToHexString(command).Contains(aid + "00", StringComparison.Ordinal)
                ? [0x6A, 0x82]
                : card(command));

        Assert.Equal("verify 9A", _progress.Steps[^1]);
    }

    [Theory]
    [InlineData(0x6A80)]
    [InlineData(0x6A82)]
    [InlineData(0x6982)]
    [InlineData(0x6985)]
    public async Task It_may_have_a_CCC_that_can_not_be_written(int status)
    {
        await IssueAsync((command, card) => IsPutData(command, 0x07) ? Status(status) : card(command));

        Assert.Contains("CCC left as it is", _progress.Steps);
        Assert.Equal("verify 9A", _progress.Steps[^1]);
        int write = _sent.FindLastIndex(line => line.Contains("5C035FC107", StringComparison.Ordinal));
        Assert.StartsWith("> 00 A4 04 00", _sent[write + 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x6A84)]
    [InlineData(0x6581)]
    public async Task A_CCC_that_there_is_no_room_for_is_an_error(int status)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => IssueAsync(
            (command, card) => IsPutData(command, 0x07) ? Status(status) : card(command)));

        Assert.Equal(ErrorIds.CardError, error.ErrorId);
    }

    [Fact]
    public async Task It_may_know_only_external_authentication()
    {
        await IssueAsync((command, card) =>
            command is [_, 0x87, _, 0x9B, _, 0x7C, _, 0x80, ..] ? Status(0x6A80) : card(command));

        Assert.Equal("verify 9A", _progress.Steps[^1]);
    }

    [Fact]
    public async Task It_may_forget_the_administrator_with_every_write()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, ExtendedLength = false });
        bool isForgotten = false;
        await IssueAsync(card, (command, inner) =>
        {
            if (command is [_, 0x87, _, 0x9B, ..])
                isForgotten = false;
            if (command is [_, 0xDB or 0x47, ..] && isForgotten)
                return Status(0x6982);
            byte[] response = inner(command);
            isForgotten |= command is [0x00, 0xDB or 0x47, ..];
            return response;
        });

        Assert.Equal("verify 9A", _progress.Steps[^1]);
    }

    [Fact]
    public async Task It_may_want_the_PIN_for_every_signature_of_every_key()
    {
        bool isGiven = false;
        await IssueAsync(
            (command, card) =>
            {
                bool isSignature = command is [_, 0x87, _, not 0x9B, ..];
                if (isSignature && !isGiven)
                    return Status(0x6982);
                byte[] response = card(command);
                isGiven = command is [_, 0x20, _, _, 8, ..] && response is [0x90, 0x00];
                return response;
            },
            ("9A", KeyType.EccP256),
            ("9E", KeyType.EccP256));

        Assert.Equal("verify 9E", _progress.Steps[^1]);
    }

    [Theory]
    [InlineData(0x6700)]
    [InlineData(0x6D00)]
    [InlineData(0x6F00)]
    [InlineData(0x6A80)]
    public async Task It_may_announce_extended_length_and_not_take_it(int status)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        await IssueAsync(card, (command, inner) =>
            command.Length > 5 && command[4] == 0 ? Status(status) : inner(command));

        Assert.Equal("verify 9A", _progress.Steps[^1]);
    }

    [Theory]
    [InlineData("6581", "serial:00000007")]
    [InlineData("6A82", "serial:00000007")]
    [InlineData("6D00", null)]
    [InlineData("6A81 6A81", null)]
    [InlineData("6F00 6F00", null)]
    public async Task It_may_fail_to_tell_its_serial_number(string answers, string? id)
    {
        await using PivCardBody body = OpenWithSerial(answers);

        Assert.Equal(id, body.Id?.ToString());
    }

    [Theory]
    [InlineData("6581 6A82")]
    [InlineData("6581 6581")]
    public void A_card_that_does_not_tell_whether_it_has_a_serial_number_is_refused(string answers) => Assert.Equal(
        ErrorIds.CardError, Assert.Throws<TempCardException>(() => OpenWithSerial(answers)).ErrorId);

    [Fact]
    public async Task It_may_share_its_serial_number_with_others()
    {
        var made = new List<string?>();
        using var options = new PivOptions
        {
            IgnoresSerialNumber = true,
            ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
        };
        for (int i = 0; i < 2; i++)
        {
            var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1234567 });
            await using (PivCardBody blank = Open(card, options))
            {
                Assert.Null(blank.Id);
                ChipJob job = TestJobs.Job() with { CardGuid = Guid.NewGuid() };
                await blank.EncodeAsync(job, _authority.IssueAsync, _progress, CancellationToken.None);
            }

            await using PivCardBody body = Open(card, options);
            made.Add(body.Id?.ToString());
        }

        Assert.All(made, id => Assert.StartsWith("guid:", id, StringComparison.Ordinal));
        Assert.Equal(2, made.Distinct().Count());
    }

    [Fact]
    public async Task It_may_have_no_command_to_change_its_management_key()
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, Extensions = CardExtensions.None });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card, (command, inner) => inner(command)));

        Assert.Equal(ErrorIds.CardError, error.ErrorId);
        Assert.Contains("card.managementKey.keep", error.Remedy?.ToString(), StringComparison.Ordinal);
        using var keeping = new PivOptions { ManagementKey = new TransportManagementKey() };
        await using PivCardBody body = Open(card, keeping);
        await body.EncodeAsync(
            TestJobs.Job(("9A", KeyType.EccP256)), _authority.IssueAsync, _progress, CancellationToken.None);
        Assert.Equal("verify 9A", _progress.Steps[^1]);
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_in_any_slot_of_the_job_is_not_written_over()
    {
        byte[] certificate = CertificateObject.Encode([0x30, 0x03, 0x02, 0x01, 0x01]);
        var card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 7,
            Objects = new Dictionary<int, byte[]> { [PivSlot.Signature.Certificate] = certificate },
        });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => IssueAsync(
            card, (command, inner) => inner(command), ("9A", KeyType.EccP256), ("9C", KeyType.EccP256)));

        Assert.Equal(ErrorIds.BodyForeign, error.ErrorId);
        Assert.DoesNotContain(_sent, line => line[..7] is "> 00 DB" or "> 00 24" or "> 00 FF");
    }

    [Fact]
    public async Task A_reset_by_somebody_else_at_any_command_is_made_up_for()
    {
        int commands = 0;
        for (int at = 1; at <= Math.Max(commands, 1); at++)
        {
            var card = new VirtualPivCard(new VirtualCardOptions
            {
                Serial = 7,
                ExtendedLength = false,
                Extensions = CardExtensions.All & ~CardExtensions.RetiredKeys,
                Faults = [new ResetFault(at)],
            });
            ChipResult result = await IssueAsync(
                card, (command, inner) => inner(command), ("9A", KeyType.EccP256), ("9C", KeyType.EccP256));
            commands = commands == 0 ? result.Commands : commands;
        }

        Assert.InRange(commands, 50, 80);
    }

    [Fact]
    public async Task A_card_that_is_reset_again_and_again_fails_and_says_so()
    {
        CardFault[] faults = [.. Enumerable.Range(40, 30).Select(at => new ResetFault(at))];
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, ExtendedLength = false, Faults = faults });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card, (command, inner) => inner(command)));

        Assert.Equal(ErrorIds.CardReset, error.ErrorId);
    }

    private static PivCardBody Open(VirtualPivCard card, PivOptions options) =>
        PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask);

    private static bool IsPutData(byte[] command, byte lastOfTag) =>
        command is [0x00, 0xDB, 0x3F, 0xFF, _, 0x5C, 0x03, 0x5F, 0xC1, var last, ..] && last == lastOfTag;

    private static byte[] Status(int status) => [(byte)(status >> 8), (byte)status];

    private PivCardBody OpenWithSerial(string answers)
    {
        var errors = new Queue<string>(answers.Split(' '));
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7 });
        return PivCardBody.Open(
            new QuirkyConnection(card.Connect(), (command, inner) =>
                command is [_, 0xF8, ..] && errors.TryDequeue(out string? error)
                    ? Convert.FromHexString(error)
                    : inner(command)),
            _options,
            (_, _) => Task.CompletedTask);
    }

    private Task<ChipResult> IssueAsync(Func<byte[], Func<byte[], byte[]>, byte[]> answer) =>
        IssueAsync(answer, ("9A", KeyType.EccP256));

    private Task<ChipResult> IssueAsync(
        Func<byte[], Func<byte[], byte[]>, byte[]> answer, params (string Slot, KeyType KeyType)[] keys) => IssueAsync(
            new VirtualPivCard(new VirtualCardOptions { Serial = 7, ExtendedLength = false }), answer, keys);

    private Task<ChipResult> IssueAsync(VirtualPivCard card, Func<byte[], Func<byte[], byte[]>, byte[]> answer) =>
        IssueAsync(card, answer, ("9A", KeyType.EccP256));

    private async Task<ChipResult> IssueAsync(
        VirtualPivCard card,
        Func<byte[], Func<byte[], byte[]>, byte[]> answer,
        params (string Slot, KeyType KeyType)[] keys)
    {
        ChipJob job = TestJobs.Job(keys);
        using SecretBytes pin = job.Pin;
        using SecretBytes puk = job.Puk;
        await using var body = PivCardBody.Open(
            new QuirkyConnection(card.Connect(), answer), _options, (_, _) => Task.CompletedTask, Sent);
        await body.CheckBlankAsync(CancellationToken.None);
        return await body.EncodeAsync(job, _authority.IssueAsync, _progress, CancellationToken.None);
    }

    private void Sent(string line)
    {
        if (line.StartsWith('>'))
            _sent.Add(line);
    }
}
