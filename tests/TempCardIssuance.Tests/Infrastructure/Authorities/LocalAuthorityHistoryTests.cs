using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>What an authority knows of stores, and what it keeps although an old copy of it is put back.</summary>
public sealed class LocalAuthorityHistoryTests : IDisposable
{
    private const string Other = "other";

    private readonly AuthorityBench _bench = new();
    private readonly List<LocalAuthority> _opened = [];

    private static CancellationToken None => CancellationToken.None;

    public void Dispose()
    {
        _opened.ForEach(a => a.Dispose());
        _bench.Dispose();
    }

    [Fact]
    public async Task Certificates_are_numbered_and_found_by_store()
    {
        LocalAuthority first = Open();
        LocalAuthority second = Open();
        await first.IssueAsync(AuthorityBench.Order("P-0"), None);
        var one = (IssuedCertificate)await second.IssueAsync(Order("P-1", 5), None);
        var other = (IssuedCertificate)await first.IssueAsync(Order("P-1", 3, Other), None);
        var two = (IssuedCertificate)await second.IssueAsync(Order("P-2", 7), None);

        AuthorityStatus status = await Open().GetStatusAsync(AuthorityCalls.StoreId, None);

        Assert.Equal([2L, 3L, 4L], new[] { one, other, two }.Select(i => i.Place!.Value));
        Assert.Equal((4L, 1L), (status.LastPlace, status.ListNumber));
        Assert.Equal(Mark(7), status.Store);
        Assert.Equal([2L, 4L], await PlacesAsync(0, AuthorityCalls.StoreId));
        Assert.Equal([4L], await PlacesAsync(2, AuthorityCalls.StoreId));
        Assert.Equal([3L], await PlacesAsync(0, Other));
        IssuedCertificate found = Assert.Single(await Open().FindIssuedAsync("P-1", Other, None));
        Assert.Equal(other.RawData, found.RawData);
        Assert.Equal(("P-1", "T-00001"), (found.ProductionId, found.CardNumber));
    }

    [Fact]
    public async Task A_record_of_before_has_numbers_too_and_goes_on()
    {
        await Open().IssueAsync(AuthorityBench.Order("P-1"), None);
        await Open().IssueAsync(AuthorityBench.Order("P-2"), None);
        string text = await File.ReadAllTextAsync(_bench["index.jsonl"]);
        Assert.Contains(",\"place\":2", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_bench["index.jsonl"], text
            .Replace(",\"place\":1", "", StringComparison.Ordinal)
            .Replace(",\"place\":2", "", StringComparison.Ordinal));

        var third = (IssuedCertificate)await Open().IssueAsync(Order("P-3", 1), None);

        Assert.Equal(3, third.Place);
    }

    [Fact]
    public async Task A_store_that_is_older_than_before_gets_nothing()
    {
        await Open().IssueAsync(Order("P-1", 5), None);
        // Several processes of one store come in any order; the store says whether it was there already.
        Assert.Equal(ErrorIds.StoreWentBack, await ErrorAsync(a => a.IssueAsync(Order("P-2", 4), None)));
        Assert.Equal(ErrorIds.StoreWentBack, await ErrorAsync(a => a.IssueAsync(
            Order("P-2", 5) with { Store = new StoreMark(AuthorityCalls.StoreId, new AuditHead(5, "another")) }, None)));

        await Open().IssueAsync(Order("P-2", 5), None);
        await Open().IssueAsync(Order("P-1", 1, Other), None);

        Assert.Equal(3, (await Open().GetStatusAsync(Other, None)).LastPlace);
    }

    [Fact]
    public async Task A_production_gets_a_certificate_of_a_profile_once_unless_that_is_revoked()
    {
        byte[] first = ((IssuedCertificate)await Open().IssueAsync(Order("P-1", 5), None)).RawData;
        Assert.Equal(ErrorIds.CertificateExists, await ErrorAsync(a => a.IssueAsync(Order("P-1", 6), None)));
        CertificateOrder signature = Order("P-1", 6);
        await Open().IssueAsync(signature with { Profile = signature.Profile with { Name = "signature" } }, None);

        await Open().RevokeAsync(AuthorityBench.Serial(first), RevocationReason.Superseded, None);
        await Open().IssueAsync(Order("P-1", 7), None);

        Assert.Equal([2L, 3L], await PlacesAsync(0, AuthorityCalls.StoreId));
    }

    [Fact]
    public async Task What_is_revoked_stays_on_the_list_and_numbers_go_on_when_an_old_record_is_put_back()
    {
        LocalAuthority authority = Open();
        string[] serials = await IssueAsync(authority, 3);
        await authority.RevokeAsync(serials[0], RevocationReason.Superseded, None);
        byte[] index = await File.ReadAllBytesAsync(_bench["index.jsonl"]);
        await authority.RevokeAsync(serials[1], RevocationReason.CessationOfOperation, None);
        BigInteger number = Number();

        await File.WriteAllBytesAsync(_bench["index.jsonl"], index);
        await Open().RevokeAsync(serials[2], RevocationReason.Superseded, None);

        Assert.Equal(serials.Order(), (await RevokedAsync()).Order());
        Assert.True(Number() > number);
        Assert.Contains("Cessation Of Operation", await ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_put_back_alone_does_not_take_numbers_back()
    {
        LocalAuthority authority = Open();
        string[] serials = await IssueAsync(authority, 2);
        byte[][] lists = [await File.ReadAllBytesAsync(_bench["crl.der"]), await File.ReadAllBytesAsync(_bench["crl.pem"])];
        await authority.RevokeAsync(serials[0], RevocationReason.Superseded, None);
        BigInteger number = Number();

        await File.WriteAllBytesAsync(_bench["crl.der"], lists[0]);
        await File.WriteAllBytesAsync(_bench["crl.pem"], lists[1]);
        await Open().RevokeAsync(serials[1], RevocationReason.Superseded, None);

        Assert.True(Number() > number);
        Assert.Equal(serials.Order(), (await RevokedAsync()).Order());
    }

    [Fact]
    public async Task A_list_of_somebody_else_counts_for_nothing()
    {
        using var other = new AuthorityBench();
        using (var authority = new LocalAuthority(other.Options))
        {
            string[] foreign = await IssueAsync(authority, 3);
            foreach (string serial in foreign)
                await authority.RevokeAsync(serial, RevocationReason.Superseded, None);
        }

        string[] serials = await IssueAsync(Open(), 1);
        File.Copy(other["crl.der"], _bench["crl.der"], overwrite: true);
        await File.WriteAllTextAsync(_bench["crl.pem"], "garbage");
        await Open().RevokeAsync(serials[0], RevocationReason.Superseded, None);

        Assert.Equal(serials, await RevokedAsync());
        Assert.Equal(2, Number());
    }

    [Fact]
    public async Task A_folder_that_is_put_back_whole_gets_back_what_a_store_knows()
    {
        LocalAuthority authority = Open();
        string[] serials = await IssueAsync(authority, 1);
        Dictionary<string, byte[]> copy = Copy();
        var lost = (IssuedCertificate)await authority.IssueAsync(Order("P-9", 5), None);
        await authority.RevokeAsync(AuthorityBench.Serial(lost.RawData), RevocationReason.CessationOfOperation, None);
        await authority.RevokeAsync(serials[0], RevocationReason.Superseded, None);
        BigInteger number = Number();
        DateTimeOffset at = DateTimeOffset.UtcNow.AddDays(-2);

        PutBack(copy);
        await Open().RestoreAsync(
            new AuthorityMemory
            {
                Store = Mark(9),
                LastPlace = 7,
                ListNumber = (long)number,
                Revoked =
                [
                    new RevocationOrder(AuthorityBench.Serial(lost.RawData), RevocationReason.CessationOfOperation)
                    {
                        RawData = lost.RawData,
                        At = at,
                    },
                ],
            },
            None);

        Assert.Equal([AuthorityBench.Serial(lost.RawData)], await RevokedAsync());
        Assert.True(Number() > number);
        Assert.Contains(
            at.ToString("MMM d HH:mm:ss yyyy", System.Globalization.CultureInfo.InvariantCulture),
            (await ListAsync()).Replace("  ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(Mark(9), (await Open().GetStatusAsync(AuthorityCalls.StoreId, None)).Store);
        Assert.Equal(8, ((IssuedCertificate)await Open().IssueAsync(Order("P-10", 9), None)).Place);
    }

    [Fact]
    public async Task A_certificate_whose_line_is_lost_can_be_revoked_by_itself_and_that_of_another_key_can_not()
    {
        LocalAuthority authority = Open();
        await authority.CheckAsync(None);
        Dictionary<string, byte[]> copy = Copy();
        byte[] lost = ((IssuedCertificate)await authority.IssueAsync(Order("P-1", 1), None)).RawData;
        PutBack(copy);
        using var other = new AuthorityBench();
        using var stranger = new LocalAuthority(other.Options);
        byte[] foreign = ((IssuedCertificate)await stranger.IssueAsync(Order("P-1", 1), None)).RawData;

        await Open().RevokeAsync(Revocation(lost), None);
        string error = await ErrorAsync(a => a.RevokeAsync(Revocation(foreign), None));

        Assert.Equal([AuthorityBench.Serial(lost)], await RevokedAsync());
        Assert.Equal(ErrorIds.AuthorityNotReady, error);
    }

    private static RevocationOrder Revocation(byte[] der) =>
        new(AuthorityBench.Serial(der), RevocationReason.Superseded) { RawData = der };

    private static StoreMark Mark(long sequence, string store = AuthorityCalls.StoreId) =>
        new(store, new AuditHead(sequence, $"hash {sequence}"));

    private static CertificateOrder Order(string production, long sequence, string store = AuthorityCalls.StoreId) =>
        AuthorityBench.Order(production) with { Store = Mark(sequence, store) };

    private static async Task<string[]> IssueAsync(LocalAuthority authority, int amount)
    {
        var serials = new List<string>();
        for (int i = 0; i < amount; i++)
            serials.Add(AuthorityBench.Serial(await authority.IssueDerAsync(AuthorityBench.Order($"P-{i}"), None)));
        return [.. serials];
    }

    private async Task<IEnumerable<long>> PlacesAsync(long after, string store) =>
        (await Open().FindIssuedAfterAsync(after, store, None)).Select(i => i.Place!.Value);

    private Dictionary<string, byte[]> Copy() => new DirectoryInfo(_bench.Options.Path).EnumerateFiles()
        .ToDictionary(f => f.Name, f => File.ReadAllBytes(f.FullName), StringComparer.Ordinal);

    private void PutBack(Dictionary<string, byte[]> copy)
    {
        foreach ((string name, byte[] content) in copy)
            File.WriteAllBytes(_bench[name], content);
    }

    private BigInteger Number()
    {
        CertificateRevocationListBuilder.Load(File.ReadAllBytes(_bench["crl.der"]), out BigInteger number);
        return number;
    }

    private async Task<string> ListAsync() =>
        (await OpenSsl.RunAsync("crl", "-in", _bench.CrlFile, "-noout", "-text")).Output;

    private async Task<string[]> RevokedAsync() =>
    [
        .. (await ListAsync()).Split('\n')
            .Where(l => l.Contains("Serial Number:", StringComparison.Ordinal))
            .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()),
    ];

    private async Task<string> ErrorAsync(Func<LocalAuthority, Task> act) =>
        (await Assert.ThrowsAsync<TempCardException>(() => act(Open()))).ErrorId;

    private LocalAuthority Open()
    {
        var authority = new LocalAuthority(_bench.Options);
        _opened.Add(authority);
        return authority;
    }
}
