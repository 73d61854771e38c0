using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using Org.BouncyCastle.Asn1.Crmf;
using Org.BouncyCastle.Asn1.X509;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Cmp;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>Answers that openssl's server never gives, with a protection that is good.</summary>
public sealed class CmpScriptedTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    private static CancellationToken Stop => CmpWorld.Stop;

    [Fact]
    public async Task The_certificates_that_a_server_tells_are_those_of_the_authority()
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        CmpAuthority authority = Scripted(world, request =>
        {
            Assert.Equal(PkiBody.TYPE_GEN_MSG, request.Body.Type);
            return new PkiBody(PkiBody.TYPE_GEN_REP, new GenRepContent(new InfoTypeAndValue(
                CmpObjectIdentifiers.id_it_caCerts, new DerSequence(Certificate("ca.crt"), Certificate("ra.crt")))));
        });

        IReadOnlyList<byte[]> certificates = await authority.GetCertificatesAsync(Stop);

        Assert.Equal([Raw("ca.crt"), Raw("ra.crt")], certificates);
        Assert.Equal(
            AuthorityTerm.Certificate, Assert.Single(await authority.CheckAsync(Stop)).What);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, true)] // as RFC 9810, 5.3.4, has it for p10cr
    [InlineData(1, false)]
    public async Task An_answer_is_about_the_one_request(int requestId, bool isTaken)
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        CmpAuthority authority = Scripted(world, _ => Granted(requestId));

        Task<CertificateAnswer> Issue() => authority.IssueAsync(world.Order(), Stop);

        if (isTaken)
            Assert.IsType<IssuedCertificate>(await Issue());
        else
            await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, Issue);
    }

    [Fact]
    public async Task A_server_that_wants_no_confirmation_gets_none()
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        CmpAuthority authority = Scripted(
            world, _ => Granted(0), new InfoTypeAndValue(CmpObjectIdentifiers.it_implicitConfirm, DerNull.Instance));

        var issued = (IssuedCertificate)await authority.IssueAsync(world.Order(), Stop);

        Assert.Null(issued.Confirmation);
    }

    [Fact]
    public async Task An_order_names_the_profile_of_the_server()
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        world.Settings = world.Settings with { CertProfile = "cards", Recipient = "CN=CA", UsesPbmac1 = true };
        CmpAuthority authority = Scripted(world, request =>
        {
            InfoTypeAndValue info = Assert.Single(request.Header.GetGeneralInfo());
            Assert.Equal(CmpObjectIdentifiers.id_it_certProfile, info.InfoType);
            Assert.Equal("CN=CA", X509Name.GetInstance(request.Header.Recipient.Name).ToString());
            Assert.Equal("tempcard", Encoding.UTF8.GetString(request.Header.SenderKID.GetOctets()));
            return Granted(0);
        });

        Assert.IsType<IssuedCertificate>(await authority.IssueAsync(world.Order(), Stop));
    }

    [Fact]
    public async Task An_answer_with_two_certificates_is_none()
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        CmpAuthority authority = Scripted(world, _ => new PkiBody(
            PkiBody.TYPE_CERT_REP, new CertRepMessage(null, [Response(0), Response(0)])));

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => authority.IssueAsync(world.Order(), Stop));
    }

    [Theory]
    [InlineData("ra.crt", true)]
    [InlineData("server.crt", false)]
    public async Task A_revocation_is_about_the_certificate_that_was_named(string answered, bool isTaken)
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        var other = X509CertificateStructure.GetInstance(Certificate(answered));
        CmpAuthority authority = Scripted(world, _ => new PkiBody(
            PkiBody.TYPE_REVOCATION_REP,
            new RevRepContentBuilder()
                .Add(new PkiStatusInfo(0), new CertId(new GeneralName(other.Issuer), other.SerialNumber))
                .Build()));
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Raw("ra.crt"));
        var order = new RevocationOrder(certificate.SerialNumber, RevocationReason.Superseded)
        {
            RawData = certificate.RawData,
        };

        if (isTaken)
            await authority.RevokeAsync(order, Stop);
        else
            await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => authority.RevokeAsync(order, Stop));
    }

    [Theory]
    [InlineData(2, ErrorIds.AuthorityNotReady)] // badRequest: of the question
    [InlineData(19, ErrorIds.CertificateRefused)] // badCertTemplate: of the order
    public async Task An_error_while_it_waits_is_of_the_order_only_if_it_says_so(int failure, string errorId)
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        CmpAuthority authority = Scripted(world, request => request.Body.Type == PkiBody.TYPE_POLL_REQ
            ? Error(status: 2, failure)
            : new PkiBody(PkiBody.TYPE_CERT_REP, new CertRepMessage(
                null, [new CertResponse(DerInteger.Zero, new PkiStatusInfo(3))])));
        var pending = (PendingCertificate)await authority.IssueAsync(world.Order(), Stop);

        await CmpWorld.FailsAsync(errorId, () => authority.AskAgainAsync(pending, Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_does_not_protect_what_it_does_not_know_proves_itself_otherwise(bool knowsUs)
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        CmpAuthority known = Scripted(world, request => request.Body.Type == PkiBody.TYPE_CERT_CONFIRM
            ? new PkiBody(PkiBody.TYPE_CONFIRM, DerNull.Instance)
            : Error(status: 2, failure: 2));
        CmpTransport answer = known.Transport!;
        var authority = new CmpAuthority(world.Settings, world.Clock)
        {
            Transport = async (bytes, stop) =>
            {
                var message = PkiMessage.GetInstance(Asn1Object.FromByteArray(await answer(bytes, stop)));
                return message.Body.Type == PkiBody.TYPE_ERROR || !knowsUs
                    ? Bare(message.Body)
                    : message.GetDerEncoded();
            },
        };

        if (knowsUs)
            Assert.Empty(await authority.CheckAsync(Stop));
        else
            await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(Stop));
    }

    [Fact]
    public async Task What_waits_as_a_whole_comes_with_the_number_of_its_request()
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        int polls = 0;
        CmpAuthority authority = Scripted(world, request => request.Body.Type == PkiBody.TYPE_POLL_REQ
            ? polls++ == 0
                ? new PkiBody(PkiBody.TYPE_POLL_REP, new PollRepContent(DerInteger.ValueOf(-1), DerInteger.ValueOf(7)))
                : Granted(0)
            : Error(status: 3, failure: null));

        var pending = (PendingCertificate)await authority.IssueAsync(world.BareOrder(), Stop);
        pending = (PendingCertificate)await authority.AskAgainAsync(pending, Stop);
        Assert.Equal(TimeSpan.FromSeconds(7), pending.AskAgainAfter);

        Assert.IsType<IssuedCertificate>(await authority.AskAgainAsync(pending, Stop));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(86_400, false)]
    public async Task A_confirmation_that_has_to_wait_is_polled_for(int seconds, bool isConfirmed)
    {
        await using var world = new CmpWorld(ca, usesSecret: true);
        var bodies = new List<int>();
        CmpAuthority authority = Scripted(world, request =>
        {
            bodies.Add(request.Body.Type);
            return request.Body.Type switch
            {
                PkiBody.TYPE_CERT_CONFIRM => Error(status: 3, failure: null),
                PkiBody.TYPE_POLL_REQ when bodies.Count(body => body == PkiBody.TYPE_POLL_REQ) == 1 => new PkiBody(
                    PkiBody.TYPE_POLL_REP, new PollRepContent(DerInteger.ValueOf(-1), DerInteger.ValueOf(seconds))),
                PkiBody.TYPE_POLL_REQ => new PkiBody(PkiBody.TYPE_CONFIRM, DerNull.Instance),
                _ => Granted(0),
            };
        });
        var issued = (IssuedCertificate)await authority.IssueAsync(world.Order(), Stop);

        if (!isConfirmed)
        {
            await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => issued.Confirmation!.AcceptAsync(Stop));
            return;
        }

        await issued.Confirmation!.AcceptAsync(Stop);
        Assert.Equal([PkiBody.TYPE_CERT_CONFIRM, PkiBody.TYPE_POLL_REQ, PkiBody.TYPE_POLL_REQ], bodies[^3..]);
    }

    /// <summary>As the CMP RA of Siemens does that has an authority behind it which speaks no CMP.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_does_not_know_the_question_as_if_it_did_not_know_us_proves_itself_otherwise(
        bool knowsUs)
    {
        const int badMessageCheck = 1;
        await using var world = new CmpWorld(ca, usesSecret: true);
        CmpAuthority authority = Scripted(world, request => knowsUs && request.Body.Type == PkiBody.TYPE_CERT_CONFIRM
            ? new PkiBody(PkiBody.TYPE_CONFIRM, DerNull.Instance)
            : Error(status: 2, badMessageCheck));

        if (knowsUs)
        {
            Assert.Empty(await authority.CheckAsync(Stop));
            return;
        }

        TempCardException error =
            await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(Stop));
        Assert.Contains("badMessageCheck", error.Message, StringComparison.Ordinal);
    }

    private static PkiBody Error(int status, int? failure) => new(
        PkiBody.TYPE_ERROR,
        new ErrorMsgContent(PkiStatusInfo.GetInstance(failure is { } bit
            ? new DerSequence(DerInteger.ValueOf(status), new DerBitString(BitOf(bit)))
            : new DerSequence(DerInteger.ValueOf(status)))));

    /// <summary>Of a server that had not even read what it was asked.</summary>
    private static byte[] Bare(PkiBody body) => new PkiMessage(
        new PkiHeaderBuilder(2, new GeneralName(CmpNames.Empty), new GeneralName(CmpNames.Empty)).Build(),
        body).GetDerEncoded();

    private static byte[] BitOf(int number)
    {
        byte[] bits = new byte[(number / 8) + 1];
        bits[number / 8] = (byte)(0x80 >> (number % 8));
        return bits;
    }

    private byte[] Raw(string file)
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(ca[file]);
        return certificate.RawData;
    }

    private Asn1Object Certificate(string file) => Asn1Object.FromByteArray(Raw(file));

    private CertResponse Response(int requestId) => new(
        DerInteger.ValueOf(requestId),
        new PkiStatusInfo(0),
        new CertifiedKeyPair(new CertOrEncCert(
            new CmpCertificate(X509CertificateStructure.GetInstance(Certificate("ra.crt"))))),
        rspInfo: null);

    private PkiBody Granted(int requestId) => new(
        PkiBody.TYPE_CERT_REP, new CertRepMessage(null, [Response(requestId)]));

    /// <summary>An authority whose server answers as it is told, with the secret of both sides.</summary>
    private static CmpAuthority Scripted(
        CmpWorld world, Func<PkiMessage, PkiBody> answer, params InfoTypeAndValue[] info) =>
        new(world.Settings, world.Clock)
        {
            Transport = (bytes, _) =>
            {
                var request = PkiMessage.GetInstance(Asn1Object.FromByteArray(bytes.ToArray()));
                PkiHeaderBuilder header = new PkiHeaderBuilder(2, request.Header.Recipient, request.Header.Sender)
                    .SetTransactionID(request.Header.TransactionID)
                    .SetSenderNonce([1, 2, 3, 4])
                    .SetRecipNonce(request.Header.SenderNonce)
                    .SetProtectionAlg(request.Header.ProtectionAlg);
                if (info.Length > 0)
                    header.SetGeneralInfo(info);
                PkiHeader built = header.Build();
                PkiBody body = answer(request);
                byte[] protection = MacProtection.Compute(
                    built.ProtectionAlg,
                    Encoding.UTF8.GetBytes(CmpProxy.Secret),
                    new ProtectedPart(built, body).GetDerEncoded());
                return Task.FromResult(new PkiMessage(built, body, new DerBitString(protection)).GetDerEncoded());
            },
        };
}
