using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Tests.Infrastructure;
using CardKey = TempCardIssuance.Devices.Piv.CardKey;
using Tlv = TempCardIssuance.Devices.Iso7816.Tlv;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Cards that prove that they made a key themselves, and cards that don't.</summary>
public sealed class PivAttestationTests : IDisposable
{
    private const byte Attest = 0xF9;
    private const byte GetResponse = 0xC0;

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly List<KeyToCertify> _ordered = [];
    private readonly AttestationRoot _root;
    private readonly PivOptions _options;

    public PivAttestationTests()
    {
        _root = AttestationRoot.At(_folder["maker.pem"]);
        _options = new PivOptions { Makers = new AttestationMakers([_folder["maker.pem"]]) };
    }

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("9A", KeyType.EccP256, PinUse.Default, TouchPolicy.Default)]
    [InlineData("9C", KeyType.EccP384, PinUse.Always, TouchPolicy.Cached)]
    [InlineData("82", KeyType.Rsa2048, PinUse.Never, TouchPolicy.Never)]
    public async Task What_a_card_proves_goes_with_the_key(string slot, KeyType type, PinUse pin, TouchPolicy touch)
    {
        await IssueAsync(Card().Connect(), Profile(slot, type) with { PinPolicy = pin, TouchPolicy = touch });

        KeyToCertify key = Assert.Single(_ordered);
        using X509Certificate2 statement = X509CertificateLoader.LoadCertificate(key.Attestation!.Statement.Span);
        using X509Certificate2 signer = X509CertificateLoader.LoadCertificate(key.Attestation.Signer.Span);
        Assert.Equal(key.PublicKey.ToArray(), statement.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(signer.Subject, statement.Issuer);
    }

    [Theory]
    [InlineData(KeyType.EccP256)]
    [InlineData(KeyType.Ed25519)]
    public async Task A_request_has_the_proof_in_it_where_the_profile_says_so(KeyType type)
    {
        await IssueAsync(Card().Connect(), Profile("9A", type) with { AttestInRequest = true });
        await IssueAsync(Card().Connect(), Profile("9A", type));

        KeyAttestation proof = _ordered[0].Attestation!;
        X509Extension[][] asked = [.. _ordered.Select(Extensions)];
        Assert.Equal(proof.Statement.ToArray(), asked[0].Single(e => e.Oid!.Value == "1.3.6.1.4.1.41482.3.11").RawData);
        Assert.Equal(proof.Signer.ToArray(), asked[0].Single(e => e.Oid!.Value == "1.3.6.1.4.1.41482.3.2").RawData);
        Assert.DoesNotContain(asked[1], e => e.Oid!.Value!.StartsWith("1.3.6.1.4.1.41482", StringComparison.Ordinal));

        static X509Extension[] Extensions(KeyToCertify key) =>
        [
            .. CertificateRequest.LoadSigningRequest(
                key.Request.ToArray(),
                HashAlgorithmName.SHA256,
                CertificateRequestLoadOptions.SkipSignatureValidation
                    | CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions).CertificateExtensions,
        ];
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_proof_that_is_not_wanted()
    {
        await IssueAsync(Card().Connect(), Profile("9A") with { Attest = AttestationDemand.Off });

        Assert.Null(Assert.Single(_ordered).Attestation);
    }

    [Theory]
    [InlineData(AttestationDemand.Required, false)]
    [InlineData(AttestationDemand.WherePossible, true)]
    public async Task A_card_that_can_not_is_not_touched_or_goes_without(AttestationDemand demand, bool isIssued)
    {
        var card = new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 7,
            Extensions = CardExtensions.All & ~CardExtensions.Attestation,
        });

        await IssueOrRefuseAsync(card, demand, isIssued);
    }

    [Theory]
    [InlineData(AttestationDemand.Required, false)]
    [InlineData(AttestationDemand.WherePossible, true)]
    public async Task A_card_of_an_unknown_maker_is_not_touched_or_goes_without(AttestationDemand demand, bool isIssued) =>
        await IssueOrRefuseAsync(
            new VirtualPivCard(new VirtualCardOptions
            {
                Serial = 7,
                AttestationRoot = AttestationRoot.At(_folder["other.pem"]),
            }),
            demand,
            isIssued);

    [Theory]
    [InlineData(AttestationDemand.Required)]
    [InlineData(AttestationDemand.WherePossible)]
    public async Task A_card_that_attests_another_key_is_refused(AttestationDemand demand) =>
        await RefuseAsync(Lying(Attested(Profile("9A"))), Profile("9A") with { Attest = demand });

    [Fact]
    public async Task A_card_that_attests_another_slot_is_refused()
    {
        VirtualPivCard card = Card();
        ICardConnection connection = new QuirkyConnection(card.Connect(), (command, inner) =>
        {
            if (command is [_, Attest, 0x9A, ..])
                command[2] = 0x9C;
            return inner(command);
        });
        ChipCertificate[] both = [Certificate(Profile("9C")), Certificate(Profile("9A"))];

        await RefuseAsync(connection, both);
    }

    /// <summary>The statement is of the same key: what it says of it is not what was asked for.</summary>
    [Fact]
    public async Task A_statement_with_other_policies_or_of_another_card_is_refused()
    {
        VirtualPivCard card = Card();
        await IssueAsync(card.Connect(), Profile("9A") with { PinPolicy = PinUse.Once });
        KeyToCertify made = Assert.Single(_ordered);
        using X509Certificate2 statement = X509CertificateLoader.LoadCertificate(made.Attestation!.Statement.Span);
        using CardKey key = Key(card, PivSlot.Authentication);
        CertificateProfile once = Profile("9A") with { PinPolicy = PinUse.Once, TouchPolicy = TouchPolicy.Never };

        Assert.Null(AttestedKey.Problem(statement, key, once, new byte[] { 0, 0, 0, 7 }));
        Assert.NotNull(AttestedKey.Problem(statement, key, once, new byte[] { 0, 0, 0, 8 }));
        Assert.NotNull(AttestedKey.Problem(
            statement, key, once with { PinPolicy = PinUse.Always }, new byte[] { 0, 0, 0, 7 }));
        Assert.NotNull(AttestedKey.Problem(
            statement, key, once with { TouchPolicy = TouchPolicy.Always }, serial: null));
    }

    [Theory]
    [InlineData(AttestationDemand.Required)]
    [InlineData(AttestationDemand.WherePossible)]
    public async Task Files_that_can_not_be_read_cost_no_blank(AttestationDemand demand)
    {
        using var options = new PivOptions { Makers = new AttestationMakers([_folder["none.pem"]]) };
        VirtualPivCard card = Card();

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(card.Connect(), options, Certificate(Profile("9A") with { Attest = demand })));

        Assert.Equal(ErrorIds.ConfigurationInvalid, error.ErrorId);
        AssertBlank(card);
    }

    private static CertificateProfile Profile(string slot, KeyType type = KeyType.EccP256) =>
        TestJobs.Job((slot, type)).Certificates[0].Profile with { Attest = AttestationDemand.Required };

    private static ChipCertificate Certificate(CertificateProfile profile) => new(profile, "CN=Temporary card T-00001");

    /// <summary>The public half of a key, as metadata tell it.</summary>
    private static CardKey Key(VirtualPivCard card, PivSlot slot)
    {
        var application = new PivApplication(new ConnectionChannel(card.Connect()));
        application.Select();
        ReadOnlyMemory<byte> told = application.Require("look", PivCommands.GetMetadata(slot.Key));
        byte[] point = Tlv.Find(told, 0x04)!.Value.ToArray();
        return CardKey.Parse(
            slot, KeyType.EccP256, Tlv.Encode(0x7F49, point));
    }

    private VirtualPivCard Card() => new(new VirtualCardOptions { Serial = 7, AttestationRoot = _root });

    /// <summary>A card of the same maker with the same serial number, and a key of its own.</summary>
    private VirtualPivCard Attested(CertificateProfile profile)
    {
        VirtualPivCard other = Card();
        IssueAsync(other.Connect(), profile).GetAwaiter().GetResult();
        _ordered.Clear();
        return other;
    }

    /// <summary>A card that gives out what another one attests.</summary>
    private QuirkyConnection Lying(VirtualPivCard other)
    {
        VirtualCardConnection theirs = other.Connect();
        new PivApplication(new ConnectionChannel(theirs)).Select();
        bool isTheirs = false;
        return new QuirkyConnection(Card().Connect(), (command, inner) =>
        {
            isTheirs = command[1] == Attest || (isTheirs && command[1] == GetResponse);
            return isTheirs ? theirs.Transmit(command) : inner(command);
        });
    }

    private async Task IssueOrRefuseAsync(VirtualPivCard card, AttestationDemand demand, bool isIssued)
    {
        CertificateProfile profile = Profile("9A") with { Attest = demand };
        if (isIssued)
        {
            await IssueAsync(card.Connect(), profile);
            Assert.Null(Assert.Single(_ordered).Attestation);
            return;
        }

        await RefuseAsync(card.Connect(), profile);
        AssertBlank(card);
    }

    private void AssertBlank(VirtualPivCard card)
    {
        using VirtualCardConnection connection = card.Connect();
        Assert.Equal(PivCardKind.Blank, PivInspection.Run(connection, _options).Kind);
    }

    private Task RefuseAsync(ICardConnection connection, CertificateProfile profile) =>
        RefuseAsync(connection, Certificate(profile));

    private async Task RefuseAsync(ICardConnection connection, params ChipCertificate[] certificates)
    {
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => IssueAsync(connection, _options, certificates));

        Assert.Equal((ErrorIds.AttestationFailed, "9A"), (error.ErrorId, error.Target));
        Assert.DoesNotContain(_ordered, key => key.Attestation is null);
        Assert.Equal(certificates.Length - 1, _ordered.Count);
    }

    private Task IssueAsync(ICardConnection connection, CertificateProfile profile) =>
        IssueAsync(connection, _options, Certificate(profile));

    private async Task IssueAsync(
        ICardConnection connection, PivOptions options, params ChipCertificate[] certificates)
    {
        await using var body = PivCardBody.Open(connection, options, static (_, _) => Task.CompletedTask);
        await body.EncodeAsync(
            TestJobs.Job() with { Certificates = certificates },
            (profile, key, token) =>
            {
                _ordered.Add(key);
                return _authority.IssueAsync(profile, key, token);
            },
            new StepList(),
            CancellationToken.None);
    }
}
