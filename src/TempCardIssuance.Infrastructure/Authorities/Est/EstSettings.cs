using System.Text.RegularExpressions;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Infrastructure.Authorities.Est;

/// <summary>What an authority that speaks EST (RFC 7030) needs to know.</summary>
public sealed partial record EstSettings : RemoteAuthoritySettings
{
    private const string Word = "est";

    public static Driver<AuthoritySettings> Registration { get; } =
        Driver.Of<AuthoritySettings, EstSettings>(Word, "a server that speaks EST (RFC 7030)", Bind);

    public override string Type => Word;

    /// <summary>The server; or where on it EST is, if that is not <c>/.well-known/est</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Which of the server's authorities (RFC 7030, 3.2.2); null: the one it has without.</summary>
    public string? Label { get; init; }

    public required ConnectionSettings Connection { get; init; }

    private static TextForm LabelForm { get; } = new()
    {
        Pattern = "^[A-Za-z0-9._~-]+$",
        Problem = (key, text) => Segment().IsMatch(text)
            ? null
            : $"{key} must be one part of a path: letters, digits, '.', '_', '~' and '-'",
    };

    public override ICertificateAuthority Make(DriverServices services) => new EstAuthority(this, services.Clock);

    private static EstSettings Bind(Keys keys, EstSettings? value)
    {
        Uri url = keys.RequiredAddress(
            "url",
            "Address of the server of type: est, such as https://est.example; with a path only where EST is not at "
            + "/.well-known/est.",
            value?.Url,
            "https");
        EstSettings settings = Shared(keys, value, new EstSettings
        {
            Url = url,
            Label = keys.Text(
                "label",
                "Which of the authorities of the server of type: est, if it has several.",
                value?.Label,
                LabelForm),
            Connection = ConnectionSettings.Bind(keys, value?.Connection, url),
        });
        if (settings.RevokedBy is null)
            WarnIfNobodyRevokes(keys);
        return settings with { Connection = settings.Connection with { TimeOut = settings.TimeOut } };
    }

    [GeneratedRegex("^[A-Za-z0-9._~-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Segment();
}
