using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Infrastructure.Authorities.Local;
using TempCardIssuance.Tests.Infrastructure;
using TempCardIssuance.Tests.Infrastructure.Authorities;
using CardKey = TempCardIssuance.Devices.Piv.CardKey;
using Tlv = TempCardIssuance.Devices.Iso7816.Tlv;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Ed25519 and X25519, which not every card has, and .NET has not.</summary>
public sealed class Curve25519KeyTests : IDisposable
{
    private const byte Authenticate = 0x87;

    private readonly PivOptions _options = new();
    private readonly TemporaryFolder _folder = new();
    private readonly AuthorityBench _bench = new();
    private readonly List<KeyToCertify> _ordered = [];

    public void Dispose()
    {
        _options.Dispose();
        _bench.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("9A")]
    [InlineData("9C")]
    public async Task The_request_is_signed_by_the_card(string slot)
    {
        X509Certificate2 certificate = await IssueAsync(Card().Connect(), slot, KeyType.Ed25519);

        string request = _folder.Write("request.der", "");
        await File.WriteAllBytesAsync(request, Assert.Single(_ordered).Request.ToArray());
        (int code, string output) = await OpenSsl.RunAsync(
            "req", "-inform", "DER", "-in", request, "-verify", "-noout", "-text");
        Assert.True(code == 0 && output.Contains("ED25519", StringComparison.Ordinal), output);
        Assert.Equal("1.3.101.112", certificate.PublicKey.Oid.Value);
    }

    [Theory]
    [InlineData("9D")]
    [InlineData("82")]
    public async Task A_key_that_only_agrees_on_keys_signs_no_request(string slot)
    {
        X509Certificate2 certificate = await IssueAsync(Card().Connect(), slot, KeyType.X25519);

        Assert.True(Assert.Single(_ordered).Request.IsEmpty);
        Assert.Equal("1.3.101.110", certificate.PublicKey.Oid.Value);
        Assert.Equal(
            X509KeyUsageFlags.KeyAgreement, certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
    }

    [Theory]
    [InlineData("9A", KeyType.Ed25519, "5.4.3")]
    [InlineData("9D", KeyType.X25519, "5.4.3")]
    [InlineData("9D", KeyType.Ed25519, "5.7.1")]
    [InlineData("9C", KeyType.X25519, "5.7.1")]
    public async Task What_a_card_has_not_or_a_slot_is_not_for_costs_no_blank(string slot, KeyType type, string version)
    {
        VirtualPivCard card = Card(version);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card.Connect(), slot, type));

        Assert.Equal((ErrorIds.ProfileNotSupported, $"profile-{slot}"), (error.ErrorId, error.Target));
        Assert.Empty(_ordered);
        using VirtualCardConnection connection = card.Connect();
        Assert.Equal(PivCardKind.Blank, PivInspection.Run(connection, _options).Kind);
    }

    /// <summary>The last byte of the answer is the last of the signature, or of the secret.</summary>
    [Theory]
    [InlineData("9A", KeyType.Ed25519)]
    [InlineData("9D", KeyType.X25519)]
    public async Task A_card_that_has_another_key_than_it_says_is_found_out(string slot, KeyType type)
    {
        byte algorithm = (byte)PivKeyType.Of(type).Algorithm;
        var lying = new QuirkyConnection(Card().Connect(), (command, inner) =>
        {
            byte[] answer = inner(command);
            if (command[1] == Authenticate && command[2] == algorithm && answer.Length > 32)
                answer[^3] ^= 1;
            return answer;
        });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => IssueAsync(lying, slot, type));

        Assert.Equal(ErrorIds.VerificationFailed, error.ErrorId);
    }

    /// <summary>None at all, too short, and the neutral element and its like, with which no secret is one.</summary>
    [Theory]
    [InlineData(KeyType.Ed25519, "")]
    [InlineData(KeyType.Ed25519, "D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F70751")]
    [InlineData(KeyType.Ed25519, "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(KeyType.Ed25519, "0200000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(KeyType.X25519, "")]
    [InlineData(KeyType.X25519, "8520F0098930A754748B7DDCB43EF75A0DBF3A0D26381AF4EBA4A98EAA9B4E")]
    [InlineData(KeyType.X25519, "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData(KeyType.X25519, "E0EB7A7C3B41B8AE1656E3FAF19FC46ADA098DEB9C32B1FD866205165F49B800")]
    public void A_key_that_is_none_is_refused(KeyType type, string key) => Assert.Equal(
        ErrorIds.VerificationFailed,
        Assert.Throws<TempCardException>(() => CardKey.Parse(
            PivSlot.Get(type == KeyType.X25519 ? "9D" : "9A"),
            type,
            Tlv.Encode(0x7F49, Tlv.Encode(0x86, Convert.FromHexString(key))))).ErrorId);

    private static VirtualPivCard Card(string version = "5.7.1") => new(new VirtualCardOptions
    {
        Serial = 7,
        Version = Version.Parse(version),
        ManagementAlgorithm = ManagementAlgorithm.TripleDes,
    });

    /// <summary>With the local authority, which looks at requests as its own users' are.</summary>
    private async Task<X509Certificate2> IssueAsync(ICardConnection connection, string slot, KeyType type)
    {
        using var authority = new LocalAuthority(_bench.Options);
        byte[]? issued = null;
        await using var body = PivCardBody.Open(connection, _options, static (_, _) => Task.CompletedTask);
        await body.EncodeAsync(
            TestJobs.Job((slot, type)),
            async (_, key, token) =>
            {
                _ordered.Add(key);
                CertificateOrder order =
                    AuthorityBench.Order(slot: slot, keyType: type, request: key.Request.ToArray());
                order = order with { PublicKey = key.PublicKey };
                return issued = await authority.IssueDerAsync(order, token);
            },
            new StepList(),
            CancellationToken.None);
        return X509CertificateLoader.LoadCertificate(issued!);
    }
}
