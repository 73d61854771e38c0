using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Authorities.Command;
using TempCardIssuance.Tests.Core.Programs;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Command;

/// <summary>Programs that fail, hang, or say what makes no sense.</summary>
public sealed class CommandFaultTests : CommandTests
{
    [Theory]
    [InlineData("echo no such template >&2; exit 77", ErrorIds.CertificateRefused, "no such template")]
    [InlineData("echo away >&2; exit 69", ErrorIds.AuthorityNotSent, "away")]
    [InlineData("printf 'bad \\033[31m\\nthing' >&2; exit 1", ErrorIds.AuthorityNotReady, "bad [31m thing")]
    [InlineData("kill -9 $$", ErrorIds.AuthorityNotReady, "137")]
    [InlineData("exit 0", ErrorIds.AuthorityNotReady, "0 certificates")]
    [InlineData("echo garbage", ErrorIds.AuthorityNotReady, "0 certificates")]
    [InlineData(
        "printf -- '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n'", ErrorIds.AuthorityNotReady, "")]
    [InlineData("exit 75", ErrorIds.AuthorityNotReady, "askAgain")]
    public async Task What_a_program_did_is_told(string script, string errorId, string text)
    {
        TempCardException error = await FailsAsync(errorId, Authority(script));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_has_surely_issued_nothing()
    {
        string[] missing = [_folder["missing"]];
        var settings = new CommandSettings { Name = "corporate", Issue = missing, Check = missing };
        var authority = new CommandAuthority(settings, TimeProvider.System);

        await FailsAsync(ErrorIds.AuthorityNotSent, authority);
        await FailsAsync(ErrorIds.AuthorityNotReady, () => authority.CheckAsync(None));
    }

    [Fact]
    public async Task A_program_that_hangs_is_ended_and_may_have_issued()
    {
        var clock = new HandClock();
        CommandAuthority authority = Authority(
            $"echo $$ > {_folder["pid"]}.new; mv {_folder["pid"]}.new {_folder["pid"]}; exec sleep 600", clock: clock);

        Task<TempCardException> failing = FailsAsync(ErrorIds.AuthorityNotReady, authority);
        while (!File.Exists(_folder["pid"]))
            await Task.Delay(10, None);
        clock.Advance(TimeSpan.FromSeconds(31));
        await failing;

        Assert.False(Directory.Exists($"/proc/{Read("pid").Trim()}"));
    }

    [Theory]
    [InlineData("exec cat /dev/zero")]
    [InlineData("cat /dev/zero >&2")]
    public async Task A_program_that_writes_without_end_is_stopped(string script)
    {
        var clock = new HandClock();
        CommandAuthority authority = Authority($"touch {_folder["on"]}; {script}", clock: clock);

        Task<TempCardException> failing = FailsAsync(ErrorIds.AuthorityNotReady, authority);
        if (script.Contains(">&2", StringComparison.Ordinal))
        {
            while (!File.Exists(_folder["on"]))
                await Task.Delay(10, None);
            clock.Advance(TimeSpan.FromSeconds(31));
        }

        TempCardException error = await failing;
        Assert.InRange(error.Message.Length, 1, 1000);
    }

    [Theory]
    [InlineData("exit 75")]
    [InlineData("echo; exit 75")]
    [InlineData("printf 'a\\033b\\n'; exit 75")]
    [InlineData("head -c 300 /dev/zero | tr '\\0' a; exit 75")]
    public async Task Later_without_a_sound_id_leaves_open_what_comes(string script) => await FailsAsync(
        ErrorIds.AuthorityNotReady, Authority(script, s => s with { AskAgain = Program("again", "exit 75") }));
}
