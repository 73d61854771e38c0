using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Whoever gave the job may forbid at any time that more is written.</summary>
public sealed class PivGuardTests
{
    /// <summary>CHUID, PIN, PUK, CCC, key, PIN for the signature, certificate; some cards need more.</summary>
    private const int FewestWrites = 7;

    [Fact]
    public async Task Nothing_is_written_once_it_is_forbidden_whenever_that_is()
    {
        int writes = await EncodeAsync(int.MaxValue);

        Assert.InRange(writes, FewestWrites, 12);
        for (int allowed = 0; allowed < writes; allowed++)
            Assert.Equal(allowed, await EncodeAsync(allowed));
    }

    /// <summary>Gives how many commands came to the card that write.</summary>
    private static async Task<int> EncodeAsync(int allowed)
    {
        using var options = new PivOptions();
        using var authority = new TestAuthority();
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 4711 });
        card.Insert();
        int asked = 0;
        int written = 0;
        byte[] Count(byte[] command, Func<byte[], byte[]> send)
        {
            bool asks = command is [_, 0x20, _, _];
            written += command[1] is 0x20 or 0x24 or 0x2C or 0x47 or 0xDB or 0xFA or 0xFB or 0xFF && !asks ? 1 : 0;
            return send(command);
        }

        await using var body = PivCardBody.Open(
            new QuirkyConnection(card.Connect(), Count), options, (_, _) => Task.CompletedTask);
        await body.CheckBlankAsync(default);
        int before = written;
        ChipJob job = TestJobs.Job(("9A", KeyType.EccP256)) with
        {
            BeforeWriting = () =>
            {
                if (asked++ >= allowed)
                    throw new TempCardException(ErrorIds.LeaseLost, ErrorKind.Busy, "Not any more.");
            },
        };
        try
        {
            await body.EncodeAsync(job, authority.IssueAsync, new StepList(), default);
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.LeaseLost)
        {
            Assert.Equal(allowed + 1, asked);
        }

        return written - before;
    }
}
