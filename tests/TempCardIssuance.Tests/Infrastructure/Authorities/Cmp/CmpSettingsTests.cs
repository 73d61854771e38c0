using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities;
using TempCardIssuance.Infrastructure.Authorities.Cmp;
using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Tests.Infrastructure.Authorities.Cmp;

public sealed class CmpSettingsTests
{
    private const string Signed = "certificate: ra.p12, password: env:X, trust: [ca.pem]";
    private const string Shared = "reference: desk, secret: env:X";

    [Theory]
    [InlineData(Signed)]
    [InlineData("certificate: ra.pem, key: ra.key, trust: [ca.pem], recipient: 'CN=CA', responder: 'CN=RA,O=E'")]
    [InlineData(Shared)]
    [InlineData(Shared + ", mac: PBMAC1, sender: 'CN=desk', certProfile: cards, clockMinutes: 60, trust: [ca.pem]")]
    [InlineData(Signed + ", timeOutSeconds: 5, pendingSeconds: 0, tlsTrust: [tls.pem]")]
    [InlineData(Signed + ", clientCertificate: tls.pem, clientKey: tls.key, clientKeyPassword: env:X")]
    public void Settings_are_read_and_written_again(string keys)
    {
        AuthoritySettings read = Read(keys, out IReadOnlyList<ConfigurationProblem> problems)!;
        Assert.Empty(problems);

        string written = YamlConfiguration.Write(read, Bind);

        AuthoritySettings? again = YamlConfiguration.Read<AuthoritySettings>(written, "/x/c.yaml", Bind, out _);
        Assert.Equal(written, YamlConfiguration.Write(again!, Bind));
        Assert.All(((CmpAuthoritySettings)read).Trust, file => Assert.Equal("/x/ca.pem", file));
    }

    [Theory]
    [InlineData("trust: [ca.pem]", "certificate")] // neither
    [InlineData(Signed + ", " + Shared, "certificate")] // both
    [InlineData("certificate: ra.p12", "trust")]
    [InlineData("reference: desk, trust: [ca.pem]", "reference")]
    [InlineData("secret: env:X", "secret")]
    [InlineData(Shared + ", key: ra.key", "key")]
    [InlineData(Shared + ", password: env:X", "password")]
    [InlineData(Signed + ", clientKey: x", "clientCertificate")]
    [InlineData(Signed + ", recipient: 'nobody'", "recipient")]
    [InlineData(Signed + ", responder: 'O'", "responder")]
    [InlineData("reference: desk, secret: hunter2", "secret")]
    [InlineData(Shared + ", mac: MD5", "mac")]
    [InlineData(Shared + ", clockMinutes: 0", "clockMinutes")]
    public void What_contradicts_is_told(string keys, string path)
    {
        Read(keys, out IReadOnlyList<ConfigurationProblem> problems);

        Assert.Contains(problems, problem => problem.Path == path);
        Assert.DoesNotContain(problems, problem => problem.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_can_is_said()
    {
        using var services = new DriverServices(TimeProvider.System);

        AuthorityAbilities abilities = Read(Shared + ", pendingSeconds: 7", out _)!.Make(services).Abilities;

        Assert.Equal((false, true, true), (abilities.Finds, abilities.Revokes, abilities.TakesPublicKeys));
        Assert.Equal(TimeSpan.FromSeconds(7), abilities.PendingTime);
    }

    private static AuthoritySettings? Read(string keys, out IReadOnlyList<ConfigurationProblem> problems) =>
        YamlConfiguration.Read<AuthoritySettings>(
            $"{{ type: cmp, url: 'http://ca.example/cmp', {keys} }}", "/x/c.yaml", Bind, out problems);

    private static AuthoritySettings Bind(Keys keys, AuthoritySettings? value) =>
        AuthoritySettings.Bind(keys, value, [CmpAuthoritySettings.Registration]);
}
