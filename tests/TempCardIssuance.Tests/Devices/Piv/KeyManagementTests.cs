using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Keys in 9D do what they are for (SP 800-73-4 Part 2, A.5), and nothing else is asked of them.</summary>
public sealed class KeyManagementTests : IDisposable
{
    private readonly PivOptions _options = new();
    private readonly TestAuthority _authority = new();
    private readonly StepList _progress = new();
    private readonly List<string> _sent = [];
    private readonly List<KeyToCertify> _ordered = [];

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData(KeyType.EccP256, false)]
    [InlineData(KeyType.EccP384, false)]
    [InlineData(KeyType.EccP256, true)]
    public async Task A_key_on_a_curve_signs_nothing_and_agrees_on_a_key(KeyType keyType, bool cardSigns)
    {
        await IssueAsync(keyType, cardSigns);

        Assert.DoesNotContain(_sent, line => line.StartsWith("> 00 87", StringComparison.Ordinal)
            && line.Contains("9D 7C", StringComparison.Ordinal) && line.Contains("820081", StringComparison.Ordinal));
        Assert.Single(_sent, line => line.Contains("9D 7C", StringComparison.Ordinal)
            && line.Contains("820085", StringComparison.Ordinal));
        Assert.True(Assert.Single(_ordered).Request.IsEmpty);
        Assert.DoesNotContain("request 9D", _progress.Steps);
    }

    [Fact]
    public async Task An_RSA_key_signs_its_request_and_decrypts()
    {
        await IssueAsync(KeyType.Rsa2048, cardSigns: false);

        Assert.False(Assert.Single(_ordered).Request.IsEmpty);
        Assert.Equal("verify 9D", _progress.Steps[^1]);
    }

    [Theory]
    [InlineData(KeyType.EccP256)]
    [InlineData(KeyType.Rsa2048)]
    public async Task An_agreement_or_decryption_that_is_wrong_is_refused(KeyType keyType)
    {
        VirtualCardConnection card = new VirtualPivCard(new VirtualCardOptions { Serial = 1 }).Connect();
        var connection = new QuirkyConnection(card, (command, inner) =>
        {
            byte[] response = inner(command);
            if (_progress.Steps is [.., "verify 9D"] && command is [_, 0x87, _, 0x9D, ..])
                response[^3] ^= 1;
            return response;
        });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => IssueAsync(keyType, connection));

        Assert.Equal((ErrorIds.VerificationFailed, "verify 9D"), (error.ErrorId, error.Target));
    }

    private Task IssueAsync(KeyType keyType, bool cardSigns) => IssueAsync(
        keyType,
        new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 1,
            KeyManagementSigns = cardSigns,
        }).Connect());

    private async Task IssueAsync(KeyType keyType, ICardConnection connection)
    {
        ChipJob job = TestJobs.Job(("9D", keyType));
        await using var body = PivCardBody.Open(connection, _options, (_, _) => Task.CompletedTask, _sent.Add);
        await body.EncodeAsync(
            job,
            (profile, key, token) =>
            {
                _ordered.Add(key);
                return _authority.IssueAsync(profile, key, token);
            },
            _progress,
            CancellationToken.None);
    }
}
