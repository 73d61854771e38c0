using System.Text;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Configuration.Template;

/// <summary>The text of a new tempcard.yaml. What a key means and what holds without it, the schema says.</summary>
internal sealed class TemplateText(JsonObject schema, ConfigurationTemplateOptions options)
{
    private const int Width = 118;

    public string Yaml(IReadOnlyList<string> recipients, bool ownPinReader) =>
        $$"""
        # yaml-language-server: $schema={{ConfigurationFile.SchemaName}}
        #
        # Configuration of TempCardIssuance. Paths are relative to this file. A secret is never written here: it is
        # given as env:NAME (an environment variable) or file:PATH (the content of a file).
        # After a change: Test-CardIssuanceConfiguration, or: tempcard config test
        version: 1

        {{Meaning("store")}}
        # For several machines: { provider: postgresql, connection: env:TEMPCARD_DB }
        store: { provider: sqlite, path: tempcard.db }

        {{Meaning("issuance")}}
        issuance:
          pin: {{Defaults("issuance.pin", "length", "maxSequence", "minDistinct")}} # {{Text("issuance.pin.length")}}
          puk: {{Defaults("issuance.puk", "length")}}
          {{Default("issuance", "encode")}}
          certificates: [authentication]
          {{Default("issuance", "print")}}
          validityDays: 90 # {{Text("issuance.validityDays")}}
          {{Default("issuance", "loanDays")}}
          # dualControl: true # {{Text("issuance.dualControl")}}

        seal:
        {{Meaning("seal", 2)}}{{(ownPinReader ? MoveAway : "")}}
          recipients:
        {{string.Join('\n', recipients.Select(r => $"    - {Quote(r)}"))}}

        card:
          {{Default("card", "driver")}}
        {{Meaning("card.transport", 2)}} default is the factory value; else env:NAME or file:PATH.
          transport: { managementKey: default, pin: default, puk: default }
          # Each card gets a management key of its own, derived from this master key. KEEP A COPY IN A SAFE PLACE:
          # without it no card made here can be managed any more.
          managementKey: { diversify: file:secrets/master.key }
        {{Meaning("card.reuse", 2)}}
          # A card that turns out to have no RESET command is refused; no try is spent on it.
          # reuse: true

        stations:
          # Cards in software, to learn and to try things out.
          - { name: training, reader: virtual, cards: 1000, printer: files }
          # A real reader; see Get-CardStation or 'tempcard stations' for its name.
          # - { name: desk-1, reader: 'ACS ACR39U*', feeder: manual, printer: front-desk }

        printers:
          # One SVG file a side. A layout is 'default' or an SVG file.
          files: { driver: file, path: faces/, layout: default }
          # front-desk: { driver: ipp, uri: ipp://printer.example/ipp/print, layout: default }

        authorities:
          # Makes itself at first use. Its password must not be lost, nor kept in a backup beside the folder.
          {{Local}}

        certificates:
          {{Authentication}}
          signature:
            { slot: 9C, key: ECCP256, authority: local, subject: 'CN=Temporary card {cardNumber}' }

        """.ReplaceLineEndings("\n");

    private string Local => options.CrlUrl is { } url
        ? $"""
            local:
                type: local
                path: ca/
                password: file:secrets/ca.password
                # Stands in every certificate: relying systems fetch the list there.
                crlUrl: {Quote(url.AbsoluteUri)}
                crlDays: 3
                # The list is put there whenever it is made; this folder has to be what the address above leads to.
                # publish: [/srv/pki/]
            """
        : "local: { type: local, path: ca/, password: file:secrets/ca.password, crlDays: 3 }";

    /// <summary>
    /// For logon: RSA, since the clients of MIT Kerberos take nothing else from a card; the usages for TLS, Windows and
    /// PKINIT (RFC 4556, 3.2.4); and a subject that no two cards and no two tries in any batch share, for directories that
    /// know no serial numbers.
    /// </summary>
    private string Authentication => options.Purpose == CardPurpose.Logon
        ? """
            authentication:
                slot: 9A
                key: RSA2048
                authority: local
                subject: 'CN=Temporary card {cardNumber} {batch}-{attempt}'
                names: { uri: 'urn:uuid:{cardGuid}' }
                # TLS client, smart card logon of Windows, Kerberos PKINIT.
                extendedKeyUsages: [1.3.6.1.5.5.7.3.2, 1.3.6.1.4.1.311.20.2.2, 1.3.6.1.5.2.3.4]
            """
        : """
            authentication:
                { slot: 9A, key: ECCP256, authority: local, subject: 'CN=Temporary card {cardNumber}' }
            """;

    private const string MoveAway =
        """
         For a start the key pair is here: secrets/pin-reader.pfx with its password in
          # secrets/pin-reader.password. Before real cards are made, MOVE BOTH to the machine where letters are printed;
          # this machine needs pin-reader.cer.pem only.
        """;

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A comment that says what a key means.</summary>
    private string Meaning(string path, int indentation = 0)
    {
        var comment = new StringBuilder();
        string begin = new string(' ', indentation) + "#";
        int length = int.MaxValue / 2;
        foreach (string word in Text(path).Split(' '))
        {
            if (length + word.Length >= Width)
            {
                comment.Append(comment.Length == 0 ? "" : "\n").Append(begin);
                length = begin.Length;
            }

            comment.Append(' ').Append(word);
            length += word.Length + 1;
        }

        return comment.ToString();
    }

    /// <summary>A key with what holds without it.</summary>
    private string Default(string section, string key) => $"{key}: {Find($"{section}.{key}")["default"]}";

    private string Defaults(string section, params string[] keys) =>
        $"{{ {string.Join(", ", keys.Select(key => Default(section, key)))} }}";

    private string Text(string path) => (string)Find(path)["description"]!;

    private JsonNode Find(string path) =>
        path.Split('.').Aggregate((JsonNode)schema, (section, key) => section["properties"]![key]!);
}
