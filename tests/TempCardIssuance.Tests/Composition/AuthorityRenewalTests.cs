using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>A store goes on with the next key of its authority, and with no other.</summary>
public sealed class AuthorityRenewalTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task The_store_goes_on_with_the_next_key_and_so_does_a_computer_that_was_on_its_way()
    {
        await using var workshop = new Workshop();
        await using IssuanceSession other = workshop.OpenSession();
        CardBatch first = await workshop.Session.IssueAsync(workshop, 2);
        await other.IssueAsync(workshop, 1);
        AuthorityInstallation installed = await RenewAsync(workshop.Session, "next.pem");

        CardBatch second = await other.IssueAsync(workshop, 1);
        await workshop.Session.CancelAsync(workshop, first.Id, "T-00001");
        await RenewAsync(other, "third.pem");
        await workshop.Session.IssueAsync(workshop, 1);
        await other.CancelAsync(workshop, second.Id);

        Assert.True(installed.IsNewKey);
        Assert.Single(Invariants.RevokedSerials(workshop));
        Assert.Empty(workshop.Events<RevocationsPending>());
        Assert.Empty((await other.Database.TestAsync(None)).Problems);
        KnownAuthority known = await other.Store.GetAuthorityAsync("local", None);
        AuthorityStatus status = await other.Context.Authorities.Get("local").GetStatusAsync("x", None);
        Assert.Equal(known.KeyId, status.KeyId);
        Assert.Equal(2, status.EarlierKeyIds.Count);
        Assert.Equal(2, await CountAsync(other, AuditKinds.AuthorityCertificateInstalled));
    }

    [Fact]
    public async Task A_store_that_missed_a_key_goes_on_too_and_one_that_knows_a_later_key_does_not()
    {
        await using var workshop = new Workshop();
        await workshop.Session.IssueAsync(workshop, 1);
        await RenewAsync(workshop.Session, "next.pem");
        workshop.CopyAuthority("old-ca");
        await RenewAsync(workshop.Session, "third.pem");
        await workshop.Session.IssueAsync(workshop, 1);
        workshop.PutBackAuthority("old-ca");
        await using IssuanceSession session = workshop.OpenSession();

        TempCardException error =
            await Assert.ThrowsAsync<TempCardException>(() => session.IssueAsync(workshop, 1));

        Assert.Equal(ErrorIds.AuthorityKeyChanged, error.ErrorId);
    }

    [Fact]
    public async Task An_old_list_is_told_by_the_session_until_it_is_renewed()
    {
        await using var workshop = new Workshop();
        await workshop.Session.IssueAsync(workshop, 1);
        Assert.Empty(workshop.Session.Reminders());
        workshop.Clock.Advance(TimeSpan.FromDays(6));

        Assert.Single(workshop.Session.Reminders());
        await workshop.Session.IssueAsync(workshop, 1);

        Assert.Empty(workshop.Session.Reminders());
    }

    private static async Task<AuthorityInstallation> RenewAsync(IssuanceSession session, string name)
    {
        string file = Path.Combine(Path.GetDirectoryName(session.ConfigurationPath)!, name);
        Planned<AuthorityRequest> request =
            await session.Keys.RequestAsync("local", new AuthorityRequestOptions(Next: true, SelfSigned: true), file, None);
        await request.ActAsync(None);
        return await (await session.Keys.InstallAsync("local", file, None)).ActAsync(None);
    }

    private static async Task<int> CountAsync(IssuanceSession session, string kind) =>
        await session.Store.ReadAuditAsync(new AuditQuery { Kinds = [kind] }, None).CountAsync();
}
