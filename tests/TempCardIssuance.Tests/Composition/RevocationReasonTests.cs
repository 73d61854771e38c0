using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Why a certificate was revoked stands on the list, and in the store.</summary>
public sealed class RevocationReasonTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_repeat_supersedes_and_a_cancel_ends()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(1));

        await workshop.RepeatAsync(batch, "T-00001");
        await workshop.Session.Closing.CancelAsync(new() { BatchId = batch.Id, Reason = "test" }, workshop, None);

        List<CardCertificate> certificates =
            await workshop.Session.Store.FindCertificatesAsync(new CertificateQuery(), None).ToListAsync();
        Assert.Equal(
            [RevocationReason.Superseded, RevocationReason.CessationOfOperation],
            certificates.Select(c => c.RevocationReason!.Value));
        (_, string list) = await OpenSsl.RunAsync(
            "crl", "-in", Path.Combine(workshop.Folder, "ca", "crl.pem"), "-noout", "-text");
        Assert.Contains("Superseded", list, StringComparison.Ordinal);
        Assert.Contains("Cessation Of Operation", list, StringComparison.Ordinal);
    }
}
