using System.Text;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Whatever a card does, and whenever: one kind of exception, and no secret anywhere.</summary>
public sealed class PivFaultTests : IDisposable
{
    private static readonly byte[] Master = [.. Enumerable.Repeat((byte)0x5A, 32)];

    private readonly TestAuthority _authority = new();
    private readonly List<string> _trace = [];
    private readonly PivOptions _options;

    public PivFaultTests() => _options = new PivOptions
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(Master)),
    };

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task Removal_at_every_command_is_told_as_removal()
    {
        int commands = await CountCommandsAsync();
        for (int at = 1; at <= commands; at++)
        {
            TempCardException error = await Assert.ThrowsAsync<TempCardException>(
                () => EncodeAsync(new RemovalFault(at)));
            Assert.True(error.ErrorId == ErrorIds.CardRemoved, $"removal at command {at}: {error.ErrorId}");
        }
    }

    [Theory]
    [InlineData(0x6982)]
    [InlineData(0x6983)]
    [InlineData(0x6A80)]
    [InlineData(0x6A84)]
    [InlineData(0x6D00)]
    [InlineData(0x6F00)]
    [InlineData(0x63C0)]
    public async Task A_status_word_at_any_command_ends_in_success_or_in_one_kind_of_exception(int status)
    {
        int commands = await CountCommandsAsync();
        for (int at = 1; at <= commands; at++)
        {
            Exception? error = await Record.ExceptionAsync(() => EncodeAsync(new StatusWordFault(at, (ushort)status)));
            Assert.True(error is null or TempCardException { Remedy: not null }, $"{status:X4} at {at}: {error}");
        }
    }

    /// <summary>Once the first command that writes was sent, an error may not be passed over.</summary>
    [Fact]
    public async Task No_error_is_passed_over_after_the_first_write()
    {
        int commands = await CountCommandsAsync();
        string[] sent = [.. _trace.Where(line => line.StartsWith('>'))];
        int firstWrite = 1 + Array.FindIndex(sent, line => line.StartsWith("> 00 FF", StringComparison.Ordinal));
        Assert.InRange(firstWrite, 2, commands);
        for (int at = firstWrite; at <= commands; at++)
            await Assert.ThrowsAsync<TempCardException>(() => EncodeAsync(new StatusWordFault(at, 0x6F00)));
    }

    [Fact]
    public async Task No_secret_is_in_the_trace_or_in_an_error()
    {
        var errors = new List<string>();
        int commands = await CountCommandsAsync();
        for (int at = 1; at <= commands; at++)
        {
            Exception? thrown = await Record.ExceptionAsync(() => EncodeAsync(new StatusWordFault(at, 0x6982)));
            if (thrown is TempCardException error)
                errors.Add($"{error} {error.Remedy} {error.Target}");
        }

        ChipJob job = TestJobs.Job();
        using SecretBytes own =
            _options.ManagementKey.GetKey(BodyIdentity.Parse("serial:0012AB34"), PivAlgorithm.Aes192)!;
        SecretBytes[] secrets =
            [job.Pin, job.Puk, own, _options.TransportPin, _options.TransportPuk, _options.TransportManagementKey];
        Assert.NotEmpty(errors);
        Assert.All(secrets, secret =>
        {
            string hex = Convert.ToHexString(secret.Span);
            Assert.DoesNotContain(_trace, line => line.Contains(hex, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(errors, text => text.Contains(hex, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(
                errors, text => text.Contains(Encoding.ASCII.GetString(secret.Span), StringComparison.Ordinal));
        });
    }

    private async Task<int> CountCommandsAsync()
    {
        ChipResult result = await EncodeAsync();
        return result.Commands;
    }

    private async Task<ChipResult> EncodeAsync(params CardFault[] faults)
    {
        var card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 0x12AB34,
            ExtendedLength = false,
            Faults = faults,
        });
        await using var body = PivCardBody.Open(card.Connect(), _options, (_, _) => Task.CompletedTask, _trace.Add);
        await body.CheckBlankAsync(CancellationToken.None);
        return await body.EncodeAsync(
            TestJobs.Job(("9C", KeyType.EccP256)), _authority.IssueAsync, new StepList(), CancellationToken.None);
    }
}
