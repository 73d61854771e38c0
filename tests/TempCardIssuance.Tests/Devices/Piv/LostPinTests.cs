using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>A card that forgets the PIN after each signature with 9C.</summary>
public sealed class LostPinTests
{
    [Fact]
    public async Task A_VERIFY_is_enough()
    {
        using var options = new PivOptions();
        using var authority = new TestAuthority();
        var sent = new List<string>();
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 7, ForgetsPinAfterSignature = true });
        ChipJob job = TestJobs.Job(("9C", KeyType.EccP256), ("9A", KeyType.EccP256), ("9D", KeyType.EccP256));
        await using var body = PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask, sent.Add);

        await body.EncodeAsync(job, authority.IssueAsync, new StepList(), CancellationToken.None);

        string[] commands = [.. sent.Where(line => line.StartsWith('>'))];
        Assert.Single(commands, line => line.StartsWith("> 00 A4", StringComparison.Ordinal));
        Assert.Equal(2, commands.Count(line => line.Contains(" 9B (", StringComparison.Ordinal)));
        // After personalization, for each of two signatures with 9C, and for what comes after each.
        Assert.Equal(5, commands.Count(line => line.StartsWith("> 00 20 00 80 (8", StringComparison.Ordinal)));
    }
}
