using System.IO.Compression;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using Tlv = TempCardIssuance.Devices.Iso7816.Tlv;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Certificates that a card has no room for as they are.</summary>
public sealed class LargeCertificateTests : IDisposable
{
    private readonly TestAuthority _large = new() { Filling = 2500 };
    private readonly PivOptions _options = new()
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(new byte[32])),
    };

    public void Dispose()
    {
        _options.Dispose();
        _large.Dispose();
    }

    [Fact]
    public async Task A_certificate_larger_than_an_object_of_the_card_is_compressed()
    {
        var card = new VirtualPivCard(Blank() with { MaxObjectSize = 1000 });

        await EncodeAsync(card, _large);

        Assert.Equal(_large.Issued[0].RawData, ReadCompressed(card, PivSlot.Authentication));
        Assert.Equal(_large.Issued[1].RawData, ReadCompressed(card, PivSlot.KeyManagement));
    }

    [Fact]
    public async Task A_certificate_that_is_too_large_compressed_is_told_as_such()
    {
        var card = new VirtualPivCard(Blank() with { MaxObjectSize = 300 });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => EncodeAsync(card, _large));

        Assert.Equal(ErrorIds.CertificateTooLarge, error.ErrorId);
    }

    /// <summary>PivApplet says 6F00 where the space for its answer ends.</summary>
    [Fact]
    public async Task A_vague_refusal_of_a_large_certificate_is_put_down_to_its_size()
    {
        var card = new VirtualPivCard(Blank() with { Faults = [await FaultAtCertificateAsync(_large)] });

        await EncodeAsync(card, _large);

        Assert.Equal(_large.Issued[^2].RawData, ReadCompressed(card, PivSlot.Authentication));
    }

    [Fact]
    public async Task A_vague_refusal_of_a_small_certificate_is_not()
    {
        using var small = new TestAuthority();
        var card = new VirtualPivCard(Blank() with { Faults = [await FaultAtCertificateAsync(small)] });

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(() => EncodeAsync(card, small));

        Assert.Equal(ErrorIds.CardError, error.ErrorId);
    }

    private static VirtualCardOptions Blank() => new() { Serial = 0x12AB34 };

    /// <summary>6F00 at the command that ends the first certificate.</summary>
    private async Task<StatusWordFault> FaultAtCertificateAsync(TestAuthority authority)
    {
        var sent = new List<string>();
        await EncodeAsync(
            new VirtualPivCard(Blank()), authority, line => sent.AddRange(line.StartsWith('>') ? [line] : []));
        int first = sent.FindIndex(line => line.StartsWith("> 00 DB 3F FF 5C035FC105", StringComparison.Ordinal)
            || line.StartsWith("> 10 DB 3F FF 5C035FC105", StringComparison.Ordinal));
        int last = sent.FindIndex(first, line => line.StartsWith("> 00 DB", StringComparison.Ordinal));
        return new StatusWordFault(last + 1, 0x6F00);
    }

    private async Task EncodeAsync(VirtualPivCard card, TestAuthority authority, Action<string>? trace = null)
    {
        ChipJob job = TestJobs.Job(("9A", KeyType.EccP256), ("9D", KeyType.EccP256));
        using SecretBytes pin = job.Pin;
        using SecretBytes puk = job.Puk;
        await using var body = PivCardBody.Open(
            new ForgetfulConnection(card.Connect()), _options, static (_, _) => Task.CompletedTask, trace);
        await body.EncodeAsync(job, authority.IssueAsync, new StepList(), CancellationToken.None);
    }

    private static byte[] ReadCompressed(VirtualPivCard card, PivSlot slot)
    {
        using VirtualCardConnection connection = card.Connect();
        var application = new PivApplication(new GetResponseChannel(new ConnectionChannel(connection)));
        application.Select();
        ReadOnlyMemory<byte> content = application.ReadObject("read", slot.Certificate)!.Value;
        Assert.Equal([0x01], Tlv.Find(content, 0x71)!.Value.ToArray());
        using var gzip =
            new GZipStream(new MemoryStream(Tlv.Find(content, 0x70)!.Value.ToArray()), CompressionMode.Decompress);
        using var certificate = new MemoryStream();
        gzip.CopyTo(certificate);
        return certificate.ToArray();
    }

    /// <summary>A card that forgets at every SELECT who was authenticated, as some do.</summary>
    private sealed class ForgetfulConnection(ICardConnection inner) : ICardConnection
    {
        public ReadOnlyMemory<byte> Atr => inner.Atr;

        public bool SupportsExtendedLength => inner.SupportsExtendedLength;

        public byte[] Transmit(ReadOnlySpan<byte> command)
        {
            if (command[1] == 0xA4)
                inner.Reset();
            return inner.Transmit(command);
        }

        public void Reset() => inner.Reset();

        public void Dispose() => inner.Dispose();
    }
}
