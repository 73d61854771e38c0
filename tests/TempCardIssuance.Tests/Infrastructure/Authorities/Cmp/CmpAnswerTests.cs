using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Cmp;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

/// <summary>Answers that are not to be believed, and such that say no.</summary>
public sealed class CmpAnswerTests(OpensslCa ca) : IClassFixture<OpensslCa>
{
    private static CancellationToken Stop => CmpWorld.Stop;

    [Theory]
    [InlineData("")]
    [InlineData("<html>It works!</html>")]
    [InlineData("0")]
    [InlineData("\u0001\u0002\u0003")]
    public async Task Garbage_is_told_as_that(string garbage)
    {
        await using var world = new CmpWorld(ca);
        world.Proxy.Alter = (_, _) => Encoding.UTF8.GetBytes(garbage);

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);
        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => world.Authority.CheckAsync(Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_byte_of_an_answer_can_be_changed(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);
        CertificateOrder order = world.Order();
        await world.Authority.IssueAsync(order, Stop);
        byte[] answer = Assert.Single(world.Proxy.Answers);

        // It answers another message, and must fail by that at the latest.
        for (int place = 0; place < answer.Length; place += 11)
        {
            byte[] changed = [.. answer];
            changed[place] ^= 1;
            var authority = new CmpAuthority(world.Settings, world.Clock)
            {
                Transport = (_, _) => Task.FromResult(changed),
            };
            await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => authority.IssueAsync(order, Stop));
        }
    }

    [Theory]
    [InlineData(true, "server")]
    [InlineData(false, "server")]
    [InlineData(false, "body")]
    public async Task A_changed_certificate_is_no_certificate(bool usesSecret, string what)
    {
        await using var world = new CmpWorld(ca, usesSecret);
        world.Proxy.Alter = (_, answer) => Replaced(
            answer, Encoding.ASCII.GetBytes(what is "body" ? "T000001" : usesSecret ? "T000001" : "server"));

        TempCardException error = await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);

        Assert.Equal(ErrorKind.Security, error.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_answer_of_another_transaction_is_not_taken(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);
        await world.IssueAsync();
        world.Proxy.Alter = (_, _) => world.Proxy.Answers.First();

        TempCardException error = await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);

        Assert.Contains("transactionID", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_to_an_earlier_message_is_not_taken(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret, "-poll_count", "9", "-check_after", "1");
        var pending = (PendingCertificate)await world.Authority.IssueAsync(world.Order(), Stop);
        var again = (PendingCertificate)await world.Authority.AskAgainAsync(pending, Stop);
        world.Proxy.Alter = (_, _) => world.Proxy.Answers.ElementAt(1);

        TempCardException error = await CmpWorld.FailsAsync(
            ErrorIds.AuthorityNotReady, () => world.Authority.AskAgainAsync(again, Stop));

        Assert.Contains("recipNonce", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_the_server_does_not_take_says_nothing_about_the_order()
    {
        await using var world = new CmpWorld(ca, usesSecret: true, "-poll_count", "9", "-check_after", "1");
        var pending = (PendingCertificate)await world.Authority.IssueAsync(world.Order(), Stop);
        await world.Authority.AskAgainAsync(pending, Stop);

        // With the nonce of the answer before the last, which the server refuses.
        await CmpWorld.FailsAsync(
            ErrorIds.AuthorityNotReady, () => world.Authority.AskAgainAsync(pending, Stop));
    }

    [Fact]
    public async Task A_message_of_another_kind_is_no_answer()
    {
        // To a request for certificates it is known, and to an order it says nothing.
        await using var world = new CmpWorld(ca, usesSecret: true);
        IssuedCertificate issued = await world.IssueAsync();
        world.Proxy.Alter = (_, _) => world.Proxy.Answers.First();

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => issued.Confirmation!.AcceptAsync(Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_without_protection_is_not_taken(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret, "-send_unprotected");

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);
        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => world.Authority.CheckAsync(Stop));
    }

    [Fact]
    public async Task An_error_without_protection_says_nothing_about_an_order()
    {
        await using var world = new CmpWorld(ca, usesSecret: false, "-send_error", "-send_unprot_err");

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);
    }

    [Fact]
    public async Task An_error_of_the_server_refuses_an_order()
    {
        await using var world = new CmpWorld(ca, usesSecret: false, "-send_error");

        await CmpWorld.FailsAsync(ErrorIds.CertificateRefused, world.IssueAsync);
    }

    [Theory]
    [InlineData("19", ErrorIds.CertificateRefused)] // badCertTemplate
    [InlineData("23", ErrorIds.CertificateRefused)] // notAuthorized
    [InlineData("25", ErrorIds.AuthorityNotReady)] // systemFailure: who knows
    [InlineData("21", ErrorIds.AuthorityNotReady)] // transactionIdInUse: it has it already
    public async Task A_refusal_is_told_in_the_words_of_the_server(string failure, string errorId)
    {
        await using var world = new CmpWorld(
            ca, usesSecret: true, "-pkistatus", "2", "-failure", failure, "-statusstring", "not\u001b[31m\nyou");

        TempCardException error = await CmpWorld.FailsAsync(errorId, world.IssueAsync);

        Assert.Contains("not [31m you", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_with_changes_is_granted()
    {
        await using var world = new CmpWorld(ca, usesSecret: false, "-pkistatus", "1");

        Assert.True(world.IsOurKey(await world.IssueAsync()));
    }

    [Fact]
    public async Task A_server_that_does_not_give_what_it_granted_is_not_believed()
    {
        await using var world = new CmpWorld(ca) { Proxy = new CmpProxy(ca) { GivesNothing = true } };

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, world.IssueAsync);
    }

    [Fact]
    public async Task The_fixed_certificate_of_another_key_is_handed_on_as_what_it_is()
    {
        // The core compares the key; see CertificateDesk.
        await using var world = new CmpWorld(ca)
        {
            Proxy = new CmpProxy(ca) { Issue = _ => Task.FromResult(ca["ra.crt"]) },
        };

        Assert.False(world.IsOurKey(await world.IssueAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_confirmation_that_is_not_confirmed_is_told(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);
        IssuedCertificate issued = await world.IssueAsync();
        world.Proxy.Alter = (_, answer) => answer[..^1];

        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => issued.Confirmation!.AcceptAsync(Stop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_confirmation_of_another_certificate_is_refused_by_the_server(bool usesSecret)
    {
        await using var world = new CmpWorld(ca, usesSecret);
        IssuedCertificate issued = await world.IssueAsync();
        await issued.Confirmation!.AcceptAsync(Stop);

        // The transaction is over.
        await CmpWorld.FailsAsync(ErrorIds.AuthorityNotReady, () => issued.Confirmation!.AcceptAsync(Stop));
    }

    private static byte[] Replaced(byte[] bytes, byte[] text)
    {
        byte[] changed = [.. bytes];
        int place = bytes.AsSpan().LastIndexOf(text);
        Assert.True(place > 0);
        changed[place] ^= 1;
        return changed;
    }
}
