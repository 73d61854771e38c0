using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>A card that says "success" is not believed.</summary>
public sealed class PivVerificationTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly PivOptions _options = new();
    private readonly StepList _progress = new();

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_card_that_cannot_show_that_it_knows_the_management_key_is_refused()
    {
        TempCardException error = await EncodeAsync("00870A9B", occurrence: 2);

        Assert.Equal(ErrorIds.ManagementKeyWrong, error.ErrorId);
        Assert.Empty(_progress.Steps);
    }

    [Theory]
    [InlineData("0047009A", 1, "key 9A")]
    [InlineData("0087119A", 1, "request 9A")]
    [InlineData("0087119A", 2, "verify 9A")]
    public async Task A_key_or_signature_that_is_not_right_is_refused(string header, int occurrence, string step)
    {
        TempCardException error = await EncodeAsync(header, occurrence);

        Assert.Equal(ErrorIds.VerificationFailed, error.ErrorId);
        Assert.Equal(step, error.Target);
        Assert.Equal(step, _progress.Steps[^1]);
    }

    [Fact]
    public async Task A_certificate_that_reads_differently_from_what_was_written_is_refused()
    {
        TempCardException error = await EncodeAsync("00C00000", occurrence: 1);

        Assert.Equal(ErrorIds.VerificationFailed, error.ErrorId);
        Assert.Equal("verify 9A", error.Target);
    }

    private async Task<TempCardException> EncodeAsync(string header, int occurrence)
    {
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1, ExtendedLength = false });
        var connection = new TamperingConnection(card.Connect(), header, occurrence);
        await using var body = PivCardBody.Open(connection, _options, (_, _) => Task.CompletedTask);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => body.EncodeAsync(
            TestJobs.Job(("9A", KeyType.EccP256)), _authority.IssueAsync, _progress, CancellationToken.None));

        Assert.True(connection.HasTampered);
        return error;
    }
}
