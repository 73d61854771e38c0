namespace TempCardIssuance.Infrastructure.Configuration.Template;

/// <summary>The text of a new tempcard.yaml.</summary>
internal static class TemplateText
{
    public static string Yaml(IReadOnlyList<string> recipients, bool ownPinReader) =>
        Head + Seal(recipients, ownPinReader) + Rest;

    private static string Seal(IReadOnlyList<string> recipients, bool ownPinReader) =>
        $"""

        seal:
        {(ownPinReader ? MoveAway : "  # Who can read PIN and PUK.")}
          recipients:
        {string.Join('\n', recipients.Select(r => $"    - {Quote(r)}"))}

        """.ReplaceLineEndings("\n");

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private const string Head =
        $$"""
        # yaml-language-server: $schema={{ConfigurationSchema.FileName}}
        #
        # Configuration of TempCardIssuance. Paths are relative to this file. A secret is never written here: it is
        # given as env:NAME (an environment variable) or file:PATH (the content of a file).
        # After a change: Test-CardIssuanceConfiguration, or: tempcard config test
        version: 1

        # One file; for several machines: { provider: postgresql, connection: env:TEMPCARD_DB }
        store: { provider: sqlite, path: tempcard.db }

        # What holds for a batch unless the operator says otherwise.
        issuance:
          pin: { length: 6, maxSequence: 3, minDistinct: 3 } # PIV takes 6 to 8 digits
          puk: { length: 8 }
          encode: true
          certificates: [authentication]
          print: true
          validityDays: 14
          # dualControl: true # another operator than the one who started a batch must complete it

        """;

    private const string MoveAway =
        """
          # Who can read PIN and PUK. For a start the key pair is here: secrets/pin-reader.pfx with its password in
          # secrets/pin-reader.password. Before real cards are made, MOVE BOTH to the machine where letters are printed;
          # this machine needs pin-reader.cer.pem only.
        """;

    private const string Rest =
        """

        card:
          driver: piv
          # What blanks arrive with: default is the factory value; else env:NAME or file:PATH.
          transport: { managementKey: default, pin: default, puk: default }
          # Each card gets a management key of its own, derived from this master key. KEEP A COPY IN A SAFE PLACE:
          # without it no card made here can be managed any more.
          managementKey: { diversify: file:secrets/master.key }
          # Make spoiled cards again. They are reset, for which PIN and PUK are blocked on purpose: a card that turns out
          # to have no RESET command is lost.
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
          local: { type: local, path: ca/, password: file:secrets/ca.password }

        certificates:
          authentication:
            { slot: 9A, key: ECCP256, authority: local, subject: 'CN=Temporary card {cardNumber}' }
          signature:
            { slot: 9C, key: ECCP256, authority: local, subject: 'CN=Temporary card {cardNumber}' }

        """;
}
