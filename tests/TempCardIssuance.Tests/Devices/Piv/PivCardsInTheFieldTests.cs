using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using Tlv = TempCardIssuance.Devices.Iso7816.Tlv;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Ways of cards that were not written here, shown first by PivApplet 0.4 to 0.9.</summary>
public sealed class PivCardsInTheFieldTests : IDisposable
{
    private static readonly Guid FactoryGuid = new("6c554479-7a91-115d-c333-0ebd003851d2");

    private readonly TestAuthority _authority = new();
    private readonly List<string> _sent = [];
    private readonly PivOptions _options;

    public PivCardsInTheFieldTests() => _options = new PivOptions
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(Enumerable.Repeat((byte)0x5A, 32).ToArray())),
    };

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task Blanks_with_the_same_guid_get_identities_and_management_keys_of_their_own()
    {
        VirtualPivCard[] cards = [WithoutSerial(), WithoutSerial()];
        Guid[] guids = [Guid.NewGuid(), Guid.NewGuid()];
        var keys = new List<string>();
        for (int i = 0; i < cards.Length; i++)
        {
            await using (PivCardBody blank = Open(cards[i]))
            {
                Assert.Equal((null, FactoryGuid), (blank.Id, blank.CardGuid));
                await EncodeAsync(blank, TestJobs.Job() with { CardGuid = guids[i] });
            }

            await using PivCardBody made = Open(cards[i]);
            Assert.Equal($"guid:{guids[i]}", made.Id?.ToString());
            using SecretBytes key = _options.ManagementKey.GetKey(made.Id!, PivAlgorithm.TripleDes)!;
            new PivManagementKey(Select(cards[i])).Authenticate(key, told: null);
            keys.Add(Convert.ToHexString(key.Span));
        }

        Assert.Equal(2, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_body_without_serial_number_that_was_made_here_is_refused_untouched()
    {
        VirtualPivCard card = WithoutSerial();
        await using (PivCardBody blank = Open(card))
            await EncodeAsync(blank, TestJobs.Job());
        _sent.Clear();

        await using PivCardBody body = Open(card);
        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => EncodeAsync(body, TestJobs.Job()));

        Assert.Equal(ErrorIds.BodyForeign, error.ErrorId);
        Assert.All(_sent, line => Assert.Matches("^> 00 (A4|F8|CB|F7|20 00 80 -) ", line));
    }

    /// <summary>
    /// From the new key on the card can say under which GUID it is on record, and so which key it has.
    /// </summary>
    [Fact]
    public async Task A_body_without_serial_number_says_which_management_key_it_has_after_it_failed()
    {
        await using (PivCardBody whole = Open(WithoutSerial()))
            await EncodeAsync(whole, TestJobs.Job());
        int keyChange = 1 + _sent.FindIndex(line => line.StartsWith("> 00 FF", StringComparison.Ordinal));
        VirtualPivCard card = WithoutSerial(new RemovalFault(keyChange + 4));
        await using (PivCardBody blank = Open(card))
            await Assert.ThrowsAsync<TempCardException>(() => EncodeAsync(blank, TestJobs.Job()));
        card.Insert();

        await using PivCardBody torn = Open(card);

        using SecretBytes key = _options.ManagementKey.GetKey(torn.Id!, PivAlgorithm.TripleDes)!;
        Assert.Equal(PivAlgorithm.TripleDes, new PivManagementKey(Select(card)).Authenticate(key, told: null));
    }

    /// <summary>Without metadata only a try can tell, and that must not cost the blank.</summary>
    [Theory]
    [InlineData(CardExtensions.SetManagementKey, false)]
    [InlineData(CardExtensions.SetManagementKey | CardExtensions.SetRetries, true)]
    public async Task A_wrong_transport_pin_is_found_before_anything_is_written(
        CardExtensions extensions, bool setsRetries)
    {
        using var options = new PivOptions
        {
            TransportPin = new SecretBytes("654321"u8),
            ManagementKey = _options.ManagementKey,
            Retries = setsRetries ? new RetryCounters(5, 5) : null,
        };
        var card = new VirtualPivCard(new VirtualCardOptions { Serial = 1, Extensions = extensions });
        await using var body = PivCardBody.Open(
            card.Connect(), options, (_, _) => Task.CompletedTask, Sent);

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => EncodeAsync(body, TestJobs.Job()));

        Assert.Equal(ErrorIds.TransportPinWrong, error.ErrorId);
        PivApplication application = Select(card);
        Assert.Equal(2, new PivPins(application).QueryTries(PivPin.Pin));
        Assert.Null(application.ReadObject("CHUID", PivObject.Chuid));
        new PivManagementKey(application).Authenticate(options.TransportManagementKey, told: null);
    }

    /// <summary>
    /// PivApplet before 0.9 and OpenFIPS201 take a challenge beside an empty response for internal authentication.
    /// </summary>
    [Fact]
    public async Task Mutual_authentication_is_done_without_an_empty_response_object()
    {
        var connection = new WithoutEmptyResponse(WithoutSerial().Connect());
        await using var body = PivCardBody.Open(connection, _options, (_, _) => Task.CompletedTask, Sent);

        await EncodeAsync(body, TestJobs.Job());

        Assert.Equal(4, connection.Authentications);
    }

    /// <summary>As PivApplet 0.4 leaves its factory, but with a GUID that is the same on every card.</summary>
    private static VirtualPivCard WithoutSerial(params CardFault[] faults)
    {
        byte[] chuid =
        [
            .. Tlv.Encode(0x30, new byte[25]),
            .. Tlv.Encode(0x34, FactoryGuid.ToByteArray(bigEndian: true)),
            .. Tlv.Encode(0x35, Encoding.ASCII.GetBytes("20500101")),
            .. Tlv.Encode(0x3E),
            .. Tlv.Encode(0xFE),
        ];
        return new VirtualPivCard(new VirtualCardOptions
        {
            Serial = 0,
            ManagementAlgorithm = ManagementAlgorithm.TripleDes,
            Extensions = CardExtensions.SetManagementKey,
            Objects = new Dictionary<int, byte[]> { [PivObject.Chuid] = chuid },
            ExtendedLength = false,
            Faults = faults,
        });
    }

    private static PivApplication Select(VirtualPivCard card)
    {
        var application = new PivApplication(new ConnectionChannel(card.Connect()));
        application.Select();
        return application;
    }

    private PivCardBody Open(VirtualPivCard card) =>
        PivCardBody.Open(card.Connect(), _options, (_, _) => Task.CompletedTask, Sent);

    private void Sent(string line) => _sent.AddRange(line.StartsWith('>') ? [line] : []);

    private Task<ChipResult> EncodeAsync(PivCardBody body, ChipJob job) =>
        body.EncodeAsync(job, _authority.IssueAsync, new StepList(), CancellationToken.None);

    private sealed class WithoutEmptyResponse(ICardConnection inner) : ICardConnection
    {
        public int Authentications { get; private set; }

        public ReadOnlyMemory<byte> Atr => inner.Atr;

        public bool SupportsExtendedLength => inner.SupportsExtendedLength;

        public byte[] Transmit(ReadOnlySpan<byte> command)
        {
            if (command is not [0x00, 0x87, _, 0x9B, ..])
                return inner.Transmit(command);
            Authentications++;
            ReadOnlyMemory<byte> template = Tlv.Find(command[5..].ToArray(), 0x7C)!.Value;
            return Tlv.Find(template, 0x82) is null ? inner.Transmit(command) : [0x6A, 0x80];
        }

        public void Reset() => inner.Reset();

        public void Dispose() => inner.Dispose();
    }
}
