using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

/// <summary>What is doubtful about an authority, though it can be meant.</summary>
public sealed class AuthorityWarningsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Programs_of_an_authority_that_are_not_here_are_warnings()
    {
        ConfigurationReport report = Configurations.Check(_folder.Write("tempcard.yaml", """
            version: 1
            issuance: { encode: false }
            authorities: { a: { type: command, issue: [no-such-program, issue], find: [sh, -c], revoke: [sh], check: [/no/such] } }
            """));

        Assert.True(report.IsValid);
        Assert.All(report.Problems, p => Assert.Equal(ConfigurationSeverity.Warning, p.Severity));
        Assert.Equal(["authorities.a.issue", "authorities.a.check"], report.Problems.Select(p => p.Path));
    }

    [Theory]
    [InlineData("type: est, url: 'https://x'", true)]
    [InlineData("type: est, url: 'https://x', revoke: b", false)]
    [InlineData("type: command, issue: [sh]", true)]
    [InlineData("type: command, issue: [sh], revoke: [sh]", false)]
    [InlineData("type: command, revoke: [sh]", false)]
    public void An_authority_whose_certificates_nobody_revokes_is_warned_of(string authority, bool isWarned)
    {
        ConfigurationReport report = Configurations.Check(_folder.Write("tempcard.yaml", $$"""
            version: 1
            issuance: { encode: false }
            authorities: { a: { {{authority}} }, b: { type: command, revoke: [sh] } }
            """));

        Assert.True(report.IsValid);
        Assert.Equal(isWarned ? ["authorities.a.revoke"] : [], report.Problems.Select(p => p.Path));
    }
}
