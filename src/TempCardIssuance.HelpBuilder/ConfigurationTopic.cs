using TempCardIssuance.Infrastructure.Configuration;

namespace TempCardIssuance.HelpBuilder;

/// <summary>about_TempCardIssuance_Configuration: every key of tempcard.yaml, from its JSON Schema.</summary>
internal static class ConfigurationTopic
{
    private const string Introduction =
        """
        One YAML file says where cards are kept, who can read PINs, and with what cards are made.
        New-CardIssuanceConfiguration makes one that works at once, with cards in software and comments to go on from;
        Test-CardIssuanceConfiguration says what is wrong in one, with line and column.

        Which file counts: -Configuration, else the one of Connect-CardIssuance, else the one $env:TEMPCARD_CONFIG
        names, else tempcard.yaml in the user's configuration folder ($XDG_CONFIG_HOME/tempcard or ~/.config/tempcard,
        %APPDATA%\tempcard, ~/Library/Application Support/tempcard).

        Relative paths count from the folder of the file. A value may be given as env:NAME (an environment variable) or
        file:PATH (the content of a file); a secret can only be given that way. Unknown keys are errors. The schema for
        editors, tempcard.schema.json, is beside the module and beside each new configuration.

        The subject of a certificate may have placeholders such as {cardNumber}, {site} and, by their names, the fields
        of a request; the layout of a face has them too.

        These are all keys. <name> stands for a name you give, [] for each item of a list.
        """;

    public static void Write(string folder) => AboutTopic.Write(
        folder,
        "about_TempCardIssuance_Configuration",
        "Every key of tempcard.yaml: what it means, what it may be, and what holds without it.",
        [
            .. Introduction.Split("\n\n")
                .SelectMany(paragraph => (string[])
                [
                    .. DocumentationText.Wrap(paragraph.ReplaceLineEndings(" "), "    "),
                    "",
                ]),
            .. SchemaKeys.Read(ConfigurationSchema.Text).SelectMany(key => (string[])
            [
                $"    {key.Path}",
                .. DocumentationText.Wrap($"{key.Description} {key.Terms}".Trim(), "        "),
                "",
            ]),
        ],
        [
            "about_TempCardIssuance",
            "New-CardIssuanceConfiguration",
            "Test-CardIssuanceConfiguration",
            "Get-CardIssuanceConfiguration",
        ]);
}
