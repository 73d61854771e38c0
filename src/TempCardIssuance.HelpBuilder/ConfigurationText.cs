namespace TempCardIssuance.HelpBuilder;

/// <summary>What about_TempCardIssuance_Configuration says before it lists the keys.</summary>
internal static class ConfigurationText
{
    /// <summary>Paragraphs; one whose first line is indented is shown as it is.</summary>
    public const string Introduction =
        """
        One YAML file says where cards are kept, who can read PINs, and with what cards are made.
        New-CardIssuanceConfiguration makes one that works at once, with cards in software and comments to go on from;
        Test-CardIssuanceConfiguration says what is wrong in one, with line and column.

        Which file counts: -Configuration, else the one of Connect-CardIssuance, else the one $env:TEMPCARD_CONFIG
        names, else tempcard.yaml in the user's configuration folder ($XDG_CONFIG_HOME/tempcard or ~/.config/tempcard,
        %LOCALAPPDATA%\tempcard, ~/Library/Application Support/tempcard).

        Relative paths count from the folder of the file. A value may be given as env:NAME (an environment variable) or
        file:PATH (the content of a file); a secret can only be given that way. Unknown keys are errors. The schema for
        editors, tempcard.schema.json, is beside the module and beside each new configuration.

          PLACEHOLDERS

        Subjects of certificates and layouts of faces can have the values of a card in them:

            {cardNumber}   its number
            {batch}        the id of the batch that makes it
            {validUntil}   the last day of its validity, such as 2030-12-31
            {site}         the site, where the request has one
            {requestedBy}  who asked for it, where the request says so
            {costCenter}   or any other field of the request, by its name

        In subjects and names of certificates also {cardGuid}, the GUID in the card's CHUID, and {attempt}, which try of the
        batch at the card it is; {batch}-{attempt} makes the subject unique, which MIT Kerberos needs. A card without a
        value for one of them is refused before production (TempCard.FieldMissing). Names ignore case. No field of a
        request goes into a certificate unless its profile says so:

            certificates:
              authentication:
                slot: 9A
                key: RSA2048
                authority: local
                subject: 'CN=Temporary card {cardNumber}'
                names: { upn: '{upn}', uri: 'urn:uuid:{cardGuid}' }
                sid: '{sid}'

          LAYOUTS

        A layout is an SVG file of 85.60 mm x 53.98 mm, drawn in any program, with placeholders in its texts. {site?} may
        be without a value, {{ is a brace. A rectangle whose title is {qr:cardNumber} or {code128:cardNumber} becomes that
        code. Pictures are PNG or JPEG files in the folder of the layout. The back is the file beside the front whose name
        ends in -back: my-card.svg, my-card-back.svg. Keep a placeholder in one piece, and save as plain SVG: scripts,
        links, and files and fonts from elsewhere are refused, with line and column. Fonts are those of the machine that
        prints. Start-CardIssuance -NoEncode at a station whose printer has the driver file shows what comes out.

          STATIONS

        A second station, here one in software whose cards fail, to learn what to do then:

            stations:
              - { name: training, reader: virtual, cards: 1000, printer: files }
              - name: trouble
                reader: virtual
                cards: 3
                printer: files
                faults:
                  - { card: 1, apdu: 20 } # torn out of the reader
                  - { card: 2, apdu: 10, statusWord: '6F00' } # answers so

        The card of a fault is the body in the reader, counted from 1 since the configuration was opened: by
        Connect-CardIssuance, or by the first command after the file was changed. A card with one certificate takes about
        75 command APDUs, so a fault at a later one never happens. Without statusWord the card is removed
        (TempCard.CardRemoved); with it, it answers that (TempCard.CardError). Write the status word in quotes: YAML takes
        6982 for a number.

          KEYS

        These are all keys. <name> stands for a name you give, [] for each item of a list.
        """;
}
