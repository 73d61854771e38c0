using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Tests.Infrastructure.Configuration;

public sealed class ConfigurationProblemsTests : IDisposable
{
    private const string Profile = "authorities: { local: { type: local, path: c, password: env:X } }\n"
        + "certificates: { c: { slot: 9A, key: ECCP256, authority: local, ";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("stationz: []", 3, 1, "stationz", "unknown key 'stationz'", "stations")]
    [InlineData("issuance: { pni: { length: 6 }, encode: false }", 3, 13, "issuance.pni", "unknown key 'pni'", "pin")]
    [InlineData("issuance:\n  pin:\n    length: 4\n  encode: false",
        5, 13, "issuance.pin.length", "pin length 4: PIV takes 6 to 8 digits")]
    [InlineData("issuance: { puk: { length: 9 }, encode: false }",
        3, 28, "issuance.puk.length", "puk length 9: PIV takes 6 to 8 digits")]
    [InlineData("issuance: { pin: { length: '6' }, encode: false }",
        3, 28, "issuance.pin.length", "length must be a whole number, without quotes")]
    [InlineData("issuance: { pin: { minDistinct: 7 }, encode: false }",
        3, 33, "issuance.pin.minDistinct", "minDistinct is 7; it must be from 1 to 6")]
    [InlineData("issuance: { print: yes, encode: false }",
        3, 20, "issuance.print", "print must be true or false, without quotes")]
    [InlineData("store: []", 3, 8, "store", "store must have keys and values below it")]
    [InlineData("issuance: { certificates: signature, encode: false }",
        3, 27, "issuance.certificates", "certificates must be a list")]
    [InlineData("stations: [{ name: a, reader: virtual, printer: fiels }]\n"
        + "printers: { files: { driver: file, path: f } }",
        3, 49, "stations[0].printer", "there is no printer 'fiels'", "files")]
    [InlineData("stations:\n- { name: a, reader: virtual }\n- { name: A, reader: virtual }",
        5, 11, "stations[1].name", "there are two stations 'A'")]
    [InlineData("stations: [{ name: a, reader: ACS, cards: 5 }]",
        3, 43, "stations[0].cards", "cards can't be used with reader: ACS, only with reader: virtual")]
    [InlineData("stations: [{ reader: ACS }]", 3, 12, "stations[0]", "stations[0] needs 'name'")]
    [InlineData("stations: [{ name: a, reader: ACS, feeder: comand }]",
        3, 44, "stations[0].feeder", "feeder can't be 'comand'", "command")]
    [InlineData("printers: { p: { driver: ipp, uri: 'http://x' } }",
        3, 36, "printers.p.uri", "uri must be an address that begins with ipp: or ipps:")]
    [InlineData("printers: { p: { driver: ipp } }", 3, 16, "printers.p", "printers.p needs 'uri'")]
    [InlineData("authorities: { a: { type: local, path: ca, password: hunter2 } }",
        3, 54, "authorities.a.password",
        "password is a secret and must be given as env:NAME or file:PATH, never as it is")]
    [InlineData("card: { transport: { pin: '123456' } }",
        3, 27, "card.transport.pin", "pin must be default, env:NAME or file:PATH; a secret is never given as it is")]
    [InlineData("card: { transport: { puk: env:PUK }, managementKey: { diversify: env:M }, reuse: true }",
        3, 82, "card.reuse", "a card that is reset has its maker's values, so card.transport must be default with it")]
    [InlineData("card: { managementKey: { diversify: [] } }",
        3, 37, "card.managementKey.diversify", "diversify must be a text")]
    [InlineData("card: { managementKey: { keep: true, diversify: env:M } }",
        3, 49, "card.managementKey.diversify", "diversify is not used with keep: true")]
    [InlineData("card: { managementKey: { diversify: env:M }, reset: true }",
        3, 53, "card.reset", "cards are reset only with card.reuse, which is not true")]
    [InlineData("card: { managementKey: { diversify: env:M }, pinChangeFirst: true }",
        3, 62, "card.pinChangeFirst",
        "no PIV card can be told that its PIN has to be changed first (SP 800-73-4 has nothing for it, and no card that "
        + "is known adds it); leave it out, and let holders choose their PIN at the desk when they get the card")]
    [InlineData("card: { managementKey: { keep: true }, reuse: true }",
        3, 47, "card.reuse",
        "a card shows by its own management key that it is one of ours, so reuse needs card.managementKey.diversify")]
    [InlineData("authorities: { a b: { type: local, path: ca, password: env:X } }", 3, 16, "authorities.a b",
        "'a b' can't be a name: use 1 to 40 letters, digits, '.', '_' or '-', beginning with a letter or digit")]
    [InlineData("authorities: { a: { type: vault, url: 'https://x' } }",
        3, 27, "authorities.a.type", "type can't be 'vault'")]
    [InlineData("authorities: { a: { type: est, url: 'https://x', user: me, revoke: a } }",
        3, 56, "authorities.a.user", "user needs password")]
    [InlineData("authorities: { a: { type: est, url: 'https://x', clientKey: k, revoke: a } }",
        3, 61, "authorities.a.clientKey", "clientKey needs clientCertificate")]
    [InlineData("authorities: { a: { type: est, url: 'https://x', label: a/b, revoke: a } }",
        3, 57, "authorities.a.label",
        "label must be one part of a path: letters, digits, '.', '_', '~' and '-'")]
    [InlineData("authorities: { a: { type: command, variables: [F] } }",
        3, 19, "authorities.a.issue",
        "type: command needs issue, or revoke where it revokes what another authority issues")]
    [InlineData("printers: { p: { driver: ip, uri: 'ipp://x' } }",
        3, 26, "printers.p.driver", "driver can't be 'ip'", "ipp")]
    [InlineData("printers: { p: { driver: file, path: f, uri: 'ipp://x' } }",
        3, 46, "printers.p.uri", "uri can't be used with driver: file, only with driver: ipp")]
    [InlineData("stations: [{ name: a, reader: virtual, cardTimeOutSeconds: 5 }]",
        3, 60, "stations[0].cardTimeOutSeconds", "cardTimeOutSeconds can't be used with reader: virtual, "
            + "only with reader: Name of a PC/SC reader, wildcards * and ? allowed")]
    [InlineData("stations: [{ name: a, reader: ACS, commands: { load: [x] } }]",
        3, 46, "stations[0].commands", "commands can't be used with feeder: manual, only with feeder: command")]
    [InlineData("certificates: { c: { slot: 9A, key: ECCP256, authority: lokal, subject: CN=x } }\n"
        + "authorities: { local: { type: local, path: c, password: env:X } }",
        3, 57, "certificates.c.authority", "there is no authority 'lokal'", "local")]
    [InlineData("authorities: { a: { type: local, path: c, password: env:X, subject: nonsense } }", 3, 69,
        "authorities.a.subject",
        "subject must be a distinguished name without placeholders, such as 'CN=Example cards,O=Example'")]
    [InlineData("authorities: { a: { type: local, path: c, password: env:X, subject: 'CN={site}' } }", 3, 69,
        "authorities.a.subject",
        "subject must be a distinguished name without placeholders, such as 'CN=Example cards,O=Example'")]
    [InlineData(Profile + "subject: 'CN={cardNumber' } }", 4, 73, "certificates.c.subject",
        "subject has a '{' that belongs to no placeholder; one is written as {cardNumber}")]
    [InlineData(Profile + "subject: 'CN={cardNumber?}' } }", 4, 73, "certificates.c.subject",
        "subject has a '{' that belongs to no placeholder; one is written as {cardNumber}")]
    [InlineData(Profile + "subject: CN=x, names: { email: 'a}@x' } } }", 4, 95, "certificates.c.names.email",
        "email has a '}' that belongs to no placeholder; one is written as {cardNumber}")]
    [InlineData(Profile + "subject: CN=x, sid: '{s,id}' } }", 4, 84, "certificates.c.sid",
        "sid has a '{' that belongs to no placeholder; one is written as {cardNumber}")]
    [InlineData(Profile + "subject: CN=x, policies: [1.40.1] } }", 4, 90, "certificates.c.policies[0]",
        "'1.40.1' must be an object identifier in digits and dots, such as 1.3.6.1.5.5.7.3.2")]
    [InlineData(Profile + "subject: CN=x, policies: [2.5.029] } }", 4, 90, "certificates.c.policies[0]",
        "'2.5.029' must be an object identifier in digits and dots, such as 1.3.6.1.5.5.7.3.2")]
    [InlineData(Profile + "subject: CN=x, policies: [2.5.29.32.0, 1.3.6, 2.5.29.32.0] } }", 4, 89, "certificates.c.policies",
        "policies has 2.5.29.32.0 more than once")]
    [InlineData("store: { path: \"C:\\new\\table.db\" }", 3, 16, "store.path", "path has the control character U+000A at "
        + "place 3; in double quotes \\ begins one, so write paths in single quotes")]
    [InlineData("authorities: { a: { type: local, path: c, password: env:X, crlUrl: 'http://x/y.crl', publishCommand: [dotnet, \"a\\0b\"] } }",
        3, 111, "authorities.a.publishCommand[1]", "publishCommand has the control character U+0000 at "
            + "place 2; in double quotes \\ begins one, so write paths in single quotes")]
    [InlineData("store: { provider: postgresql, connection: env:X, path: a.db }",
        3, 57, "store.path", "path can't be used with provider: postgresql, only with provider: sqlite")]
    [InlineData("seal: {}\nseal: {}", 4, 1, "seal", "'seal' is here twice; first in line 3")]
    public void An_error_is_told_with_its_place_and_what_may_have_been_meant(
        string text, int line, int column, string path, string message, string? suggestion = null)
    {
        string second = text.StartsWith("issuance", StringComparison.Ordinal) ? "" : "issuance: { encode: false }";
        ConfigurationProblem problem = Assert.Single(Errors($"version: 1\n{second}\n{text}"));

        Assert.Equal((line, column, path), ((int)problem.Line, (int)problem.Column, problem.Path));
        Assert.Equal((message, suggestion), (problem.Message, problem.Suggestion));
    }

    [Fact]
    public void An_argument_of_a_program_can_have_several_lines() => Assert.Empty(Errors(
        "version: 1\nissuance: { encode: false }\nauthorities: { a: { type: local, path: c, password: env:X, "
        + "crlUrl: 'http://x/y.crl', publishCommand: [sh, -c, \"cp $1 /srv\\n\\tsync\"] } }"));

    [Fact]
    public void Certificates_need_encoding()
    {
        ConfigurationProblem problem = Assert.Single(Errors("""
            version: 1
            issuance: { encode: false, certificates: [a] }
            authorities: { local: { type: local, path: c, password: env:X } }
            certificates: { a: { slot: 9A, key: ECCP256, authority: local, subject: CN=x } }
            """));

        Assert.Equal((2L, 42L), (problem.Line, problem.Column));
        Assert.Contains("encode is false", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_certificates_must_exist_and_use_different_slots()
    {
        IReadOnlyList<ConfigurationProblem> problems = Errors("""
            version: 1
            seal: { recipients: [a.pem] }
            card: { managementKey: { diversify: env:X } }
            issuance: { certificates: [sign, other, signature] }
            authorities: { local: { type: local, path: c, password: env:X } }
            certificates:
              sign: { slot: 9C, key: ECCP256, authority: local, subject: CN=x }
              signature: { slot: 9C, key: ECCP256, authority: local, subject: CN=x }
            """);

        Assert.Equal(
            ["there is no certificate profile 'other'", "'signature' and 'sign' both use slot 9C"],
            problems.Select(p => p.Message));
        Assert.Equal(["sign", "signature"], problems[0].Allowed);
    }

    [Fact]
    public void Encoding_needs_recipients_and_a_master_key() => Assert.Equal(
        ["card.managementKey.diversify", "seal.recipients"], Errors("version: 1").Select(p => p.Path).Order());

    [Theory]
    [InlineData("seal", "seal.recipients")]
    [InlineData("card", "card.managementKey.diversify")]
    public void What_is_missing_in_a_list_that_should_have_keys_is_told_where_the_list_is(string key, string missing)
    {
        string text = $"version: 1\n{key}: [a]";

        Assert.Equal(
            [(2, key), (2, missing)],
            Errors(text).Where(p => p.Line == 2).Select(p => ((int)p.Line, p.Path)));
    }

    [Fact]
    public void All_errors_are_told_at_once_in_the_order_of_the_file()
    {
        string file = _folder.Write(
            "tempcard.yaml", "version: 2\nissuance: { encode: false, print: maybe }\nprinter: {}\n");

        TempCardException error = Assert.Throws<TempCardException>(() => Configurations.Load(file));

        Assert.Equal(ErrorIds.ConfigurationInvalid, error.ErrorId);
        Assert.Equal(
            [
                $"{file}:1:10: version is 2; it must be 1",
                $"{file}:2:35: print must be true or false, without quotes",
                $"{file}:3:1: unknown key 'printer'; did you mean 'printers'?",
            ],
            error.Message.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("version: 1\nstore: { path: [ }", 2, 18)]
    [InlineData("version: 1\n\tstore: a", 2, 1)]
    [InlineData("version: 1\nstore:\n\tpath: a", 3, 1)]
    [InlineData("version: 1\nissuance:\n\u00a0\u00a0encode: false\n  print: true", 3, 1)]
    [InlineData("version: 1\nseal: [1, 2\nstore: 3", 2, 9)]
    [InlineData("version: *none", 1, 10)]
    [InlineData("version: 1\nissuance: { encode: false }\n---\nversion: 1", 3, 1)]
    [InlineData("version: 1\nissuance: { encode: false }\n? [a, b]\n: c", 3, 3)]
    public void Text_that_is_not_YAML_is_told_with_its_place(string text, int line, int column)
    {
        ConfigurationProblem problem = Assert.Single(Errors(text));

        Assert.Equal((line, column), ((int)problem.Line, (int)problem.Column));
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_told_with_the_place_of_the_byte()
    {
        File.WriteAllBytes(_folder["tempcard.yaml"], [.. "version: 1\nstore: { path: Z"u8, 0xFC, .. "rich }\n"u8]);

        ConfigurationProblem problem = Assert.Single(Configurations.Check(_folder["tempcard.yaml"]).Problems);

        Assert.Equal((2, 17), ((int)problem.Line, (int)problem.Column));
    }

    [Fact]
    public void A_file_in_UTF16_is_read() =>
        Assert.True(Configurations.Check(WriteUtf16("version: 1\nissuance: { encode: false }\n")).IsValid);

    [Fact]
    public void Values_that_lie_too_deep_are_told_with_their_place()
    {
        string text = $"version: 1\nissuance: {new string('[', 60000)}{new string(']', 60000)}";

        Assert.Equal(2, Assert.Single(Errors(text)).Line);
    }

    [Theory]
    [InlineData("store: { path: $HOME/tempcard.db }", "store.path")]
    [InlineData("store: { path: '${HOME}/tempcard.db' }", "store.path")]
    [InlineData("store: { path: '$env:APPDATA/tempcard.db' }", "store.path")]
    [InlineData("store: { path: '%APPDATA%/tempcard.db' }", "store.path")]
    [InlineData("card: { transport: { pin: 'file:$HOME/pin' } }", "card.transport.pin")]
    [InlineData("seal: { recipients: [$HOME/a.pem] }", "seal.recipients[0]")]
    public void A_variable_in_a_path_is_told(string text, string path) =>
        Assert.Equal(path, Assert.Single(Errors($"version: 1\nissuance: {{ encode: false }}\n{text}")).Path);

    [Fact]
    public void A_secret_written_into_the_file_is_not_repeated_in_the_error() => Assert.DoesNotContain(
        "hunter2",
        Assert.Single(Errors("""
            version: 1
            issuance: { encode: false }
            store: { provider: postgresql, connection: hunter2 }
            """)).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void A_key_without_a_value_counts_as_absent() =>
        Assert.Empty(Errors("version: 1\nissuance: { encode: false }\nstations:\nprinters: ~\nstore:\n  path: null\n"));

    [Fact]
    public void Anchors_and_aliases_work() => Assert.Equal(
        ["there is no printer 'x'", "there is no printer 'x'"],
        Errors("""
            version: 1
            issuance: { encode: false }
            stations:
              - { name: a, reader: virtual, printer: &p x }
              - { name: b, reader: virtual, printer: *p }
            """).Select(p => p.Message));

    [Fact]
    public void Secret_files_that_are_absent_or_open_to_others_are_warnings()
    {
        string open = _folder.Write("open.key", "00");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        ConfigurationReport report = Configurations.Check(_folder.Write("tempcard.yaml", """
            version: 1
            seal: { recipients: [a.pem] }
            card: { managementKey: { diversify: file:open.key }, transport: { pin: file:none } }
            """));

        Assert.True(report.IsValid);
        Assert.All(report.Problems, p => Assert.Equal(ConfigurationSeverity.Warning, p.Severity));
        string[] expected = OperatingSystem.IsWindows()
            ? ["card.transport.pin"]
            : ["card.managementKey.diversify", "card.transport.pin"];
        Assert.Equal(expected, report.Problems.Select(p => p.Path));
    }

    private string WriteUtf16(string yaml)
    {
        File.WriteAllText(_folder["tempcard.yaml"], yaml, System.Text.Encoding.Unicode);
        return _folder["tempcard.yaml"];
    }

    private IReadOnlyList<ConfigurationProblem> Errors(string yaml) =>
        Configurations.Check(_folder.Write("tempcard.yaml", yaml.ReplaceLineEndings("\n"))).Problems;
}
