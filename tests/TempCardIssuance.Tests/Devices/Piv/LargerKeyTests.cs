using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>RSA-3072 and RSA-4096, which not every card has.</summary>
public sealed class LargerKeyTests : IDisposable
{
    private const string NamesRsa4096 = "61124F0BA000000308000010000100AC03800116";

    private readonly PivOptions _options = new();
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("9A", KeyType.Rsa3072, 3072)]
    [InlineData("9D", KeyType.Rsa4096, 4096)]
    public async Task A_card_that_has_them_gets_its_certificate(string slot, KeyType type, int bits)
    {
        await IssueAsync(Card().Connect(), slot, type);

        X509Certificate2 certificate = Assert.Single(_authority.Issued);
        using RSA? key = certificate.GetRSAPublicKey();
        Assert.Equal(bits, key?.KeySize);
    }

    [Fact]
    public async Task What_a_card_names_counts_more_than_its_version()
    {
        ICardConnection naming = new QuirkyConnection(
            Card("5.4.3", CardExtensions.All, hasLarger: true).Connect(),
            (command, inner) => command switch
            {
                [_, 0xA4, ..] => Select(command, inner),
                [_, 0xFD, ..] => [5, 4, 3, 0x90, 0x00],
                _ => inner(command),
            });

        await IssueAsync(naming, "9A", KeyType.Rsa4096);

        Assert.Single(_authority.Issued);
    }

    [Theory]
    [InlineData("5.4.3", CardExtensions.All)]
    [InlineData("5.7.1", CardExtensions.All & ~CardExtensions.Version)]
    [InlineData("5.7.1", CardExtensions.None)]
    public async Task A_card_that_does_not_tell_that_it_has_them_is_not_touched(
        string version, CardExtensions extensions)
    {
        VirtualPivCard card = Card(version, extensions);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card.Connect(), "9A", KeyType.Rsa3072));

        Assert.Equal((ErrorIds.ProfileNotSupported, "profile-9A"), (error.ErrorId, error.Target));
        Assert.Empty(_authority.Issued);
        using VirtualCardConnection connection = card.Connect();
        Assert.Equal(PivCardKind.Blank, PivInspection.Run(connection, _options).Kind);
    }

    private static byte[] Select(byte[] command, Func<byte[], byte[]> inner)
    {
        inner(command);
        return [.. Convert.FromHexString(NamesRsa4096), 0x90, 0x00];
    }

    private static VirtualPivCard Card(
        string version = "5.7.1", CardExtensions extensions = CardExtensions.All, bool hasLarger = false) =>
        new(new VirtualCardOptions
        {
            Serial = 7,
            Version = hasLarger ? new Version(5, 7, 1) : Version.Parse(version),
            ManagementAlgorithm = ManagementAlgorithm.TripleDes,
            Extensions = extensions,
        });

    private async Task IssueAsync(ICardConnection connection, string slot, KeyType type)
    {
        await using var body = PivCardBody.Open(connection, _options, static (_, _) => Task.CompletedTask);
        await body.EncodeAsync(
            TestJobs.Job((slot, type)), _authority.IssueAsync, new StepList(), CancellationToken.None);
    }
}
