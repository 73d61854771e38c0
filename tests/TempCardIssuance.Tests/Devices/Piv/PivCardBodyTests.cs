using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

public sealed class PivCardBodyTests : PivCardTests
{
    public static TheoryData<string, KeyType> Keys => new()
    {
        { "9A", KeyType.EccP256 }, { "9A", KeyType.EccP384 }, { "9A", KeyType.Rsa2048 },
        { "9C", KeyType.EccP256 }, { "9C", KeyType.Rsa2048 }, { "9D", KeyType.Rsa2048 }, { "9E", KeyType.EccP256 },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_certificate_is_put_into_every_slot_with_every_key_type(string slot, KeyType keyType)
    {
        var card = new VirtualPivCard(Blank());

        await EncodeAsync(card, _options, TestJobs.Job((slot, keyType)));

        PivInspection inspection = Inspect(card, _options);
        Assert.Equal(PivCardKind.Ours, inspection.Kind);
        Assert.Equal(slot, inspection.Facts["certificates"]);
        Assert.Equal(TestJobs.CardGuid.ToString(), inspection.Facts["guid"]);
        Assert.Equal("2031-05-09", inspection.Facts["expires"]);
        Assert.Equal("CN=Temporary card T-00001, O=Example", Assert.Single(_authority.Issued).Subject);
    }

    [Theory]
    [InlineData(VirtualCardProfile.Strict, "5.7.1")]
    [InlineData(VirtualCardProfile.Widespread, "5.7.1")]
    [InlineData(VirtualCardProfile.Strict, "4.2.0")]
    [InlineData(VirtualCardProfile.Widespread, "4.2.0")]
    public async Task It_is_made_alike_from_cards_of_both_profiles(VirtualCardProfile profile, string version)
    {
        var card = new VirtualPivCard(Blank() with { Profile = profile, Version = Version.Parse(version) });

        await EncodeAsync(card, _options, TestJobs.Job(
            ("9A", KeyType.EccP384), ("9C", KeyType.EccP256), ("9D", KeyType.EccP384), ("9E", KeyType.Rsa2048)));

        PivInspection inspection = Inspect(card, _options);
        Assert.Equal(PivCardKind.Ours, inspection.Kind);
        Assert.Equal("9A 9C 9D 9E", inspection.Facts["certificates"]);
    }

    [Fact]
    public async Task Steps_are_reported_in_the_order_of_the_work()
    {
        await EncodeAsync(
            new VirtualPivCard(Blank()), _options, TestJobs.Job(("9A", KeyType.EccP256), ("9C", KeyType.EccP256)));

        Assert.Equal(
            [
                "CHUID", "PIN", "PUK", "CCC", "key 9A", "request 9A", "key 9C", "request 9C",
                "certificate 9A", "verify 9A", "certificate 9C", "verify 9C",
            ],
            _progress.Steps);
    }

    [Fact]
    public async Task A_certificate_for_another_key_is_refused()
    {
        ChipJob job = TestJobs.Job(("9A", KeyType.EccP256), ("9C", KeyType.EccP256));
        await using PivCardBody body = Open(new VirtualPivCard(Blank()), _options);
        Task<byte[]>? first = null;

        await AssertErrorAsync(
            ErrorIds.VerificationFailed,
            () => body.EncodeAsync(
                job,
                (profile, request, token) => first ??= _authority.IssueAsync(profile, request, token),
                _progress,
                CancellationToken.None));

        Assert.Equal("certificate 9C", _progress.Steps[^1]);
    }

    [Fact]
    public async Task What_is_no_certificate_is_refused()
    {
        await using PivCardBody body = Open(new VirtualPivCard(Blank()), _options);

        await AssertErrorAsync(
            ErrorIds.CertificateRefused,
            () => body.EncodeAsync(
                TestJobs.Job(("9A", KeyType.EccP256)),
                (_, _, _) => Task.FromResult<byte[]>([1, 2, 3]),
                _progress,
                CancellationToken.None));
    }

    /// <summary>Would wait for ever if the driver waited for the first certificate; hence the limit.</summary>
    [Fact(Timeout = 60_000)]
    public async Task The_next_key_is_made_while_the_authority_works()
    {
        await using PivCardBody body = Open(new VirtualPivCard(Blank()), _options);
        var secondKey = new TaskCompletionSource();
        int orders = 0;

        await body.EncodeAsync(
            TestJobs.Job(("9A", KeyType.EccP256), ("9C", KeyType.EccP256)),
            async (profile, request, token) =>
            {
                if (++orders == 2)
                    secondKey.SetResult();
                await secondKey.Task.WaitAsync(token);
                return await _authority.IssueAsync(profile, request, token);
            },
            _progress,
            TestContext.Current.CancellationToken);

        Assert.Equal("verify 9C", _progress.Steps[^1]);
    }

    [Fact]
    public async Task Work_that_is_cancelled_before_it_begins_sends_nothing()
    {
        var card = new VirtualPivCard(Blank());
        await using PivCardBody body = Open(card, _options);
        int before = card.ApduCount;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => body.EncodeAsync(
            TestJobs.Job(), _authority.IssueAsync, _progress, new CancellationToken(canceled: true)));

        Assert.Equal(before, card.ApduCount);
    }
}
